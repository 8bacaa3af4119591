import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { healthOf } from '../../src/cli/health.ts'
import type { Client, FileRecord } from '../../src/index.ts'
import { assertRightBytes } from '../checkers/right-bytes.ts'
import { type Cluster, startCluster } from '../harness/cluster.ts'
import { peerEntry } from '../harness/peer-entry.ts'
import { RandomFile } from '../harness/random-file.ts'
import { announcedSeed } from '../harness/seed.ts'
import { until } from '../harness/until.ts'

/** faults.md: a whole cluster off and on. */
const BACK_MS = 15_000
const FILES = [
  { name: 'empty', size: 0, blockSize: 64 },
  { name: 'one', size: 1, blockSize: 64 },
  { name: 'small blocks', size: 1_500_000, blockSize: 64 },
  { name: 'tiny blocks', size: 100_001, blockSize: 8 },
  { name: 'pages', size: 3_000_000, blockSize: 65_536 },
  { name: 'large blocks', size: 5_000_000, blockSize: 1_048_576 },
]

const seed = announcedSeed('files on disk')

describe('a cluster whose block peers keep blocks on disk', function () {
  this.timeout(120_000)

  it('killed as a whole and started again, serves every committed file, in the version last committed', async () => {
    await using cluster = await startCluster({ store: 'disk' })
    const stored = new Map<string, { record: FileRecord; file: RandomFile }>()
    for (let round = 0; round < 2; round++) {
      await storeAll(await cluster.client(), stored, seed + 100 * round)
      await cluster.killAll()
      await cluster.restartAll()
      await assertServed(await cluster.client(), stored)
    }
  })

  it('started again at other ports, is found by clients that knew it before', async () => {
    await using cluster = await startCluster({ store: 'disk' })
    const [reader, writer] = [await cluster.client(), await cluster.client()]
    const file = new RandomFile(seed, 1_500_000)
    const { record } = await writer.upload(file.pieces(), { name: 'file' })
    await assertRightBytes(reader.read({ root: record.root }), file)
    const next = new RandomFile(seed + 1, 3_000_000)
    const pieces = async function* () {
      let sent = 0
      for await (const piece of next.pieces()) {
        yield piece
        if (sent === 0) {
          await Promise.all([0, 1, 2].map((index) => cluster.kill(index)))
          await Promise.all([0, 1, 2].map((index) => cluster.restart(index)))
        }
        sent += piece.length
      }
    }
    await writer.upload(pieces(), { name: 'next' })
    await assertRightBytes(reader.read({ root: record.root }), file)
    await assertRightBytes(reader.read({ name: 'next' }), next)
  })

  it('killed while files are uploaded, has those that were committed, and takes the others then', async () => {
    await using cluster = await startCluster({ store: 'disk' })
    const stored = new Map<string, { record: FileRecord; file: RandomFile }>()
    await storeAll(await cluster.client(), stored, seed)
    const committed = await uploadUntilKilled(cluster, seed)
    await cluster.restartAll()
    const client = await cluster.client()
    for (const [name, entry] of committed) stored.set(name, entry)
    await until('names are served', () => client.stat('one'), BACK_MS)
    for (const [name, { file }] of stored) await assertRightBytes(client.read({ name }), file)
    const again = new RandomFile(seed + 7, 400_000)
    await client.upload(again.pieces(), { name: 'after' })
    await assertRightBytes(client.read({ name: 'after' }), again)
  })

  it('one of them started again holds what it held, without asking the others', async () => {
    await using cluster = await startCluster({ store: 'disk' })
    const client = await cluster.client()
    await storeAll(client, new Map(), seed)
    const before = await held(cluster, client)
    await cluster.kill(1)
    await cluster.restart(1)
    assert.deepEqual(await held(cluster, client), before)
  })

  it('bytes that rot on a disk are never given away, and a scrub makes them good again', async () => {
    await using cluster = await startCluster({ store: 'disk' })
    const client = await cluster.client()
    const stored = new Map<string, { record: FileRecord; file: RandomFile }>()
    await storeAll(client, stored, seed)
    await cluster.kill(0)
    await rot(join(cluster.dataOf(0), 'blocks'))
    await cluster.restart(0)
    await cluster.untilAlive(client, 3)
    for (const [name, { file }] of stored) await assertRightBytes(client.read({ name }), file)
    const { id } = cluster.blockPeers[0]!
    await client.administration.scrub(id, { start: true })
    await until(
      'the scrub is done',
      async () => !(await client.administration.scrub(id, { start: false })).running,
      30_000,
    )
    const scrubbedMs = performance.now()
    await until(
      'all peers have said since that nothing is missing',
      async () => {
        const { sentence, ageMs } = healthOf(await client.status())
        return sentence.startsWith('Safe:') && ageMs! < performance.now() - scrubbedMs
      },
      60_000,
    )
    await cluster.kill(1)
    for (const [name, { file }] of stored) await assertRightBytes(client.read({ name }), file)
  })

  it('refuses a second process on its directory, and says why', async () => {
    await using cluster = await startCluster({ store: 'disk', blockPeers: 1 })
    const args = [
      'block',
      '--store',
      'disk',
      '--data',
      cluster.dataOf(0),
      '--bootstrap',
      cluster.bootstrap[0]!,
    ]
    const failure = await promisify(execFile)(process.execPath, [peerEntry(), ...args]).catch(
      (error) => error,
    )
    assert.equal(failure.code, 1)
    assert.match(failure.stderr, /could not use the data directory .+: process \d+ does/)
    await cluster.client()
  })
})

async function storeAll(
  client: Client,
  stored: Map<string, { record: FileRecord; file: RandomFile }>,
  first: number,
): Promise<void> {
  for (const [index, { name, size, blockSize }] of FILES.entries()) {
    const file = new RandomFile(first + index, size)
    const { record } = await client.upload(file.pieces(), { name, blockSize, force: true })
    stored.set(name, { record, file })
  }
  await client.upload(new RandomFile(first, 1000).pieces(), { name: 'removed', force: true })
  await client.remove('removed')
}

/**
 * Throws unless, within BACK_MS, exactly these files are listed as they were committed, and can be read. A record may have
 * got the signature of a later term: names that are read back from the ring are distributed anew meanwhile.
 */
async function assertServed(
  client: Client,
  stored: ReadonlyMap<string, { record: FileRecord; file: RandomFile }>,
): Promise<void> {
  await until('names are served', () => client.stat('one'), BACK_MS)
  const listed: FileRecord[] = []
  for await (const { name } of client.list()) {
    const record = await client.stat(name)
    const { term } = stored.get(name)?.record ?? record
    assert.ok(record.term >= term, `'${name}' is of term ${record.term}, it was committed in ${term}`)
    listed.push({ ...record, term })
  }
  const expected = [...stored.values()].map(({ record }) => record)
  assert.deepEqual(
    listed,
    expected.sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name))),
  )
  for (const [name, { file }] of stored) await assertRightBytes(client.read({ name }), file)
}

/** Uploads one file after the other from two clients, kills every peer meanwhile; resolves with what was committed. */
async function uploadUntilKilled(cluster: Cluster, first: number) {
  const committed = new Map<string, { record: FileRecord; file: RandomFile }>()
  const stop = new AbortController()
  const uploads = [0, 1].map(async (writer) => {
    const client = await cluster.client()
    for (let i = 0; ; i++) {
      const name = `upload/${writer}/${i}`
      const file = new RandomFile(first + 10 * i + writer, 300_000)
      const { record } = await client.upload(file.pieces(), { name, signal: stop.signal })
      committed.set(name, { record, file })
    }
  })
  const ended = Promise.allSettled(uploads)
  await until('some files are committed', () => committed.size >= 6, 30_000)
  await cluster.killAll()
  stop.abort()
  await ended
  return committed
}

/** Flips a bit in every 20,000 bytes of the log in a store's directory. */
async function rot(directory: string): Promise<void> {
  for (const name of (await readdir(directory)).filter((each) => each.endsWith('.log'))) {
    const path = join(directory, name)
    const bytes = await readFile(path)
    for (let at = 10_000; at < bytes.length; at += 20_000) bytes[at]! ^= 1 << (at % 8)
    await writeFile(path, bytes)
  }
}

/** What each block peer says that it holds, by id. */
async function held(cluster: Cluster, client: Client): Promise<[string, number, number][]> {
  await cluster.untilAlive(client, 3)
  const inspector = await cluster.inspector()
  await inspector.viewOfMetadata(cluster.metadata.id)
  const counts = await Promise.all(
    cluster.blockPeers.map(async ({ id }): Promise<[string, number, number]> => {
      return [id, (await inspector.scan(id)).size, (await inspector.records(id)).length]
    }),
  )
  return counts
}
