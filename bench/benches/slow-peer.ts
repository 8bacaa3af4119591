import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Bench, BenchOptions } from '../bench.ts'
import { type BenchFile, freshFile } from '../contenders/bench-file.ts'
import { startCluster, untilAlive } from '../contenders/cluster.ts'
import type { ContenderProcess } from '../contenders/contender-process.ts'
import { Together } from '../contenders/together.ts'
import type { Recording } from '../report/recording.ts'
import { measureByTurns, type Turn } from '../rounds.ts'

const MiB = 2 ** 20
const DELAY_MS = 200

function filesOf({ quick }: BenchOptions): BenchFile[] {
  return [freshFile((quick ? 16 : 64) * MiB, 64), freshFile((quick ? 64 : 256) * MiB, MiB)]
}

function nameOf({ size, blockSize }: BenchFile): string {
  return `download at ${blockSize < MiB ? `${blockSize} B` : `${blockSize / MiB} MiB`}, ${size / MiB} MiB`
}

function turn(file: BenchFile, who: string, act: () => Promise<number>): Turn {
  return { work: nameOf(file), who, unit: 's', act }
}

async function secondsOf(client: ContenderProcess, file: BenchFile): Promise<number> {
  return (await client.download(file)).seconds
}

/** One of three block peers holds every answer up, from before the download to its end. */
async function withSlowPeer(recording: Recording, options: BenchOptions): Promise<void> {
  await using together = new Together(recording)
  const cluster = await startCluster(2)
  together.stopLater(() => cluster.stop())
  const slow = fork(fileURLToPath(new URL('../contenders/slow-block-peer.ts', import.meta.url)), [
    cluster.address,
  ])
  together.stopLater(async () => slow.disconnect())
  await once(slow, 'message')
  const client = await together.start('tritonring', 'contenders/tritonring.ts', [cluster.address])
  if (client === undefined) return
  const delayAnswers = async (delayMs: number) => {
    slow.send(delayMs)
    await once(slow, 'message')
  }
  const files = filesOf(options)
  for (const file of files) await client.upload(file)
  await measureByTurns(
    recording,
    options.quick ? 1 : 5,
    files.flatMap((file) => [
      turn(file, 'three quick peers', () => secondsOf(client, file)),
      turn(file, 'one of three slow', async () => {
        await delayAnswers(DELAY_MS)
        return secondsOf(client, file).finally(() => delayAnswers(0))
      }),
    ]),
  )
}

/** One of three block peers is stopped when half of the download is there. */
async function withStoppedPeer(recording: Recording, options: BenchOptions): Promise<void> {
  await using together = new Together(recording)
  const cluster = await startCluster(3)
  together.stopLater(() => cluster.stop())
  const victim = cluster.blockPeers[0]!
  const script = 'contenders/tritonring.ts'
  const client = await together.start('tritonring', script, [cluster.address])
  const stopper = await together.start('tritonring', script, [cluster.address, `${victim}`])
  if (client === undefined || stopper === undefined) return
  const files = filesOf(options)
  for (const file of files) await client.upload(file)
  await measureByTurns(
    recording,
    options.quick ? 1 : 5,
    files.flatMap((file) => [
      turn(file, 'three living peers', () => secondsOf(client, file)),
      turn(file, 'one of three stopped', async () => {
        const seconds = await secondsOf(stopper, file).finally(() => process.kill(victim, 'SIGCONT'))
        await untilAlive(cluster, 3)
        return seconds
      }),
    ]),
  )
}

export default {
  title: 'Downloads while one of three block peers is slow, or stands still',

  async run(recording, options) {
    await withSlowPeer(recording, options)
    await withStoppedPeer(recording, options)
    recording.note(`Slow: every answer is held up ${DELAY_MS} ms, from before the download to its end.`)
    recording.note(
      'Stopped: SIGSTOP when half of the bytes are there; it goes on (SIGCONT) after the download.',
    )
  },
} satisfies Bench
