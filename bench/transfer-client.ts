/**
 * One client in a process of its own, so that its memory can be seen: uploads and downloads a file of random bytes and
 * prints one JSON line with seconds, counts and peak memory. Run by bench/transfer.ts.
 */
import { createHash, randomFillSync } from 'node:crypto'
import { createClient } from '../src/client/client.ts'

const [address, name, sizeText, blockSizeText, repeatText] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
  string,
]
const size = Number(sizeText)
const PIECE = 1024 * 1024

const pool = randomFillSync(new Uint8Array(PIECE))

/** The bytes of one run's file: random, and no two of its 64-byte blocks, nor those of two runs, alike. */
async function* source(run: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < size; at += PIECE) {
    const piece = pool.slice(0, Math.min(PIECE, size - at))
    const words = new Uint32Array(piece.buffer, 0, piece.length >>> 2)
    const mark = (run + 1) * 65_536 + at / PIECE
    for (let word = 0; word < words.length; word += 16) words[word] = words[word]! ^ mark
    yield piece
  }
}

const client = await createClient({ bootstrap: [address] })
for await (const _ of client.list()) break
globalThis.gc?.()
const idle = process.memoryUsage().rss
let peak = idle
const watch = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage().rss)
}, 10)

const sent = createHash('sha256')
for await (const piece of source(0)) sent.update(piece)
const expected = sent.digest('hex')

const uploads: number[] = []
let bytesSent = 0
for (let run = 0; run < Number(repeatText); run++) {
  const startMs = performance.now()
  const report = await client.upload(source(run), {
    name: `${name}-${run}`,
    blockSize: Number(blockSizeText),
    force: true,
  })
  uploads.push((performance.now() - startMs) / 1000)
  bytesSent = report.bytesSent
}
const downloads: number[] = []
for (let run = 0; run < Number(repeatText); run++) {
  const startMs = performance.now()
  let read = 0
  for await (const bytes of client.read({ name: `${name}-${run}` })) read += bytes.length
  if (read !== size) throw new Error(`read ${read} of ${size} bytes`)
  downloads.push((performance.now() - startMs) / 1000)
}
const got = createHash('sha256')
for await (const bytes of client.read({ name: `${name}-0` })) got.update(bytes)
clearInterval(watch)
await client.close()
console.log(
  JSON.stringify({ uploads, downloads, bytesSent, idle, peak, same: got.digest('hex') === expected }),
)
