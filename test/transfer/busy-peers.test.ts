import assert from 'node:assert/strict'
import { TritonError } from '../../src/errors.ts'
import { MemoryStore } from '../../src/index.ts'
import type { BlocksFound } from '../../src/store/store.ts'
import { assertRightBytes } from '../checkers/right-bytes.ts'
import { assertTwoCopies } from '../checkers/two-copies.ts'
import { MemoryCluster } from '../harness/memory-cluster.ts'
import { RandomFile } from '../harness/random-file.ts'

const FILE = new RandomFile(1, 20_000)

/** A store whose peer has too much to do for the next `puts` and `gets`. */
class BusyStore extends MemoryStore {
  puts = 0
  gets = 0

  override put(...args: Parameters<MemoryStore['put']>): number {
    if (this.puts-- > 0) throw new TritonError('Busy', 'too much to do')
    return super.put(...args)
  }

  override get(...args: Parameters<MemoryStore['get']>): BlocksFound {
    if (this.gets-- > 0) throw new TritonError('Busy', 'too much to do')
    return super.get(...args)
  }
}

describe('peers that have too much to do', () => {
  async function clusterOf() {
    const stores = [0, 1, 2].map(() => new BusyStore())
    const cluster = await MemoryCluster.start({ heartbeatMs: 60_000, store: (index) => stores[index]! })
    return { cluster, stores, client: await cluster.run(cluster.client()) }
  }

  it('for a moment get their copies all the same, and nobody else does', async () => {
    const { cluster, stores, client } = await clusterOf()
    stores[1]!.puts = 3
    const { record, singleCopies } = await cluster.run(client.upload(FILE.pieces(), { name: 'file' }))
    assert.equal(singleCopies, 0)
    const inspector = await cluster.inspector()
    const view = await cluster.run(client.view())
    await cluster.run(
      assertTwoCopies(inspector, view, { bytes: FILE.bytes(), blockSize: 64, root: record.root }),
    )
  })

  it('for a moment are asked again by who reads', async () => {
    const { cluster, stores, client } = await clusterOf()
    await cluster.run(client.upload(FILE.pieces(), { name: 'file' }))
    for (const store of stores) store.gets = 4
    await cluster.run(assertRightBytes(client.read({ name: 'file' }), FILE))
  })

  it('for long end a read, which says so and not that blocks are lost', async () => {
    const { cluster, stores, client } = await clusterOf()
    await cluster.run(client.upload(FILE.pieces(), { name: 'file' }))
    for (const store of stores) store.gets = Number.POSITIVE_INFINITY
    await assert.rejects(cluster.run(client.read({ name: 'file' }).next()), {
      code: 'Busy',
      hint: /when they have less to do/,
    })
  })
})
