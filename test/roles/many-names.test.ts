import assert from 'node:assert/strict'
import { commitMany } from '../../src/client/commit-many.ts'
import { OverlayClient } from '../../src/client/overlay-client.ts'
import { isTritonError, TritonError } from '../../src/index.ts'
import { CALL_DEADLINE_MS } from '../../src/limits.ts'
import { MemoryCluster } from '../harness/memory-cluster.ts'

const FILE = { root: new Uint8Array(32), size: 0, blockSize: 64, mtime: 5 }
const NEVER = new AbortController().signal

async function setUp() {
  const cluster = await MemoryCluster.start({ heartbeatMs: 60_000 })
  const overlay = new OverlayClient(cluster.networkOf('writer'), cluster.bootstrap)
  await overlay.network.start()
  await cluster.run(overlay.connect())
  return { cluster, overlay, client: await cluster.run(cluster.client()) }
}

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = []
  for await (const item of items) found.push(item)
  return found
}

describe('commits of many names in one request', () => {
  it('are each done or refused for itself, in their order', async () => {
    const { cluster, overlay, client } = await setUp()
    await cluster.run(commitMany(overlay, [{ ...FILE, name: 'there' }], NEVER))
    const changes = [
      { ...FILE, name: 'new' },
      { ...FILE, name: 'there' },
      { ...FILE, name: 'a//b' },
      { name: 'nothing', delete: true, any: true },
      { ...FILE, name: 'there', ifVersion: 1 },
    ]
    const results = await cluster.run(commitMany(overlay, changes, NEVER))
    const told = results.map((result) => (result instanceof TritonError ? result.code : result.version))
    assert.deepEqual(told, [1, 'Exists', 'BadRequest', 'NotFound', 2])
    assert.deepEqual(
      (await cluster.run(all(client.list()))).map(({ name }) => name),
      ['new', 'there'],
    )
  })

  it('whose answer is lost are asked for again, and were applied once', async () => {
    const { cluster, overlay, client } = await setUp()
    const { network, clock, metadataId } = cluster
    network.cut(metadataId, 'writer')
    const changes = Array.from({ length: 256 }, (_, index) => ({ ...FILE, name: `file ${index}`, any: true }))
    const committed = commitMany(overlay, changes, NEVER)
    await clock.advance(CALL_DEADLINE_MS / 2)
    network.cut('writer', metadataId)
    await clock.advance(CALL_DEADLINE_MS)
    assert.equal((await cluster.run(client.stat('file 255'))).version, 1, 'they were applied')
    network.mend('writer', metadataId)
    network.mend(metadataId, 'writer')
    const results = await cluster.run(committed)
    assert.deepEqual([...new Set(results.map((each) => !isTritonError(each) && each.version))], [1])
  })

  it('are kept by block peers in few requests, and read back from there', async () => {
    const { cluster, overlay, client } = await setUp()
    const changes = Array.from({ length: 256 }, (_, index) => ({ ...FILE, name: `file ${index}` }))
    await cluster.run(commitMany(overlay, changes, NEVER))
    await cluster.run(cluster.restartMetadata())
    assert.equal((await cluster.run(all(client.list()))).length, 256)
    const { records } = await cluster.run(client.search('file 77'))
    assert.deepEqual(
      records.map(({ name }) => name),
      ['file 77'],
      'the index has been made anew',
    )
  })
})

describe('a search', () => {
  it('follows commits and deletes', async () => {
    const { cluster, overlay, client } = await setUp()
    const names = ['photos/beach.jpg', 'photos/hotel.jpg']
    await cluster.run(
      commitMany(
        overlay,
        names.map((name) => ({ ...FILE, name })),
        NEVER,
      ),
    )
    const find = async (query: string) => {
      const { records, incomplete } = await cluster.run(client.search(query))
      assert.equal(incomplete, false)
      return records.map(({ name }) => name)
    }
    assert.deepEqual(await find('baech'), ['photos/beach.jpg'])
    await cluster.run(client.remove('photos/beach.jpg'))
    assert.deepEqual(await find('beach'), [])
    assert.deepEqual(await find('photos'), ['photos/hotel.jpg'])
  })

  it('follows renames, of both names, and tags', async () => {
    const { cluster, overlay, client } = await setUp()
    await cluster.run(commitMany(overlay, [{ ...FILE, name: 'draft' }], NEVER))
    const find = async (query: string) => {
      const { found, records } = await cluster.run(client.search(query))
      return { found, names: records.map(({ name }) => name) }
    }
    await cluster.run(client.rename('draft', 'letter'))
    assert.deepEqual(await find('draft'), { found: 0, names: [] })
    assert.deepEqual(await find('letter'), { found: 1, names: ['letter'] })
    await cluster.run(client.tag('letter', { add: ['work', 'home'] }))
    await cluster.run(client.tag('letter', { remove: ['home'] }))
    assert.deepEqual(await find('work'), { found: 1, names: ['letter'] })
    assert.deepEqual(await find('home'), { found: 0, names: [] })
    await cluster.run(commitMany(overlay, [{ ...FILE, name: 'letter', any: true }], NEVER))
    assert.deepEqual(await find('work'), { found: 1, names: ['letter'] }, 'a new version keeps its tags')
  })
})

describe('a folder of names', () => {
  it('is listed as files and folders, and with a beginning of a name', async () => {
    const { cluster, overlay, client } = await setUp()
    const names = ['a', 'b/c', 'b/d/e', 'b0', 'c/x']
    await cluster.run(
      commitMany(
        overlay,
        names.map((name) => ({ ...FILE, name })),
        NEVER,
      ),
    )
    const list = async (prefix: string) =>
      (await cluster.run(all(client.listFolder({ prefix })))).map((entry) =>
        'folder' in entry ? entry.folder : entry.record.name,
      )
    assert.deepEqual(await list(''), ['a', 'b/', 'b0', 'c/'])
    assert.deepEqual(await list('b'), ['b/', 'b0'])
    assert.deepEqual(await list('b/'), ['b/c', 'b/d/'])
  })

  it('is listed without the history of its files', async () => {
    const { cluster, overlay, client } = await setUp()
    for (const [version, byte] of [1, 2].entries()) {
      const change = { ...FILE, name: 'b/c', root: new Uint8Array(32).fill(byte), ifVersion: version }
      await cluster.run(commitMany(overlay, [change], NEVER))
    }
    const [entry] = await cluster.run(all(client.listFolder({ prefix: 'b/' })))
    assert.ok(entry !== undefined && 'record' in entry)
    assert.deepEqual([entry.record.version, entry.record.history], [2, []])
    assert.equal((await cluster.run(client.versions('b/c'))).history.length, 1)
  })
})
