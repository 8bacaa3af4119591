import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { parentPort, workerData } from 'node:worker_threads'
import { readCorpus } from './corpus.ts'
import { fuzz } from './fuzz.ts'
import type { Target } from './target.ts'
import { TARGETS } from './targets/all.ts'
import { INPUT_AT, LENGTH_AT, TARGET_AT, TICK_AT } from './watch.ts'

const { inputs, seconds, seed, target: wanted, guided, afresh, shared } = workerData
setFlagsFromString('--expose-gc')
globalThis.gc = runInNewContext('gc')
// Stack traces of errors that are expected take most of the time.
Error.stackTraceLimit = 4
const words = new Int32Array(shared, 0, INPUT_AT / 4)
const room = new Uint8Array(shared, INPUT_AT)
const targets = TARGETS.filter(({ name }) => wanted === undefined || name.includes(wanted))

function onInput(target: Target, input: Uint8Array): void {
  words[TICK_AT]!++
  words[LENGTH_AT] = Math.min(input.length, room.length)
  words[TARGET_AT] = TARGETS.indexOf(target)
  room.set(input.subarray(0, room.length))
}

const corpus = afresh ? new Map() : await readCorpus(targets.map(({ name }) => name))
const milliseconds = Number(seconds) * 1000
const options = { inputs: Number(inputs), milliseconds, seed: Number(seed), guided, corpus, onInput }
parentPort!.postMessage(await fuzz(targets, options))
