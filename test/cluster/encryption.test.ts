import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { startCluster } from '../harness/cluster.ts'
import { peerEntry } from '../harness/peer-entry.ts'
import { seededBytes } from '../harness/random.ts'

describe('tt upload --encrypt', function () {
  this.timeout(60_000)
  let directory: string

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'tritonring-encryption-'))
  })

  afterEach(() => rm(directory, { recursive: true, force: true }))

  it('stores what the key alone reads, whole or in part, and nobody changes a part of', async () => {
    await using cluster = await startCluster({ blockPeers: 2 })
    const tt = async (...args: string[]) => {
      const command = [peerEntry(), ...args, '--bootstrap', cluster.bootstrap[0]!]
      const options = { cwd: directory, encoding: 'buffer' as const }
      const { stdout } = await promisify(execFile)(process.execPath, command, options)
      return stdout
    }
    const withKey = (...args: string[]) => tt(...args, '--secret-file', 'mine.key')
    const failsWith = (code: number, stderr: RegExp) => (error: { code: number; stderr: Buffer }) => {
      assert.match(error.stderr.toString(), stderr)
      return error.code === code
    }
    const bytes = Buffer.from(seededBytes(1, 200_000))
    await writeFile(join(directory, 'letter.bin'), bytes)
    await promisify(execFile)(process.execPath, [peerEntry(), 'key', 'create', 'mine.key'], {
      cwd: directory,
    })
    await withKey('upload', 'letter.bin', '--encrypt')

    await mkdir(join(directory, 'copies'))
    await withKey('download', 'letter.bin', 'copies')
    assert.deepEqual(await readFile(join(directory, 'copies', 'letter.bin')), bytes)
    assert.deepEqual(
      await withKey('cat', 'letter.bin', '--range', '70000-140000'),
      bytes.subarray(70_000, 140_001),
    )
    await withKey('mv', 'letter.bin', 'moved.bin')
    assert.match((await tt('stat', 'moved.bin')).toString(), /encrypted +with the key [0-9a-f]{16}/)

    await assert.rejects(
      tt('download', 'moved.bin'),
      failsWith(1, /is encrypted with the key .+no key was given/),
    )
    await assert.rejects(readFile(join(directory, 'moved.bin')), { code: 'ENOENT' })
    await assert.rejects(
      withKey('truncate', 'moved.bin', '1'),
      failsWith(1, /could not change a part of 'moved\.bin': it is encrypted/),
    )

    await assert.rejects(tt('export', 'none'), failsWith(1, /is encrypted with the key .+no key was given/))
    await withKey('export', 'all')
    assert.deepEqual(await readFile(join(directory, 'all', 'files', '0000000001')), bytes)
    await tt('rm', 'moved.bin')
    await assert.rejects(tt('import', 'all'), failsWith(2, /could not encrypt the file: no key was given/))
    await withKey('import', 'all')
    assert.match((await tt('stat', 'moved.bin')).toString(), /encrypted +with the key/)
    assert.deepEqual(await withKey('cat', 'moved.bin'), bytes)
  })
})
