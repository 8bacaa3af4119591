import { Worker } from 'node:worker_threads'

/** What `worker.ts` is told: the options of `run.ts` as they were typed, and the memory in which it tells how it goes on. */
export interface FuzzOrder {
  inputs: string
  seconds: string
  seed: string
  target?: string | undefined
  guided: boolean
  /** Begin without what was found before. */
  afresh?: boolean
  shared: SharedArrayBuffer
}

/**
 * Fuzzes in a thread, which posts its `FuzzReport`: a hanging input does not hold up the one who watches, and V8's
 * counters of a guided run are not those that tell what the tests cover.
 */
export function fuzzInThread(order: FuzzOrder): Worker {
  // A thread has not its parent's loaders.
  const start = `import('tsx/esm/api').then(({ register }) => { register(); return import(process.env.WORKER) })`
  const { NODE_V8_COVERAGE: _, ...inherited } = process.env
  const env = { ...inherited, WORKER: new URL('worker.ts', import.meta.url).href }
  return new Worker(start, { eval: true, env, workerData: order })
}
