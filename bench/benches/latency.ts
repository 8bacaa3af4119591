import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import type { Bench } from '../bench.ts'
import { startCluster, TT } from '../contenders/cluster.ts'
import { Together } from '../contenders/together.ts'
import { measureByTurns, type Turn } from '../rounds.ts'

const FILE_BYTES = 1024

/** Milliseconds from the start of a Node process to its end. */
async function wallTime(args: string[]): Promise<number> {
  const startMs = performance.now()
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`node ${args.join(' ')} ended with ${code}`)
  return performance.now() - startMs
}

export default {
  title: 'What a command takes from start to end, against a cluster that runs',

  async run(recording, { quick }) {
    await using together = new Together(recording)
    const cluster = await startCluster(3)
    together.stopLater(() => cluster.stop())
    const directory = await mkdtemp(join(tmpdir(), 'tritonring-bench-'))
    together.stopLater(() => rm(directory, { recursive: true, force: true }))

    const tt = (...args: string[]) => wallTime([TT, ...args, '--bootstrap', cluster.address])
    const path = join(directory, 'small')
    const turn = (who: string, act: (round: number) => Promise<number>): Turn => ({
      work: 'a command',
      who,
      unit: 'ms',
      act,
    })
    await measureByTurns(recording, quick ? 5 : 15, [
      turn('node -e 0', () => wallTime(['-e', '0'])),
      turn('tt upload of 1 KiB', async (round) => {
        await writeFile(path, randomBytes(FILE_BYTES))
        return tt('upload', path, '--name', `small-${round}`)
      }),
      turn('tt ls', () => tt('ls')),
      turn('tt download of 1 KiB', (round) => tt('download', `small-${round}`, directory, '--force')),
    ])
  },
} satisfies Bench
