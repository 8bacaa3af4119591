import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, open, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hashBlocks } from '../../src/block/hash.ts'
import { assertRightBytes } from '../checkers/right-bytes.ts'
import { type Cluster, startCluster } from '../harness/cluster.ts'
import { peerEntry } from '../harness/peer-entry.ts'
import { RandomFile } from '../harness/random-file.ts'
import { announcedSeed } from '../harness/seed.ts'
import { until } from '../harness/until.ts'

const MiB = 1024 * 1024
const INTERRUPTED = 130

describe('a transfer that is interrupted', () => {
  const seed = announcedSeed('interruption')

  /** `tt`, as a person runs it. */
  function tt(cluster: Cluster, ...args: string[]): ChildProcess {
    const argv = [peerEntry(), ...args, '--bootstrap', cluster.bootstrap[0]!]
    return spawn(process.execPath, argv, { stdio: ['pipe', 'ignore', 'ignore'] })
  }

  async function interrupt(child: ChildProcess): Promise<void> {
    child.kill('SIGINT')
    const [exitCode] = await once(child, 'exit')
    assert.equal(exitCode, INTERRUPTED)
  }

  it('by Ctrl-C leaves no name where it was an upload, and the file that had it', async function () {
    this.timeout(60_000)
    await using cluster = await startCluster()
    const client = await cluster.client()
    const old = new RandomFile(seed, 100_000)
    await client.upload(old.pieces(), { name: 'old' })
    const inspector = await cluster.inspector()
    await inspector.viewOfMetadata(cluster.metadata.id)
    for (const [index, name] of ['new', 'old'].entries()) {
      const bytes = new RandomFile(seed + 1 + index, 8 * MiB)
      // Blocks of this very upload: those of the one before may still be on their way when it has ended.
      const first = hashBlocks((await bytes.pieces().next()).value!.slice(0, 64 * 64), 64)
      const isUnderWay = async () => (await inspector.has(cluster.blockPeers[0]!.id, first)).includes(1)
      const upload = tt(cluster, 'upload', '-', '--name', name, '--force')
      // It waits for more for ever, and then reads no more.
      upload.stdin!.on('error', () => {})
      for await (const piece of bytes.pieces()) upload.stdin!.write(piece)
      await until('blocks of it are stored', isUnderWay)
      await interrupt(upload)
    }
    await assert.rejects(client.stat('new'), { code: 'NotFound' })
    assert.equal((await client.stat('old')).version, 1)
    await assertRightBytes(client.read({ name: 'old' }), old)
  })

  it('by Ctrl-C leaves no file where it was a download, and the next one goes on', async function () {
    this.timeout(60_000)
    await using cluster = await startCluster()
    const client = await cluster.client()
    const file = new RandomFile(seed, 64 * MiB)
    await client.upload(file.pieces(), { name: 'file', blockSize: 65_536 })
    const directory = join(cluster.directory, 'downloads')
    await mkdir(directory)
    const download = tt(cluster, 'download', 'file', directory)
    // An older content of the name, of which a killed download has left something, is nobody's to go on with.
    await writeFile(join(directory, `.file.${'0'.repeat(24)}.part`), 'old')
    const hasBegun = async () => {
      const [part] = (await readdir(directory)).filter((name) => !name.includes('0'.repeat(24)))
      return part !== undefined && (await stat(join(directory, part))).size > 4 * MiB
    }
    await until('some of it is written', hasBegun)
    // So that it does not end before it is interrupted.
    for (const peer of cluster.blockPeers) peer.stop()
    await interrupt(download)
    for (const peer of cluster.blockPeers) peer.cont()
    const [part, ...others] = await readdir(directory)
    assert.match(part!, /^\.file\.[0-9a-f]{24}\.part$/)
    assert.deepEqual(others, [])
    // What somebody has changed meanwhile is read again.
    const handle = await open(join(directory, part!), 'r+')
    await handle.write(new Uint8Array(1), 0, 1, 3 * MiB)
    await handle.close()
    const told: number[] = []
    const { path } = await client.download(
      { name: 'file' },
      { directory, onProgress: ({ bytes }) => told.push(bytes) },
    )
    assert.equal(told[0], 3 * MiB, 'what was right before that is not read again')
    assert.equal(
      createHash('sha256')
        .update(await readFile(path))
        .digest('hex'),
      await file.sha256(),
    )
    assert.deepEqual(await readdir(directory), ['file'])
  })

  it('by its signal leaves no name and no file', async function () {
    this.timeout(60_000)
    await using cluster = await startCluster()
    const client = await cluster.client()
    const file = new RandomFile(seed, 24 * MiB)
    const directory = join(cluster.directory, 'downloads')
    await mkdir(directory)

    const upload = new AbortController()
    const uploaded = client.upload(file.pieces(), {
      name: 'file',
      signal: upload.signal,
      onProgress: () => upload.abort(),
    })
    await assert.rejects(uploaded, { code: 'Aborted' })
    await assert.rejects(client.stat('file'), { code: 'NotFound' })

    await client.upload(file.pieces(), { name: 'file' })
    const download = new AbortController()
    const downloaded = client.download(
      { name: 'file' },
      {
        directory,
        signal: download.signal,
        onProgress: () => download.abort(),
      },
    )
    await assert.rejects(downloaded, { code: 'Aborted' })
    assert.deepEqual(await readdir(directory), [])
  })
})
