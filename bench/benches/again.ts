import type { Bench } from '../bench.ts'
import { freshFile } from '../contenders/bench-file.ts'
import { startCluster } from '../contenders/cluster.ts'
import { Together } from '../contenders/together.ts'
import { warmMemory } from '../contenders/warm-memory.ts'
import type { Unit } from '../report/bench-result.ts'
import { measureByTurns } from '../rounds.ts'

const MiB = 2 ** 20
const BLOCK_SIZE = 64

export default {
  title: 'Uploading again what is there, 64-byte blocks',

  async run(recording, { quick }) {
    const [size, rounds] = quick ? [16 * MiB, 1] : [64 * MiB, 5]
    await using together = new Together(recording)
    const cluster = await startCluster(3)
    together.stopLater(() => cluster.stop())
    const client = await together.start('tritonring', 'contenders/tritonring.ts', [cluster.address])
    if (client === undefined) return

    let file = freshFile(size, BLOCK_SIZE)
    let sentFirst = 0
    const shares: number[] = []
    const turn = { who: 'tritonring', unit: 'MB/s' as Unit }
    await measureByTurns(recording, rounds, [
      {
        ...turn,
        work: 'first upload',
        act: async () => {
          file = freshFile(size, BLOCK_SIZE)
          warmMemory(5 * size)
          const { seconds, counts } = await client.upload(file)
          sentFirst = counts['bytesSent']!
          return size / 1e6 / seconds
        },
      },
      {
        ...turn,
        work: 'second upload',
        act: async () => {
          const { seconds, counts } = await client.upload({ ...file, name: `${file.name}-again` })
          shares.push((100 * counts['bytesSent']!) / sentFirst)
          return size / 1e6 / seconds
        },
      },
    ])
    recording.figure('block bytes sent again', 'tritonring', '%', ...shares.slice(1))
    recording.note(
      `${size / MiB} MiB of random bytes, then the same bytes under another name; pages count as blocks.`,
    )
  },
} satisfies Bench
