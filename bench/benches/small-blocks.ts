import type { Bench } from '../bench.ts'
import { startCluster } from '../contenders/cluster.ts'
import { Together } from '../contenders/together.ts'
import { Transfers } from '../contenders/transfers.ts'
import { measureByTurns } from '../rounds.ts'

const MiB = 2 ** 20
const BLOCK_SIZE = 64

export default {
  title: 'Files in 64-byte blocks, beside Redis, Helia and hypercore',

  async run(recording, { quick }) {
    const [size, rounds] = quick ? [16 * MiB, 1] : [64 * MiB, 5]
    const [heliaSize, hypercoreSize] = quick ? [MiB / 4, MiB / 2] : [MiB / 2, 2 * MiB]
    const name = `${size / MiB} MiB at 64 B`
    await using together = new Together(recording)
    const cluster = await startCluster(3)
    together.stopLater(() => cluster.stop())

    const transfers = async (who: string, script: string, args: string[], ownSize = size) => {
      const contender = await together.start(who, script, args)
      return new Transfers({ name, who, contender, size: ownSize, blockSize: BLOCK_SIZE })
    }
    const ours = await transfers('tritonring', 'contenders/tritonring.ts', [cluster.address])
    const each = await transfers('Redis SET/GET', 'rivals/redis.ts', ['single'])
    const many = await transfers('Redis MSET/MGET', 'rivals/redis.ts', ['many'])
    const helia = await transfers('Helia', 'rivals/helia.ts', [], heliaSize)
    const hypercore = await transfers('hypercore', 'rivals/hypercore.ts', [], hypercoreSize)
    await measureByTurns(recording, rounds, [
      ...ours.up,
      ...each.up,
      ...many.up,
      ...ours.down,
      ...each.down,
      ...many.down,
      ...helia.down,
      ...hypercore.down,
    ])
    recording.note(
      `Helia moves ${heliaSize / MiB} MiB and hypercore ${hypercoreSize / MiB} MiB, or they would take minutes.`,
    )
  },
} satisfies Bench
