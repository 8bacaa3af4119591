/**
 * What `--encrypt` costs: a file up and down, plain and encrypted by turns, in blocks of 64 B and of 1 MiB. A metadata peer
 * and three block peers, each a process; medians.
 *
 *     npm run build && node --import tsx bench/encryption.ts [--mib 64] [--rounds 3]
 */
import { randomBytes } from 'node:crypto'
import { createClient, growHeapFreely, Secret, type UploadOptions } from '../src/index.ts'
import { startCluster } from './contenders/cluster.ts'

const MiB = 1024 * 1024
const numberAfter = (flag: string, otherwise: number) => {
  const at = process.argv.indexOf(flag)
  return at < 0 ? otherwise : Number(process.argv[at + 1])
}
const size = numberAfter('--mib', 64) * MiB
const rounds = numberAfter('--rounds', 3)
const WAYS: [name: string, encrypt: UploadOptions['encrypt']][] = [
  ['plain', false],
  ['encrypted', true],
  ['encrypted, --no-deduplicate', { deduplicate: false }],
]

growHeapFreely()
const cluster = await startCluster(3)
const client = await createClient({ bootstrap: [cluster.address], secret: Secret.random() })
try {
  for (const blockSize of [64, MiB]) {
    const rates = new Map<string, { up: number[]; down: number[] }>()
    for (let round = 0; round < rounds; round++) {
      for (const [name, encrypt] of WAYS) {
        const kept = rates.get(name) ?? { up: [], down: [] }
        rates.set(name, kept)
        const file = await measured(kept.up, () =>
          upload(`${blockSize}-${round}-${name}`, blockSize, encrypt),
        )
        await measured(kept.down, () => read(file))
      }
    }
    for (const [name, { up, down }] of rates)
      console.log(`${blockSize} B, ${name}: ${median(up)} MB/s up, ${median(down)} MB/s down`)
  }
} finally {
  await client.close()
  await cluster.stop()
}

async function* fresh(): AsyncGenerator<Uint8Array> {
  const piece = randomBytes(MiB)
  for (let left = size; left > 0; left -= MiB) {
    piece.writeUInt32BE(left)
    // Every 64 bytes of a piece differ from every other's.
    for (let at = 0; at < MiB; at += 64)
      piece.writeUInt32BE((left ^ piece.readUInt32BE(at + 8)) >>> 0, at + 4)
    yield new Uint8Array(piece)
  }
}

async function upload(name: string, blockSize: number, encrypt: UploadOptions['encrypt']): Promise<string> {
  await client.upload(fresh(), { name, blockSize, encrypt })
  return name
}

async function read(name: string): Promise<void> {
  let bytes = 0
  for await (const piece of client.read({ name })) bytes += piece.length
  if (bytes !== size) throw new Error(`${bytes} bytes of ${size} came back`)
}

async function measured<T>(into: number[], action: () => Promise<T>): Promise<T> {
  const startMs = performance.now()
  const result = await action()
  into.push(size / 1e3 / (performance.now() - startMs))
  return result
}

function median(values: number[]): number {
  return Math.round(values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!)
}
