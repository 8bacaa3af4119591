import { createHash } from 'node:crypto'
import process from 'node:process'
import { growHeapFreely } from '../../src/heap.ts'
import { type BenchFile, digestOf } from './bench-file.ts'
import { type Answer, type Contender, NotMeasured, type Order } from './contender.ts'

const COLLECT_BYTES = 2 ** 20
/** Nothing that leaves garbage was done since it was collected. */
let collected = false

/** Makes this process the contender's: it does what its parent orders, and ends with it. Its heap grows as a tritonring peer's does. */
export function serve(contender: Contender): void {
  growHeapFreely()
  process.on('message', (order: Order) => {
    void obey(contender, order).then((answer) => process.send!(answer))
  })
  process.once('disconnect', () => {
    void contender.stop().finally(() => process.exit())
  })
}

async function obey(contender: Contender, order: Order): Promise<Answer> {
  try {
    // Nobody pays for garbage that others made; small files are timed in such numbers that it would be work of its own.
    if (order.action === 'collect' || (order.file?.size ?? 0) >= COLLECT_BYTES) collect()
    collected &&= order.action === 'collect' || (order.action === 'prepare' && !contender.prepare)
    const startMs = performance.now()
    await act(contender, order)
    return { seconds: (performance.now() - startMs) / 1000, counts: contender.counts ?? {} }
  } catch (error) {
    if (error instanceof NotMeasured) return { missing: error.message }
    return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

function collect(): void {
  // Of the young alone: a full collection throws compiled code away, and the next transfer is spent on compiling it again.
  if (!collected) globalThis.gc?.({ type: 'minor' })
  collected = true
}

async function act(contender: Contender, { action, file }: Order): Promise<void> {
  if (action === 'start') return contender.start()
  if (action === 'stop') return contender.stop()
  if (action === 'collect') return
  if (file === undefined) throw new Error(`${action} needs a file`)
  if (action === 'upload') return contender.upload!(file)
  if (action === 'download') return download(contender, file)
  if (action === 'check') return check(contender, file)
  return contender[action]?.(file)
}

async function download(contender: Contender, file: BenchFile): Promise<void> {
  let got = 0
  await contender.download!(file, (bytes) => {
    got += bytes.length
  })
  if (contender.digest === undefined && got !== file.size)
    throw new Error(`got ${got} of ${file.size} bytes of ${file.name}`)
}

/** Throws unless the bytes that come back are those of the file. */
async function check(contender: Contender, file: BenchFile): Promise<void> {
  const hash = createHash('sha256')
  await contender.download!(file, (bytes) => hash.update(bytes))
  const digest = contender.digest === undefined ? hash.digest('hex') : await contender.digest(file)
  if (digest !== digestOf(file)) throw new Error(`got other bytes than those of ${file.name}`)
}
