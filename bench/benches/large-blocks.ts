import type { Bench } from '../bench.ts'
import { startCluster } from '../contenders/cluster.ts'
import { Together } from '../contenders/together.ts'
import { Transfers } from '../contenders/transfers.ts'
import { measureByTurns } from '../rounds.ts'

const MiB = 2 ** 20
const BLOCK_SIZE = MiB
/** What Helia cuts files into unless told otherwise. */
const HELIA_BLOCK_SIZE = 256 * 1024

export default {
  title: 'Files in blocks of 1 MiB, beside the bare encrypted stream, NATS, Helia, scp and cp',

  async run(recording, { quick }) {
    const [size, rounds] = quick ? [64 * MiB, 1] : [256 * MiB, 5]
    const name = `${size / MiB} MiB at 1 MiB`
    await using together = new Together(recording)
    const cluster = await startCluster(3)
    together.stopLater(() => cluster.stop())

    const transfers = async (who: string, script: string, args: string[] = [], blockSize = BLOCK_SIZE) => {
      const contender = await together.start(who, script, args)
      return new Transfers({ name, who, contender, size, blockSize })
    }
    const ours = await transfers('tritonring', 'contenders/tritonring.ts', [cluster.address])
    const files = await transfers('tritonring, files', 'contenders/tritonring-files.ts', [cluster.address])
    const raw = await transfers('raw libp2p stream', 'contenders/raw-stream.ts')
    const nats = await transfers('NATS object store', 'rivals/nats.ts')
    const helia = await transfers('Helia at 256 KiB', 'rivals/helia.ts', [], HELIA_BLOCK_SIZE)
    const scp = await transfers('scp', 'contenders/scp.ts')
    const cp = await transfers('cp', 'contenders/cp.ts')
    await measureByTurns(recording, rounds, [
      ...ours.up,
      ...raw.up,
      ...files.up,
      ...nats.up,
      ...scp.up,
      ...cp.up,
      ...ours.down,
      ...files.down,
      ...nats.down,
      ...helia.down,
      ...scp.down,
      ...cp.down,
    ])
  },
} satisfies Bench
