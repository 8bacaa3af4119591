import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Bench } from '../bench.ts'
import { startCluster } from '../contenders/cluster.ts'
import type { Reopened, Written } from '../contenders/disk-trial.ts'
import { Together } from '../contenders/together.ts'
import { Transfers } from '../contenders/transfers.ts'
import type { Recording } from '../report/recording.ts'
import { measureByTurns } from '../rounds.ts'

const run = promisify(execFile)
const M = 1e6
const MiB = 2 ** 20

/** One store alone: written, closed, opened again, read. */
async function tryOut(recording: Recording, who: 'DiskStore' | 'LevelDB', blocks: number): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'tritonring-bench-'))
  const script = fileURLToPath(new URL('../contenders/disk-trial.ts', import.meta.url))
  const step = async (what: 'write' | 'read') => {
    const args = [
      '--expose-gc',
      '--import',
      'tsx',
      '--no-warnings',
      script,
      what,
      who,
      join(directory, 'store'),
    ]
    return JSON.parse((await run(process.execPath, [...args, `${blocks}`])).stdout)
  }
  try {
    const written: Written = await step('write')
    const reopened: Reopened = await step('read')
    const at = `at ${blocks / M} M blocks`
    recording.figure(`synced puts ${at}`, who, 'M/s', written.putsPerSecond / M)
    recording.figure(`disk a block ${at}`, who, 'B', written.diskPerBlock)
    recording.figure(`opened, first answer ${at}`, who, 'ms', reopened.openMs)
    recording.figure(`memory once opened ${at}`, who, 'MiB', reopened.residentBytes / MiB)
    recording.figure(`get in order ${at}`, who, 'M/s', reopened.getsPerSecondInOrder / M)
    recording.figure(`get ${at}`, who, 'M/s', reopened.getsPerSecondRandom / M)
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

/** Files over block peers on disk and in memory, in turns. */
async function transfer(
  recording: Recording,
  blockSize: number,
  size: number,
  rounds: number,
): Promise<void> {
  const name = `${size / MiB} MiB at ${blockSize < MiB ? `${blockSize} B` : '1 MiB'}`
  const directory = await mkdtemp(join(tmpdir(), 'tritonring-bench-'))
  try {
    await using together = new Together(recording)
    const start = async (who: string, argsOf?: (index: number) => string[]) => {
      const cluster = await startCluster(3, argsOf === undefined ? {} : { blockPeer: argsOf })
      together.stopLater(() => cluster.stop())
      const contender = await together.start(who, 'contenders/tritonring.ts', [cluster.address])
      return new Transfers({ name, who, contender, size, blockSize })
    }
    const onDisk = (index: number) => ['--store', 'disk', '--data', join(directory, `${index}`)]
    const memory = await start('blocks in memory')
    const disk = await start('blocks on disk', onDisk)
    await measureByTurns(recording, rounds, [...memory.up, ...disk.up, ...memory.down, ...disk.down])
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

export default {
  title: 'Blocks on disk: the store alone beside LevelDB, and files beside blocks in memory',

  async run(recording, { quick }) {
    await tryOut(recording, 'LevelDB', quick ? M / 4 : M)
    await tryOut(recording, 'DiskStore', quick ? M / 4 : M)
    if (!quick) await tryOut(recording, 'DiskStore', 10 * M)
    await transfer(recording, 64, quick ? 16 * MiB : 64 * MiB, quick ? 2 : 5)
    await transfer(recording, MiB, quick ? 64 * MiB : 256 * MiB, quick ? 2 : 5)
  },
} satisfies Bench
