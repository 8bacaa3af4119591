import assert from 'node:assert/strict'
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from '../../../src/cli/run.ts'
import { createSecretFile, readSecretFile } from '../../../src/index.ts'
import { fakeTerminal } from '../../cli/fake-terminal.ts'

const nobody = async () => {
  throw new Error('nobody is to be asked')
}

describe('a key file', () => {
  let path = ''
  let directory = ''
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'tritonring-key-'))
    path = join(directory, 'key')
  })
  afterEach(() => rm(directory, { recursive: true }))

  it('is read by its owner alone, and gives the same secret', async () => {
    const { id } = await createSecretFile(path)
    assert.equal((await stat(path)).mode & 0o777, 0o600)
    assert.equal((await readSecretFile(path, nobody)).id, id)
    await chmod(path, 0o640)
    await assert.rejects(readSecretFile(path, nobody), { code: 'Refused' })
  })

  it('is never replaced', async () => {
    await createSecretFile(path)
    await assert.rejects(createSecretFile(path), { code: 'Exists' })
  })

  it('with a passphrase holds nothing without it', async function slow() {
    this.timeout(30_000)
    const { id, bytes } = await createSecretFile(path, 'correct horse').then((secret) => ({
      id: secret.id,
      bytes: Buffer.from(secret.bytes()).toString('base64url'),
    }))
    assert.ok(!(await readFile(path, 'utf8')).includes(bytes))
    assert.equal((await readSecretFile(path, async () => 'correct horse')).id, id)
    await assert.rejects(
      readSecretFile(path, async () => 'wrong horse'),
      /the passphrase is wrong/,
    )
  })

  it('that is none is refused, and one that is missing named', async () => {
    for (const text of ['', '{}', '[]', '{"format":"tritonring key","id":"x","key":"AA"}']) {
      await writeFile(path, text, { mode: 0o600 })
      await assert.rejects(readSecretFile(path, nobody), { code: 'Corrupt' })
    }
    await assert.rejects(readSecretFile(join(directory, 'none'), nobody), { code: 'NotFound' })
  })

  it('is made by tt key create, which tells its id', async () => {
    const terminal = fakeTerminal({ directory })
    assert.equal(await run(['key', 'create', 'mine', '--json'], terminal), 0)
    const { id, path: made } = JSON.parse(terminal.printed())
    assert.equal((await readSecretFile(made, nobody)).id, id)
    const again = fakeTerminal({ directory })
    assert.equal(await run(['key', 'show', 'mine'], again), 0)
    assert.equal(again.printed(), `key ${id}\n`)
    assert.equal(await run(['key', 'create', 'mine'], fakeTerminal({ directory })), 1)
  })

  it('with a passphrase that nobody can type is wrong usage, with the way out', async () => {
    const terminal = fakeTerminal({ directory })
    assert.equal(await run(['key', 'create', 'mine', '--passphrase'], terminal), 2)
    assert.match(terminal.warned(), /TT_PASSPHRASE/)
  })
})
