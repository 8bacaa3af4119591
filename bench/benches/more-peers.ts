import type { Bench } from '../bench.ts'
import { startCluster } from '../contenders/cluster.ts'
import { Together } from '../contenders/together.ts'
import { Transfers } from '../contenders/transfers.ts'
import { measureByTurns } from '../rounds.ts'

const MiB = 2 ** 20

export default {
  title: 'The same work with more block peers on this machine',

  async run(recording, { quick }) {
    const works = [
      { name: 'at 64 B', size: (quick ? 8 : 64) * MiB, blockSize: 64 },
      { name: 'at 1 MiB', size: (quick ? 32 : 256) * MiB, blockSize: MiB },
    ]
    await using together = new Together(recording)
    const transfers: Transfers[] = []
    for (const count of quick ? [3, 12] : [3, 6, 12]) {
      const cluster = await startCluster(count)
      together.stopLater(() => cluster.stop())
      const who = `${count} block peers`
      const contender = await together.start(who, 'contenders/tritonring.ts', [cluster.address])
      transfers.push(...works.map((work) => new Transfers({ ...work, who, contender })))
    }
    await measureByTurns(recording, quick ? 1 : 5, [
      ...transfers.flatMap(({ up }) => up),
      ...transfers.flatMap(({ down }) => down),
    ])
  },
} satisfies Bench
