/**
 * Gives every door mutated inputs until the first of two ends is reached.
 *
 *     npm run fuzz -- --inputs 1000000 --seconds 60 [--seed 1] [--target frames] [--guided] [--results FILE]
 *
 * A finding goes to test/fuzz/corpus, where the test suite tries it for ever after. `--guided`: so does, what reaches code
 * that nothing reached before; it is twenty times as slow, and what it found serves the others. The work is done in a
 * thread; this one watches that it goes on, and tells at what input it hangs.
 */
import { appendFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { keepInputs } from './corpus.ts'
import type { FuzzReport } from './fuzz.ts'
import { TARGETS } from './targets/all.ts'
import { fuzzInThread } from './thread.ts'
import { INPUT_AT, SHARED_BYTES, TARGET_AT, TICK_AT } from './watch.ts'

const HANGS_MS = 20_000
const GROWN_BYTES_MAX = 20 * 2 ** 20

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: `${Math.floor(Math.random() * 2 ** 31)}` },
    target: { type: 'string' },
    guided: { type: 'boolean', default: false },
    results: { type: 'string' },
  },
})
const shared = new SharedArrayBuffer(SHARED_BYTES)
const words = new Int32Array(shared, 0, INPUT_AT / 4)
const worker = fuzzInThread({ ...values, shared })
let ticks = -1
const watcher = setInterval(() => {
  if (words[TICK_AT] === ticks) void hangs()
  ticks = words[TICK_AT]!
}, HANGS_MS)
worker.on('error', (error) => {
  console.error(error)
  process.exit(1)
})
worker.on('message', (report: FuzzReport) => void end(report))

async function hangs(): Promise<never> {
  const input = new Uint8Array(shared, INPUT_AT).slice(0, words[1])
  const target = TARGETS[words[TARGET_AT]!]!.name
  const path = await keepInputs(target, [input])
  console.error(`${target}: hangs for ${HANGS_MS / 1000} s at ${path} (seed ${values.seed})`)
  process.exit(1)
}

async function end({ inputs, byTarget, findings, grownBytes }: FuzzReport): Promise<never> {
  clearInterval(watcher)
  for (const [name, { inputs: taken, ms, reached }] of byTarget) {
    console.log(`${name}: ${taken} inputs, ${Math.round((1000 * taken) / Math.max(ms, 1))}/s`)
    if (reached.length > 0) await keepInputs(name, reached)
  }
  for (const { target, input, why } of findings)
    console.error(
      `${target}: ${await keepInputs(target, [input])}: ${Buffer.from(input).toString('hex')}: ${why}`,
    )
  const seconds = Math.round(performance.now() / 1000)
  const grown = `${(grownBytes / 2 ** 20).toFixed(1)} MiB more in use`
  const summary = `seed ${values.seed}: ${inputs} inputs in ${seconds} s, ${findings.length} findings, ${grown}`
  console.log(summary)
  if (values.results !== undefined) await appendFile(values.results, `${summary}\n`)
  process.exit(findings.length > 0 || grownBytes > GROWN_BYTES_MAX ? 1 : 0)
}
