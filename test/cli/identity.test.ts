import assert from 'node:assert/strict'
import { chmod, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateKeyPair, privateKeyToProtobuf } from '@libp2p/crypto/keys'
import { freshIdentity, KEY_FILE, keptIdentity } from '../../src/rpc/identity.ts'

describe('identity', () => {
  let directory: string
  let path: string

  beforeEach(async () => {
    directory = join(await mkdtemp(join(tmpdir(), 'tritonring-identity-')), 'data')
    path = join(directory, KEY_FILE)
  })

  afterEach(() => rm(join(directory, '..'), { recursive: true }))

  it('is another one each time where none is kept', async () => {
    assert.notDeepEqual((await freshIdentity()).raw, (await freshIdentity()).raw)
  })

  it('is the same after a restart', async () => {
    const first = await keptIdentity(directory)
    assert.equal(first.type, 'Ed25519')
    assert.deepEqual((await keptIdentity(directory)).raw, first.raw)
  })

  it('is a file that its owner alone reads and writes, in a directory of their own', async () => {
    await keptIdentity(directory)
    assert.equal((await stat(path)).mode & 0o777, 0o600)
    assert.equal((await stat(directory)).mode & 0o777, 0o700)
    assert.deepEqual(await readdir(directory), [KEY_FILE])
  })

  it('is one, also when several processes make it at once', async () => {
    const keys = await Promise.all(Array.from({ length: 8 }, () => keptIdentity(directory)))
    for (const key of keys) assert.deepEqual(key.raw, keys[0]!.raw)
    assert.deepEqual(await readdir(directory), [KEY_FILE])
  })

  it('is refused where others have rights on the file', async () => {
    await keptIdentity(directory)
    for (const mode of [0o644, 0o640, 0o620, 0o604]) {
      await chmod(path, mode)
      await assert.rejects(keptIdentity(directory), { code: 'Refused', hint: /chmod 600/ })
    }
  })

  it('is never replaced where the file is damaged', async () => {
    await keptIdentity(directory)
    await truncate(path, 30)
    const damaged = await readFile(path)
    await assert.rejects(keptIdentity(directory), { code: 'Corrupt', message: /30 bytes are no Ed25519 key/ })
    assert.deepEqual(await readFile(path), damaged)
    await truncate(path, 0)
    await assert.rejects(keptIdentity(directory), { code: 'Corrupt' })
    await writeFile(path, Buffer.alloc(100_000, 7))
    await assert.rejects(keptIdentity(directory), { code: 'Corrupt' })
  })

  it('is no key of another type', async () => {
    await keptIdentity(directory)
    await writeFile(path, privateKeyToProtobuf(await generateKeyPair('secp256k1')))
    await assert.rejects(keptIdentity(directory), { code: 'Corrupt' })
  })

  it('fails with the path where the directory cannot be', async () => {
    const file = join(directory, '..', 'file')
    await writeFile(file, '')
    await assert.rejects(keptIdentity(join(file, 'data')), {
      code: 'Local',
      message: /could not read the key file .*file\/data\/peer\.key: ENOTDIR/,
      hint: /--data/,
    })
  })
})
