import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../../src/index.ts'
import { DiskNames } from '../../src/names/disk.ts'
import { EtcdNames } from '../../src/names/etcd/etcd-names.ts'
import { MemoryNames } from '../../src/names/memory.ts'
import type { NameStore } from '../../src/names/names.ts'
import { EtcdCluster } from '../../test/harness/etcd.ts'
import { recordOf } from '../../test/suites/record-of.ts'
import type { Bench } from '../bench.ts'
import { NotMeasured } from '../contenders/contender.ts'
import { findProgram } from '../contenders/find-program.ts'
import type { Recording } from '../report/recording.ts'

const PAGE = 1024
/** A name of the length that paths have; its own bytes do not count as memory a name. */
const nameOf = (index: number) => `photos/2026/11/21/image-${`${index}`.padStart(8, '0')}.jpg`

/** Repeats `work` in so many loops for so long; how often a second it was done. */
async function rate(ms: number, loops: number, work: (index: number) => Promise<unknown>): Promise<number> {
  const startMs = performance.now()
  let done = 0
  const loop = async () => {
    while (performance.now() - startMs < ms) await work(done++)
  }
  await Promise.all(Array.from({ length: loops }, loop))
  return (1_000 * done) / (performance.now() - startMs)
}

async function measure(recording: Recording, who: string, names: NameStore, ms: number): Promise<void> {
  await names.open()
  const commit = (index: number) => {
    const [name, operation] = [nameOf(index % 1_000), new Uint8Array(randomBytes(16))]
    return names.commit({
      ...{ owner: '', name, operation },
      decide: (current) => recordOf({ name, operation, version: (current?.version ?? 0) + 1 }),
    })
  }
  for (const writers of [1, 16])
    recording.figure(`commits, ${writers} at once`, who, '/s', await rate(ms, writers, commit))
  const lookup = (index: number) => names.get('', nameOf(index % 1_000))
  recording.figure('lookups, 16 at once', who, '/s', await rate(ms, 16, lookup))
  await names.close()
}

async function measureMany(recording: Recording, count: number): Promise<void> {
  const names = new MemoryNames(systemClock())
  globalThis.gc?.()
  const before = process.memoryUsage().heapUsed
  for (let at = 0; at < count; at += PAGE)
    await names.merge(Array.from({ length: PAGE }, (_, index) => recordOf({ name: nameOf(at + index) })))
  globalThis.gc?.()
  const each = (process.memoryUsage().heapUsed - before) / (await names.size())
  recording.figure(
    `memory a name at ${count / 1e6} M, besides the name`,
    'memory',
    'B',
    each - nameOf(0).length,
  )
  const startMs = performance.now()
  let listed = 0
  for (let after: string | undefined = ''; after !== undefined; ) {
    const page = await names.list('', 'photos/', after, PAGE)
    listed += page.records.length
    after = page.next
  }
  recording.figure(
    `names listed in pages of ${PAGE}`,
    'memory',
    '/s',
    (1_000 * listed) / (performance.now() - startMs),
  )
}

const bench: Bench = {
  title: 'Names: commits, lookups and lists of each store',
  async run(recording, { quick }) {
    const ms = quick ? 1_000 : 5_000
    await measure(recording, 'memory', new MemoryNames(systemClock()), ms)
    const directory = await mkdtemp(join(tmpdir(), 'tritonring-bench-'))
    await measure(recording, 'disk', new DiskNames(directory, systemClock()), ms)
    await rm(directory, { recursive: true })
    for (const members of [1, 3]) {
      const who = `etcd, ${members} member${members === 1 ? '' : 's'}`
      if (findProgram('etcd') === undefined) {
        recording.miss('commits', who, new NotMeasured('etcd is not installed'))
        continue
      }
      await using etcd = await EtcdCluster.start(members)
      await measure(
        recording,
        who,
        new EtcdNames({ endpoints: etcd.endpoints, prefix: 'bench/', clock: systemClock() }),
        ms,
      )
    }
    await measureMany(recording, quick ? 102_400 : 1_024_000)
  },
}

export default bench
