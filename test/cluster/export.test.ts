import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Client, exportFiles, type FileRecord, importFiles } from '../../src/index.ts'
import { assertRightBytes } from '../checkers/right-bytes.ts'
import { startCluster } from '../harness/cluster.ts'
import { peerEntry } from '../harness/peer-entry.ts'
import { RandomFile } from '../harness/random-file.ts'
import { announcedSeed } from '../harness/seed.ts'

const FILES = [
  { name: 'empty', size: 0, blockSize: 64 },
  { name: 'a', size: 100_000, blockSize: 64 },
  { name: 'a/b', size: 3_000_000, blockSize: 65_536 },
  { name: `long/${'ä'.repeat(500)}`, size: 17, blockSize: 8 },
]

const seed = announcedSeed('exported files')

describe('an export', function () {
  this.timeout(60_000)
  let directory: string

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'tritonring-export-'))
  })

  afterEach(() => rm(directory, { recursive: true, force: true }))

  /** Stores the files, the first of them twice, so that its version is 2. */
  async function store(client: Client): Promise<Map<string, RandomFile>> {
    const stored = new Map<string, RandomFile>()
    for (const [i, { name, size, blockSize }] of [FILES[0]!, ...FILES].entries()) {
      const file = new RandomFile(seed + i, size)
      await client.upload(file.pieces(), { name, blockSize, force: true, mtime: 1e12 + i })
      stored.set(name, file)
    }
    return stored
  }

  async function recordsOf(client: Client): Promise<FileRecord[]> {
    const records: FileRecord[] = []
    for await (const record of client.list()) records.push(record)
    return records
  }

  const kept = ({ name, version, size, blockSize, root, mtime }: FileRecord) => {
    return { name, version, size, blockSize, root, mtime }
  }

  it('imported into another overlay gives the same files, with names, versions, block sizes and times', async () => {
    await using from = await startCluster({ blockPeers: 2 })
    const source = await from.client()
    const stored = await store(source)
    const backup = join(directory, 'backup')
    const exported = await exportFiles(source, backup)
    assert.deepEqual(exported, { files: 4, bytes: 3_100_017, unchanged: 0 })

    await using to = await startCluster({ blockPeers: 2 })
    const target = await to.client()
    assert.deepEqual(await importFiles(target, backup), { files: 4, bytes: 3_100_017, unchanged: 0 })
    assert.deepEqual((await recordsOf(target)).map(kept), (await recordsOf(source)).map(kept))
    for (const [name, file] of stored) await assertRightBytes(target.read({ name }), file)
    assert.equal((await importFiles(target, backup)).unchanged, 4)
    const { record } = await target.upload(new RandomFile(seed, 10).pieces(), { name: 'empty', force: true })
    assert.equal(record.version, 3)
  })

  it('that is damaged is refused where it is damaged, and names what stands against it', async () => {
    await using cluster = await startCluster({ blockPeers: 2 })
    const client = await cluster.client()
    await store(client)
    const backup = join(directory, 'backup')
    await exportFiles(client, backup)
    await assert.rejects(exportFiles(client, backup), { code: 'Exists', message: /it is not empty/ })

    await client.upload(new RandomFile(seed + 9, 9).pieces(), { name: 'a', force: true })
    await assert.rejects(importFiles(client, backup), { code: 'Exists' })
    const path = join(backup, 'files', '0000000001')
    const bytes = await readFile(path)
    bytes[77_777]! ^= 1
    await writeFile(path, bytes)
    await assert.rejects(importFiles(client, backup, { force: true }), { code: 'Corrupt', message: /'a'/ })
    assert.equal((await client.stat('a')).size, 9)
  })

  it('is made and taken in by commands, as is an archive of one file', async () => {
    await using cluster = await startCluster({ blockPeers: 2 })
    const client = await cluster.client()
    await store(client)
    const tt = async (...args: string[]) => {
      const command = [peerEntry(), ...args, '--bootstrap', cluster.bootstrap[0]!]
      return (await promisify(execFile)(process.execPath, command, { cwd: directory })).stdout
    }
    assert.equal(await tt('export', 'all'), 'exported 4 files, 3 MiB, into all\n')
    assert.match(
      await tt('import', 'all'),
      /^imported 4 files, 3 MiB, from all; 4 of them were there already\n$/,
    )
    assert.match(await tt('export', 'a.car'), /^exported .+\/a\.car: 97\.7 KiB, bafy\w+\n$/)
    const { name, size } = JSON.parse(await tt('export', 'a/b.car', '--json'))
    assert.deepEqual([name, size], ['a/b', 3_000_000])
  })

  it('without an index, or with one that cannot be, is no export', async () => {
    await using cluster = await startCluster({ blockPeers: 1 })
    const client = await cluster.client()
    await assert.rejects(importFiles(client, directory), { code: 'NotFound' })
    const head = '{"format":"tritonring export","version":1}\n'
    const key = 'bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku'
    const good = { name: 'x', version: 1, size: 1, blockSize: 64, root: key, mtime: 1, file: '0000000001' }
    const wrong: [string, string][] = [
      ['', 'Corrupt'],
      ['{"format":"other","version":1}\n', 'Corrupt'],
      ['{"format":"tritonring export","version":2}\n', 'Unsupported'],
      [`${head}nonsense\n`, 'Corrupt'],
      ...[
        { ...good, name: '../x' },
        { ...good, root: 'x' },
      ].map((line): [string, string] => [`${head}${JSON.stringify(line)}\n`, 'BadRequest']),
      ...[
        { ...good, file: '../../etc/passwd' },
        { ...good, size: -1 },
        { ...good, blockSize: 3 },
        { ...good, version: '1' },
      ].map((line): [string, string] => [`${head}${JSON.stringify(line)}\n`, 'Corrupt']),
    ]
    await mkdir(join(directory, 'files'))
    for (const [text, code] of wrong) {
      await writeFile(join(directory, 'index.ndjson'), text)
      await assert.rejects(importFiles(client, directory), { code }, text)
    }
  })
})
