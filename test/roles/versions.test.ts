import assert from 'node:assert/strict'
import { RecordState } from '../../src/index.ts'
import { VERSIONS_KEPT_MAX, VERSIONS_KEPT_MS } from '../../src/limits.ts'
import { signRecord } from '../../src/names/record.ts'
import { RECORD_PUT } from '../../src/wire/blocks.ts'
import { MemoryCluster } from '../harness/memory-cluster.ts'

async function* text(bytes: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(bytes)
}

async function setUp() {
  const cluster = await MemoryCluster.start({ heartbeatMs: 500 })
  const client = await cluster.run(cluster.client())
  const put = (name: string, bytes: string) => cluster.run(client.upload(text(bytes), { name, force: true }))
  const read = async (name: string) => {
    const all: Uint8Array[] = []
    for await (const piece of client.read({ name })) all.push(piece)
    return Buffer.concat(all).toString()
  }
  const reborn = async () => {
    const { term } = await cluster.run(client.status())
    await cluster.run(cluster.restartMetadata())
    const served = async () => (await client.status()).term > term && (await client.stat('there')).version > 0
    await cluster.until('names are served', () => served().catch(() => false))
  }
  await put('there', 'there')
  return { cluster, client, put, read: (name: string) => cluster.run(read(name)), reborn }
}

describe('the versions of a name', () => {
  it('are kept newest first, and any can be had back as a new one', async () => {
    const { cluster, client, put, read } = await setUp()
    for (const bytes of ['one', 'two', 'three']) await put('file', bytes)
    const { history } = await cluster.run(client.versions('file'))
    assert.deepEqual(
      history.map(({ version, size }) => [version, size]),
      [
        [2, 3],
        [1, 3],
      ],
    )
    assert.equal((await cluster.run(client.restore('file', 1))).version, 4)
    assert.equal(await read('file'), 'one')
    const refused = cluster.run(client.restore('file', 9))
    await assert.rejects(refused, { code: 'NotFound', hint: /these are: 3, 2, 1/ })
  })

  it('are sixteen at most, and none is older than the time that they are kept', async () => {
    const { cluster, client, put } = await setUp()
    for (let i = 0; i < VERSIONS_KEPT_MAX + 3; i++) await put('file', `${i}`)
    assert.equal((await cluster.run(client.versions('file'))).history.length, VERSIONS_KEPT_MAX)
    cluster.clock.jumpWall(VERSIONS_KEPT_MS)
    await put('file', 'later')
    const { history } = await cluster.run(client.versions('file'))
    assert.deepEqual(
      history.map(({ version }) => version),
      [VERSIONS_KEPT_MAX + 3],
    )
  })

  it('outlive a delete, which can be undone; the file keeps its id and its tags', async () => {
    const { cluster, client, put, read, reborn } = await setUp()
    const { record } = await put('file', 'one')
    await cluster.run(client.tag('file', { add: ['blue', 'red'] }))
    await cluster.run(client.tag('file', { remove: ['red'] }))
    await cluster.run(client.remove('file'))
    await assert.rejects(cluster.run(client.stat('file')), { code: 'NotFound' })
    await reborn()
    assert.equal((await cluster.run(client.versions('file'))).state, RecordState.DELETED)
    const back = await cluster.run(client.undelete('file'))
    assert.deepEqual([back.id, back.tags, back.version], [record.id, ['blue'], 5])
    assert.equal(await read('file'), 'one')
    await assert.rejects(cluster.run(client.undelete('file')), { code: 'Exists' })
  })

  it('is not made by a change of tags that changes none', async () => {
    const { cluster, client, put } = await setUp()
    await put('file', 'one')
    await cluster.run(client.tag('file', { add: ['blue'] }))
    for (const change of [{ remove: ['red'] }, { add: ['blue'] }, { add: ['red'], remove: ['red'] }]) {
      const { version, tags, name } = await cluster.run(client.tag('file', change))
      assert.deepEqual([version, tags, name], [2, ['blue'], 'file'])
    }
    assert.equal((await cluster.run(client.tag('file', { remove: ['blue'] }))).version, 3)
    await assert.rejects(cluster.run(client.tag('none', { remove: ['x'] })), { code: 'NotFound' })
  })

  it('of a file that is made anew over a deleted one begin with another id, and without tags', async () => {
    const { cluster, client, put } = await setUp()
    const { record } = await put('file', 'one')
    await cluster.run(client.tag('file', { add: ['blue'] }))
    await cluster.run(client.remove('file'))
    const { record: anew } = await put('file', 'two')
    assert.notDeepEqual(anew.id, record.id)
    assert.deepEqual(anew.tags, [])
  })
})

describe('a rename', () => {
  it('takes id, tags and versions along, and is the same after the names were read back', async () => {
    const { cluster, client, put, read, reborn } = await setUp()
    await put('a', 'one')
    const { record } = await put('a', 'two')
    await cluster.run(client.tag('a', { add: ['blue'] }))
    const renamed = await cluster.run(client.rename('a', 'b'))
    assert.deepEqual([renamed.id, renamed.tags, renamed.version], [record.id, ['blue'], 4])
    for (const again of [async () => {}, reborn]) {
      await again()
      await assert.rejects(cluster.run(client.stat('a')), { code: 'NotFound' })
      assert.equal(await read('b'), 'two')
      assert.equal((await cluster.run(client.statById(record.id))).name, 'b')
      assert.deepEqual(
        (await cluster.run(client.versions('b'))).history.map(({ size }) => size),
        [3],
      )
    }
  })

  it('replaces a file only when told, which can then be had back', async () => {
    const { cluster, client, put, read } = await setUp()
    await put('a', 'one')
    await put('b', 'other')
    await assert.rejects(cluster.run(client.rename('a', 'b')), { code: 'Exists' })
    await assert.rejects(cluster.run(client.rename('a', 'c', { ifVersion: 2 })), { code: 'Conflict' })
    await assert.rejects(cluster.run(client.rename('nothing', 'c')), { code: 'NotFound' })
    await assert.rejects(cluster.run(client.rename('a', 'a')), { code: 'BadRequest' })
    await cluster.run(client.rename('a', 'b', { force: true }))
    assert.equal(await read('b'), 'one')
    await cluster.run(client.restore('b', 1))
    assert.equal(await read('b'), 'other')
  })

  it('is whole where the metadata peer died when only the new name had its record', async () => {
    const { cluster, client, put, read, reborn } = await setUp()
    const { record } = await put('a', 'one')
    const { term } = await cluster.run(client.status())
    const half = {
      ...record,
      name: 'b',
      version: 2,
      term,
      renamedFrom: { name: 'a', version: 2, earlierOperations: [] },
    }
    const asker = cluster.networkOf('asker')
    await asker.start()
    const signed = await signRecord(half, cluster.key, cluster.metadataId)
    for (let index = 0; index < 3; index++)
      await cluster.run(asker.call(cluster.blockPeerId(index), RECORD_PUT, { records: [signed] }))
    await reborn()
    await assert.rejects(cluster.run(client.stat('a')), { code: 'NotFound' })
    assert.equal(await read('b'), 'one')
    assert.equal((await put('a', 'anew')).record.version, 3)
  })

  it('holds where its old name is taken again', async () => {
    const { cluster, client, put, read, reborn } = await setUp()
    await put('a', 'one')
    await cluster.run(client.rename('a', 'b'))
    await put('a', 'anew')
    await reborn()
    assert.deepEqual([await read('a'), await read('b')], ['anew', 'one'])
  })
})

describe('a copy', () => {
  it('is another file of the same content', async () => {
    const { cluster, client, put, read } = await setUp()
    const { record } = await put('a', 'one')
    const copied = await cluster.run(client.copy('a', 'b'))
    assert.deepEqual(copied.root, record.root)
    assert.notDeepEqual(copied.id, record.id)
    await put('a', 'two')
    assert.equal(await read('b'), 'one')
    await assert.rejects(cluster.run(client.copy('a', 'b')), { code: 'Exists' })
  })
})
