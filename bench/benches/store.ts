import { execFile } from 'node:child_process'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Bench } from '../bench.ts'
import type { StoreTrial } from '../contenders/store-trial.ts'
import { warmMemory } from '../contenders/warm-memory.ts'
import type { Unit } from '../report/bench-result.ts'
import type { Recording } from '../report/recording.ts'

const run = promisify(execFile)
const M = 1e6
/** What either of them takes, with something to spare. */
const BYTES_A_BLOCK_MAX = 400
/** A `Map` ends at 2^24 entries, and takes 4 GB for these. */
const MAP_BLOCKS = 10 * M

async function tryOut(kind: 'memory' | 'map', blocks: number): Promise<StoreTrial> {
  warmMemory(blocks * BYTES_A_BLOCK_MAX)
  const script = fileURLToPath(new URL('../contenders/store-trial.ts', import.meta.url))
  // A Map of so many needs more heap than Node gives by itself.
  const flags = ['--expose-gc', '--max-old-space-size=12000', '--import', 'tsx', '--no-warnings']
  const { stdout } = await run(process.execPath, [...flags, script, kind, `${blocks}`])
  return JSON.parse(stdout)
}

function record(recording: Recording, who: string, blocks: number, trials: StoreTrial[]): void {
  const at = `at ${blocks / M} M blocks`
  const add = (work: string, unit: Unit, read: (trial: StoreTrial) => number | undefined, scale = 1) => {
    const figures = trials.map(read).filter((figure) => figure !== undefined)
    if (figures.length > 0)
      recording.figure(`${work} ${at}`, who, unit, ...figures.map((figure) => figure / scale))
  }
  add('memory a block', 'B', (trial) => trial.residentBytesPerBlock)
  add('memory a block, as it says', 'B', (trial) => trial.allocatedBytesPerBlock)
  add('put', 'M/s', (trial) => trial.putRate, M)
  add('put, all batches', 'M/s', (trial) => trial.putRateOverall, M)
  add('longest pause of a put', 'ms', (trial) => trial.putMsLongest)
  add('99.9 % of puts end within', 'ms', (trial) => trial.putMs999)
  add('get', 'M/s', (trial) => trial.getRateRandom, M)
  add('get in order', 'M/s', (trial) => trial.getRateInOrder, M)
  add('longest pause of a get', 'ms', (trial) => trial.getMsLongest)
  add('scan', 'M/s', (trial) => trial.scanRate, M)
}

export default {
  title: 'The memory store alone, 64-byte blocks, 4,096 a call, beside a Map',

  async run(recording, { quick }) {
    const trials: StoreTrial[] = []
    const blocks = quick ? 1 * M : 10 * M
    const maps: StoreTrial[] = []
    for (let round = 0; round < (quick ? 1 : 3); round++) {
      trials.push(await tryOut('memory', blocks))
      if (round === 0) maps.push(await tryOut('map', Math.min(blocks, MAP_BLOCKS)))
    }
    record(recording, 'MemoryStore', blocks, trials)
    record(recording, 'Map', Math.min(blocks, MAP_BLOCKS), maps)
    if (!quick) record(recording, 'MemoryStore', 17 * M, [await tryOut('memory', 17 * M)])
    recording.note(
      'Put and get are the rates of the median batch; "all batches" has also what the first touch of memory costs. Another store was filled before, and dropped: the compiler is done.',
    )
  },
} satisfies Bench
