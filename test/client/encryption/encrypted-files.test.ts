import assert from 'node:assert/strict'
import { hashBlocks } from '../../../src/block/hash.ts'
import { Secret } from '../../../src/client/encryption/secret.ts'
import { type Client, createClient, isTritonError, type UploadOptions } from '../../../src/index.ts'
import { MemoryCluster } from '../../harness/memory-cluster.ts'
import { seededBytes } from '../../harness/random.ts'

async function* pieces(bytes: Uint8Array) {
  for (let at = 0; at < bytes.length; at += 10_000) yield bytes.subarray(at, at + 10_000)
}

async function all(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const part of bytes) parts.push(part)
  return Buffer.concat(parts)
}

describe('encrypted files', () => {
  const mine = Secret.random()
  let cluster: MemoryCluster
  let number = 0
  let owner: Client
  let stranger: Client

  function clientOf(secret?: Secret): Promise<Client> {
    const network = cluster.networkOf(`user-${number++}`)
    return cluster.run(createClient({ bootstrap: cluster.bootstrap, network, secret }))
  }

  function upload(
    name: string,
    bytes: Uint8Array,
    options: UploadOptions = { encrypt: true },
    client = owner,
  ) {
    return cluster.run(client.upload(pieces(bytes), { blockSize: 4096, mtime: 1, ...options, name }))
  }

  before(async () => {
    cluster = await MemoryCluster.start()
    owner = await clientOf(mine)
    stranger = await clientOf()
  })

  for (const size of [0, 1, 65_495, 65_496, 65_497, 300_000]) {
    for (const deduplicate of [true, false]) {
      it(`of ${size} bytes, deduplicated: ${deduplicate}, come back as they were`, async () => {
        const bytes = seededBytes(size, size)
        const { record, size: told } = await upload(`${size}-${deduplicate}`, bytes, {
          encrypt: { deduplicate },
        })
        assert.deepEqual([record.size, told], [size, size])
        assert.equal(Buffer.from(record.encryptionKeyId).toString('hex'), mine.id)
        assert.deepEqual(await cluster.run(all(owner.read({ name: record.name }))), Buffer.from(bytes))
        assert.deepEqual(await cluster.run(all(owner.read({ root: record.root }))), Buffer.from(bytes))
      })
    }
  }

  it('are refused without the key and with another one, by its id', async () => {
    const { record } = await upload('refused', seededBytes(1, 1000))
    const other = Secret.random()
    const readers: [Client, RegExp][] = [
      [stranger, new RegExp(`'refused': it is encrypted with the key ${mine.id}, and no key was given`)],
      [await clientOf(other), new RegExp(`key ${mine.id}, not with ${other.id}`)],
    ]
    for (const [client, told] of readers) {
      await assert.rejects(cluster.run(all(client.read({ name: record.name }))), (error: Error) => {
        assert.ok(isTritonError(error, 'Refused'))
        return told.test(error.message)
      })
    }
  })

  it('cannot be asked for without a key', async () => {
    await assert.rejects(upload('x', new Uint8Array(1), { encrypt: true }, stranger), { code: 'BadRequest' })
  })

  it('leave no block of their content on the ring', async () => {
    const bytes = seededBytes(9, 65_536)
    await upload('noise', bytes)
    const keys = hashBlocks(bytes, 4096)
    const inspector = await cluster.inspector()
    for (let index = 0; index < 3; index++) {
      const held = await cluster.run(inspector.has(cluster.blockPeerId(index), keys))
      assert.ok(held.every((each) => each === 0))
    }
  })

  it('are the same blocks where one user stores the same bytes, unless they are not to be', async () => {
    const bytes = seededBytes(10, 200_000)
    const first = await upload('same-1', bytes)
    const again = await upload('same-2', bytes)
    assert.deepEqual(again.record.root, first.record.root)
    assert.ok(again.bytesSent < first.bytesSent / 2)
    const apart = await upload('apart', bytes, { encrypt: { deduplicate: false } })
    assert.notDeepEqual(apart.record.root, first.record.root)
    const theirs = await upload('theirs', bytes, { encrypt: true }, await clientOf(Secret.random()))
    assert.notDeepEqual(theirs.record.root, first.record.root)
  })

  it('with encrypted names are found by name and by folder, and look like noise to others', async () => {
    await upload('plain/a', new Uint8Array(3), {})
    for (const name of ['album/summer/1.jpg', 'album/summer/2.jpg', 'album/winter.jpg', 'alb'])
      await upload(name, Buffer.from(name), { encrypt: { name: true } })
    const list = async (client: Client, prefix: string) => {
      const names: string[] = []
      const read = async () => {
        for await (const { name } of client.list({ prefix })) names.push(name)
      }
      await cluster.run(read())
      return names.sort()
    }
    assert.deepEqual(await list(owner, 'album/summer/'), ['album/summer/1.jpg', 'album/summer/2.jpg'])
    assert.deepEqual(await list(owner, 'alb'), [
      'alb',
      'album/summer/1.jpg',
      'album/summer/2.jpg',
      'album/winter.jpg',
    ])
    const everything = await list(owner, '')
    assert.ok(everything.includes('album/winter.jpg') && everything.includes('plain/a'))
    assert.equal(new Set(everything).size, everything.length)
    assert.ok((await list(stranger, '')).every((name) => !name.includes('album')))
    const bytes = await cluster.run(all(owner.read({ name: 'album/summer/2.jpg' })))
    assert.equal(bytes.toString(), 'album/summer/2.jpg')
    await assert.rejects(upload('alb', new Uint8Array(1), { encrypt: { name: true } }), { code: 'Exists' })
    assert.equal((await cluster.run(owner.remove('album/winter.jpg'))).name, 'album/winter.jpg')
    assert.ok(!(await list(owner, '')).includes('album/winter.jpg'))
  })
})
