import { execFile } from 'node:child_process'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Bench } from '../bench.ts'
import type { MixedTrial } from '../contenders/mixed-trial.ts'
import { warmMemory } from '../contenders/warm-memory.ts'
import type { Unit } from '../report/bench-result.ts'

const run = promisify(execFile)
const M = 1e6
/** The mean size is 7.3 kB; each block is made before it is put. */
const BYTES_A_BLOCK_MAX = 20_000

async function tryOut(blocks: number): Promise<MixedTrial> {
  warmMemory(blocks * BYTES_A_BLOCK_MAX)
  const script = fileURLToPath(new URL('../contenders/mixed-trial.ts', import.meta.url))
  const flags = ['--expose-gc', '--import', 'tsx', '--no-warnings']
  return JSON.parse((await run(process.execPath, [...flags, script, `${blocks}`])).stdout)
}

export default {
  title: 'The memory store alone, blocks of 8 B to 64 KiB',

  async run(recording, { quick }) {
    const blocks = quick ? 20_000 : 300_000
    const trials: MixedTrial[] = []
    for (let round = 0; round < (quick ? 1 : 3); round++) trials.push(await tryOut(blocks))
    const add = (work: string, unit: Unit, read: (trial: MixedTrial) => number) =>
      recording.figure(`${work} at ${blocks / M} M blocks`, 'MemoryStore', unit, ...trials.map(read))
    add('bytes stored', 'MiB', ({ bytesStored }) => bytesStored / 2 ** 20)
    add('memory a byte stored', '×', (trial) => trial.residentBytes / trial.bytesStored)
    add('memory a byte stored, as it says', '×', (trial) => trial.allocatedBytes / trial.bytesStored)
    add('memory a block beside its bytes', 'B', (trial) => (trial.residentBytes - trial.bytesStored) / blocks)
    add('put', 'M/s', ({ putRate }) => putRate / M)
    add('put', 'MB/s', (trial) => (trial.putRate * trial.bytesStored) / blocks / 1e6)
    add('longest pause of a put', 'ms', ({ putMsLongest }) => putMsLongest)
    add('99.9 % of puts end within', 'ms', ({ putMs999 }) => putMs999)
    add('get', 'M/s', ({ getRate }) => getRate / M)
    add('get', 'MB/s', (trial) => (trial.getRate * trial.bytesStored) / blocks / 1e6)
    add('longest pause of a get', 'ms', ({ getMsLongest }) => getMsLongest)
    recording.note(
      'Sizes are log-uniform and the same in every run: half of the blocks are below 724 B, half of the bytes in blocks above 32 KiB. A put is of one block, a get of 64 in no order; rates are over all calls. Memory is what the process takes more than when it began. Another store was filled before, and dropped: the compiler is done.',
    )
  },
} satisfies Bench
