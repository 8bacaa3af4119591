import assert from 'node:assert/strict'
import { hashBlocks } from '../../src/block/hash.ts'
import { keyAt } from '../../src/block/key.ts'
import { DELETE } from '../../src/wire/blocks.ts'
import { MemoryCluster } from '../harness/memory-cluster.ts'
import { RandomFile } from '../harness/random-file.ts'

const FILES = 5

async function setUp() {
  const cluster = await MemoryCluster.start({ heartbeatMs: 500 })
  const client = await cluster.run(cluster.client())
  const files = Array.from({ length: FILES }, (_, index) => new RandomFile(index + 1, 6_400))
  for (const [index, file] of files.entries())
    await cluster.run(client.upload(file.pieces(), { name: `file-${index}` }))
  const incomplete = async () => {
    const found = []
    for await (const { record, blocks, missing } of client.administration.incompleteFiles())
      found.push({ name: record.name, blocks, missing })
    return found.sort((a, b) => (a.name < b.name ? -1 : 1))
  }
  const forget = async (key: Uint8Array) => {
    const asker = cluster.networkOf(`asker-${Buffer.from(key).toString('hex')}`)
    await cluster.run(asker.start())
    for (let index = 0; index < 3; index++)
      await cluster.run(asker.call(cluster.blockPeerId(index), DELETE, {}, { payload: key }))
  }
  return { cluster, client, files, incomplete, forget }
}

describe('a rebuild that somebody asks for', () => {
  it('reads every record, tells how many, and leaves names as they are', async () => {
    const { cluster, client } = await setUp()
    await cluster.run(client.remove('file-0'))
    await cluster.run(client.administration.rebuild())
    await cluster.until('it is done', async () => !(await cluster.run(client.status())).rebuilding)
    const { files, rebuild } = await cluster.run(client.status())
    assert.equal(files, FILES - 1)
    assert.deepEqual(rebuild, { peersRead: 3, peers: 3, records: 3 * FILES })
    await assert.rejects(cluster.run(client.stat('file-0')), { code: 'NotFound' })
  })

  it('finds no file incomplete where all blocks are there', async () => {
    const { cluster, incomplete } = await setUp()
    assert.deepEqual(await cluster.run(incomplete()), [])
  })

  it('lists files of which blocks, pages or the root are gone', async () => {
    const { cluster, client, files, incomplete, forget } = await setUp()
    const keys = hashBlocks(files[1]!.bytes(), 64)
    for (const index of [3, 50]) await forget(keyAt(keys, index).slice())
    await forget((await cluster.run(client.stat('file-2'))).root)
    assert.deepEqual(await cluster.run(incomplete()), [
      { name: 'file-1', blocks: 100, missing: 2 },
      { name: 'file-2', blocks: 100, missing: undefined },
    ])
  })
})

describe('names that are rebuilt', () => {
  it('are the newest of each, whichever peer is read first', async () => {
    const { cluster, client, files } = await setUp()
    for (let i = 0; i < 3; i++)
      await cluster.run(client.upload(files[i]!.pieces(), { name: 'file-0', force: true }))
    await cluster.run(cluster.restartMetadata())
    const served = async () => (await client.stat('file-0')).version === 4
    await cluster.until('names are served', () => served().catch(() => false))
    assert.equal((await cluster.run(client.status())).files, FILES)
  })
})
