import type { Bench } from '../bench.ts'
import { startAuthCluster } from '../contenders/auth-cluster.ts'
import { startCluster } from '../contenders/cluster.ts'
import { Together } from '../contenders/together.ts'
import { Transfers } from '../contenders/transfers.ts'
import { measureByTurns } from '../rounds.ts'

const MiB = 2 ** 20
const BLOCK_SIZES = [64, 65_536]

export default {
  title: 'Throughput with users, beside without',

  async run(recording, { quick }) {
    const [size, rounds] = quick ? [16 * MiB, 1] : [64 * MiB, 7]
    await using together = new Together(recording)
    const open = await startCluster(3)
    together.stopLater(() => open.stop())
    const closed = await startAuthCluster(3)
    together.stopLater(() => closed.stop())
    const script = 'contenders/tritonring.ts'
    const without = await together.start('without users', script, [open.address])
    const withUsers = await together.start('with users', script, [closed.address, '-', closed.invitation])
    const turns = BLOCK_SIZES.flatMap((blockSize) => {
      const name = `${size / MiB} MiB at ${blockSize} B`
      const both = { 'without users': without, 'with users': withUsers }
      const each = Object.entries(both).map(
        ([who, contender]) => new Transfers({ name, who, contender, size, blockSize }),
      )
      return [...each.flatMap(({ up }) => up), ...each.flatMap(({ down }) => down)]
    })
    await measureByTurns(recording, rounds, turns)
    recording.note(
      'With users every request is looked up among the claims of its connection; a token is verified once.',
    )
  },
} satisfies Bench
