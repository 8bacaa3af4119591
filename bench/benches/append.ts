import { randomBytes } from 'node:crypto'
import { type Client, createClient } from '../../src/index.ts'
import type { Bench } from '../bench.ts'
import { freshFile, piecesOf } from '../contenders/bench-file.ts'
import { startCluster } from '../contenders/cluster.ts'
import { Together } from '../contenders/together.ts'
import { warmMemory } from '../contenders/warm-memory.ts'
import type { Recording } from '../report/recording.ts'

const MiB = 2 ** 20
const BLOCK_SIZE = 64
const APPENDED_BYTES = 1_024
const READ_BYTES = 4_096
/** What a file's copies take on all peers, for each of its bytes. */
const MEMORY_FACTOR = 4.6

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** Milliseconds, with the first of its results. */
async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const startMs = performance.now()
  const result = await work()
  return { ms: performance.now() - startMs, result }
}

async function appendSome(client: Client, name: string, rounds: number) {
  const samples: { ms: number; bytesSent: number }[] = []
  for (let round = 0; round < rounds; round++) {
    const { ms, result } = await timed(() => client.append(name, pieces(randomBytes(APPENDED_BYTES))))
    samples.push({ ms, bytesSent: result.bytesSent })
  }
  return samples
}

/** At places all over the file, each in another page of keys than the last. */
async function readSome(client: Client, name: string, size: number, rounds: number): Promise<number[]> {
  const samples: number[] = []
  for (let round = 0; round < rounds; round++) {
    const from = Math.floor(((round * 0.618) % 1) * (size - READ_BYTES))
    const { ms } = await timed(async () => {
      for await (const _ of client.read({ name }, { from, to: from + READ_BYTES }));
    })
    samples.push(ms)
  }
  return samples
}

async function measure(recording: Recording, size: number, rounds: number): Promise<void> {
  await using together = new Together(recording)
  const cluster = await startCluster(3)
  together.stopLater(() => cluster.stop())
  const client = await createClient({ bootstrap: [cluster.address] })
  together.stopLater(() => client.close())
  warmMemory(MEMORY_FACTOR * size)
  const file = freshFile(size, BLOCK_SIZE)
  await client.upload(
    (async function* () {
      yield* piecesOf(file)
    })(),
    { name: file.name, blockSize: BLOCK_SIZE },
  )

  // Some of each first, so that connections are there and code is compiled.
  await appendSome(client, file.name, 5)
  await readSome(client, file.name, size, 5)
  const who = `${size / MiB} MiB`
  const appends = await appendSome(client, file.name, rounds)
  recording.figure('append 1 KiB', who, 'ms', ...appends.map(({ ms }) => ms))
  recording.figure('bytes sent by an append of 1 KiB', who, 'B', ...appends.map(({ bytesSent }) => bytesSent))
  recording.figure('read 4 KiB', who, 'ms', ...(await readSome(client, file.name, size, rounds)))
}

export default {
  title: 'Append to a file and read a range of it, small and large, 64-byte blocks',

  async run(recording, { quick }) {
    const large = Number(process.env['TT_APPEND_MIB'] ?? (quick ? 64 : 1_024))
    for (const size of [MiB, large * MiB]) await measure(recording, size, quick ? 5 : 50)
    recording.note(
      'Three block peers in memory, by one client that has used them before; reads are at other places each time. TT_APPEND_MIB sets the larger size.',
    )
  },
} satisfies Bench
