import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { seededRandom } from '../../test/harness/random.ts'
import type { Bench } from '../bench.ts'
import { startCluster, TT } from '../contenders/cluster.ts'
import type { Recording } from '../report/recording.ts'

const FOLDERS = 100

/** Files of random bytes in folders; `sizeOf` gives each one's size. */
async function makeFiles(directory: string, seed: number, count: number, sizeOf: (random: number) => number) {
  const random = seededRandom(seed)
  for (let folder = 0; folder < FOLDERS; folder++) {
    const path = join(directory, `folder-${folder}`)
    await mkdir(path, { recursive: true })
    for (let index = 0; index < count / FOLDERS; index++) {
      const bytes = Uint8Array.from({ length: sizeOf(random()) }, () => 256 * random())
      await writeFile(join(path, `file-${index}`), bytes)
    }
  }
}

/** Seconds that `tt` takes, from its start to its end. */
async function tt(address: string, ...args: string[]): Promise<number> {
  const startMs = performance.now()
  const child = spawn(process.execPath, [TT, ...args, '--bootstrap', address], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const [exitCode] = await once(child, 'exit')
  if (exitCode !== 0) throw new Error(`tt ${args.join(' ')} ended with ${exitCode}`)
  return (performance.now() - startMs) / 1000
}

interface Work {
  title: string
  count: number
  sizeOf: (random: number) => number
}

/** One round in a cluster of its own: what is there already would be passed over. */
async function round({ count, sizeOf }: Work, seed: number, flags: readonly string[] = []) {
  const directory = await mkdtemp(join(tmpdir(), 'tritonring-bench-'))
  const metadata = flags.length > 0 ? [...flags, '--data', join(directory, 'metadata')] : []
  const cluster = await startCluster(3, { metadata })
  try {
    const files = join(directory, 'files')
    await makeFiles(files, seed, count, sizeOf)
    const up = await tt(cluster.address, 'upload', files)
    const down = await tt(cluster.address, 'download', 'files/', join(directory, 'got'))
    const same = await tt(cluster.address, 'sync', files, 'files/')
    const now = new Date()
    for (let index = 0; index < count / FOLDERS; index++)
      await utimes(join(files, 'folder-0', `file-${index}`), now, now)
    const touched = await tt(cluster.address, 'sync', files, 'files/')
    return { up, down, same, touched }
  } finally {
    await cluster.stop()
    await rm(directory, { recursive: true, force: true })
  }
}

async function measure(recording: Recording, who: string, work: Work, rounds: number, flags?: string[]) {
  const all: Awaited<ReturnType<typeof round>>[] = []
  for (let index = 0; index < rounds; index++) all.push(await round(work, index + 1, flags))
  const { title, count } = work
  const rates = (key: 'up' | 'down') => all.map((each) => count / each[key])
  recording.figure(`files of tt upload, ${title}`, who, '/s', ...rates('up'))
  recording.figure(`files of tt download, ${title}`, who, '/s', ...rates('down'))
  recording.figure(`tt sync, nothing changed, ${title}`, who, 's', ...all.map(({ same }) => same))
  recording.figure(`tt sync, times of 1 % changed, ${title}`, who, 's', ...all.map(({ touched }) => touched))
}

export default {
  title:
    'Many small files: tt upload, tt download and tt sync of a folder, from the start of the command to its end',

  async run(recording, { quick }) {
    const [count, rounds] = quick ? [2_000, 1] : [10_000, 3]
    const equal = { title: `${count} files of 1 KiB`, count, sizeOf: () => 1024 }
    const any = {
      title: `${count} files of 0 to 8 KiB`,
      count,
      sizeOf: (random: number) => Math.floor(8192 * random),
    }
    await measure(recording, 'names in memory', equal, rounds)
    await measure(recording, 'names in memory', any, quick ? 1 : 2)
    await measure(recording, 'names on disk', equal, quick ? 1 : 2, ['--names', 'disk'])
  },
} satisfies Bench
