import assert from 'node:assert/strict'
import { orNearest } from '../../../src/cli/nearest-name.ts'
import { Secret } from '../../../src/client/encryption/secret.ts'
import {
  type Client,
  createClient,
  type EncryptOptions,
  type FileRecord,
  isTritonError,
} from '../../../src/index.ts'
import { MemoryCluster } from '../../harness/memory-cluster.ts'
import { seededBytes } from '../../harness/random.ts'

const RECORD_CONTENT = 65_496

async function* one(bytes: Uint8Array) {
  yield bytes
}

async function all(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const part of bytes) parts.push(part)
  return Buffer.concat(parts)
}

describe('operations on encrypted files', () => {
  const mine = Secret.random()
  let cluster: MemoryCluster
  let number = 0
  let owner: Client
  let stranger: Client

  function clientOf(secret?: Secret): Promise<Client> {
    const network = cluster.networkOf(`user-${number++}`)
    return cluster.run(createClient({ bootstrap: cluster.bootstrap, network, secret }))
  }

  async function upload(
    name: string,
    bytes: Uint8Array,
    encrypt: boolean | EncryptOptions = true,
    force = false,
  ) {
    const options = { blockSize: 4096, mtime: 1, name, encrypt, force }
    return (await cluster.run(owner.upload(one(bytes), options))).record
  }

  function read(client: Client, name: string, range: { from?: number; to?: number } = {}): Promise<Buffer> {
    return cluster.run(all(client.read({ name }, range)))
  }

  async function namesOf(client: Client): Promise<string[]> {
    const names: string[] = []
    const list = async () => {
      for await (const { name } of client.list()) names.push(name)
    }
    await cluster.run(list())
    return names
  }

  const keyOf = ({ encryptionKeyId }: Pick<FileRecord, 'encryptionKeyId'>) =>
    Buffer.from(encryptionKeyId).toString('hex')

  before(async () => {
    cluster = await MemoryCluster.start()
    owner = await clientOf(mine)
    stranger = await clientOf()
  })

  it('append, modify and truncate refuse, with a way to go on, and change nothing', async () => {
    const bytes = seededBytes(1, 1000)
    for (const [name, encrypt] of [
      ['plain-name', true],
      ['sealed-name', { name: true }],
    ] as const) {
      await upload(name, bytes, encrypt)
      const edits = [
        () => owner.append(name, one(bytes)),
        () => owner.modify(name, 0, one(bytes)),
        () => owner.truncate(name, 1),
      ]
      for (const edit of edits)
        await assert.rejects(cluster.run(edit()), (error: Error) => {
          assert.ok(isTritonError(error, 'Unsupported'))
          assert.equal(error.message, `could not change a part of '${name}': it is encrypted`)
          return /download it, change it there.+upload --encrypt --force/.test(error.hint ?? '')
        })
      assert.equal((await cluster.run(owner.stat(name))).version, 1)
      assert.deepEqual(await read(owner, name), Buffer.from(bytes))
    }
  })

  it('a range is read from the records that it touches', async () => {
    const bytes = Buffer.from(seededBytes(2, 3 * RECORD_CONTENT + 5))
    await upload('ranges', bytes)
    const edges = [
      0,
      1,
      RECORD_CONTENT - 1,
      RECORD_CONTENT,
      RECORD_CONTENT + 1,
      2 * RECORD_CONTENT,
      bytes.length,
    ]
    for (const from of edges)
      for (const to of edges.filter((each) => each >= from))
        assert.deepEqual(await read(owner, 'ranges', { from, to }), bytes.subarray(from, to), `${from}-${to}`)
    assert.deepEqual(await read(owner, 'ranges', { from: 3 * RECORD_CONTENT, to: 1e9 }), bytes.subarray(-5))
    await assert.rejects(read(owner, 'ranges', { from: bytes.length + 1 }), {
      code: 'BadRequest',
      message: new RegExp(`the file has ${bytes.length} bytes`),
    })
    await assert.rejects(read(stranger, 'ranges', { from: 0, to: 1 }), { code: 'Refused' })
  })

  it('a range costs no more of the ring than one record', async () => {
    const bytes = seededBytes(3, 20 * RECORD_CONTENT)
    await upload('frugal', bytes)
    let total: number | undefined
    const onProgress = (progress: { total: number | undefined }) => {
      total = progress.total
    }
    const range = { from: 7 * RECORD_CONTENT + 9, to: 7 * RECORD_CONTENT + 10, onProgress }
    await cluster.run(all(owner.read({ name: 'frugal' }, range)))
    assert.equal(total, 65_536)
  })

  it('rename, copy, restore and undelete keep the id of the key', async () => {
    const first = Buffer.from('first')
    await upload('kept/a', first)
    await cluster.run(owner.copy('kept/a', 'kept/copy'))
    assert.equal(keyOf(await cluster.run(owner.stat('kept/copy'))), mine.id)
    assert.equal(keyOf(await cluster.run(owner.rename('kept/a', 'kept/b'))), mine.id)
    await upload('kept/b', Buffer.from('plain now'), false, true)
    const { encryptionKeyId, history } = await cluster.run(owner.versions('kept/b'))
    assert.equal(encryptionKeyId.length, 0)
    assert.equal(keyOf(history[0]!), mine.id)
    assert.equal(keyOf(await cluster.run(owner.restore('kept/b', history[0]!.version))), mine.id)
    assert.deepEqual(await read(owner, 'kept/b'), first)
    assert.equal((await cluster.run(owner.remove('kept/b'))).encryptionKeyId.length, 0)
    assert.equal(keyOf(await cluster.run(owner.undelete('kept/b'))), mine.id)
    assert.equal(keyOf(await cluster.run(owner.tag('kept/b', { add: ['blue'] }))), mine.id)
    assert.deepEqual(await read(owner, 'kept/b'), first)
  })

  it('an encrypted name stays one through rename, copy, tag, delete, undelete and restore', async () => {
    await upload('diary/may', Buffer.from('1'), { name: true })
    assert.equal((await cluster.run(owner.rename('diary/may', 'diary/june'))).name, 'diary/june')
    assert.equal((await cluster.run(owner.copy('diary/june', 'diary/july'))).name, 'diary/july')
    assert.deepEqual((await cluster.run(owner.tag('diary/july', { add: ['x'] }))).tags, ['x'])
    const { version } = await upload('diary/july', Buffer.from('2'), true, true)
    assert.equal(version, 3)
    await cluster.run(owner.restore('diary/july', 2))
    assert.equal((await read(owner, 'diary/july')).toString(), '1')
    await cluster.run(owner.remove('diary/june'))
    assert.equal((await cluster.run(owner.undelete('diary/june'))).name, 'diary/june')
    const located = await cluster.run(all(keysOf(owner, 'diary/june')))
    assert.equal(located.length, 32)
    const names = (await namesOf(owner)).filter((name) => name.startsWith('diary/'))
    assert.deepEqual(names.sort(), ['diary/july', 'diary/june'])
    assert.ok((await namesOf(stranger)).every((name) => !/diary|may|june|july/.test(name)))
  })

  async function* keysOf(client: Client, name: string) {
    for await (const { key } of client.locate({ name })) yield key
  }

  it('errors speak of a name as its user knows it', async () => {
    await upload('told', Buffer.from('1'), { name: true })
    await assert.rejects(cluster.run(owner.remove('told', { ifVersion: 9 })), {
      code: 'Conflict',
      message: /'told' is at version 1, not 9/,
    })
    await assert.rejects(cluster.run(owner.restore('told', 7)), {
      code: 'NotFound',
      message: /version 7 of 'told'/,
    })
    await assert.rejects(cluster.run(owner.stat('nothing')), {
      code: 'NotFound',
      message: /no file 'nothing'/,
    })
  })

  it('one name does not come to stand for an encrypted and a plain one', async () => {
    await upload('twice/sealed', Buffer.from('1'), { name: true })
    await upload('twice/plain', Buffer.from('2'), false)
    const taken = { code: 'Exists' }
    await assert.rejects(upload('twice/plain', Buffer.from('3'), { name: true }, true), taken)
    const force = { force: true }
    await assert.rejects(cluster.run(owner.rename('twice/sealed', 'twice/plain', force)), taken)
    await assert.rejects(cluster.run(owner.rename('twice/plain', 'twice/sealed', force)), taken)
    await assert.rejects(cluster.run(owner.copy('twice/plain', 'twice/sealed', force)), taken)
    await upload('twice/sealed', Buffer.from('4'), true, true)
    assert.equal((await read(owner, 'twice/sealed')).toString(), '4')
    assert.ok(!(await namesOf(stranger)).includes('twice/sealed'))
  })

  it('the nearest name is found for its user alone, and no beginning of it is asked for', async () => {
    await upload('passwords.txt', Buffer.from('1'), { name: true })
    const near = (client: Client) =>
      cluster.run(orNearest(client, 'paswords.txt', () => client.stat('paswords.txt'))).then(
        () => assert.fail('there is no such file'),
        (error) => `${error.message} ${error.hint}`,
      )
    assert.match(await near(owner), /did you mean 'passwords\.txt'\?/)
    assert.doesNotMatch(await near(stranger), /passwords/)
    const prefixes: (string | undefined)[] = []
    const watched = {
      mayEncryptNames: owner.mayEncryptNames,
      stat: (name: string) => owner.stat(name),
      list: (options: { prefix?: string }) => {
        prefixes.push(options.prefix)
        return owner.list(options)
      },
    } as unknown as Client
    await near(watched)
    assert.deepEqual(prefixes, [''])
  })
})
