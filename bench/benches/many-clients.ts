import type { Bench } from '../bench.ts'
import { type BenchFile, freshFile } from '../contenders/bench-file.ts'
import { startCluster } from '../contenders/cluster.ts'
import type { ContenderProcess } from '../contenders/contender-process.ts'
import { Together } from '../contenders/together.ts'
import { warmMemory } from '../contenders/warm-memory.ts'
import type { Recording } from '../report/recording.ts'
import { mean, percentile } from '../report/statistics.ts'

const MiB = 2 ** 20
const CLIENTS = 16
const SMALL_BYTES = 1024

interface Work {
  name: string
  size: number
  blockSize: number
}

/** What one round of a work gave, up and down. Rates in MB/s, small downloads in milliseconds. */
interface Round {
  alone: number
  sum: number
  slowestToMean: number
  small: number[]
}

class Crowd {
  readonly #clients: ContenderProcess[]
  readonly #bystander: ContenderProcess
  readonly #smallFile = freshFile(SMALL_BYTES, 64)

  constructor(clients: ContenderProcess[], bystander: ContenderProcess) {
    this.#clients = clients
    this.#bystander = bystander
  }

  async prepare(): Promise<void> {
    await this.#bystander.upload(this.#smallFile)
  }

  async round({ size, blockSize }: Work): Promise<{ up: Round; down: Round }> {
    const alone = freshFile(size, blockSize)
    const files = this.#clients.map(() => freshFile(size, blockSize))
    warmMemory(5 * size * (CLIENTS + 1))
    const up = await this.#measure(alone, files, (client, file) => client.upload(file))
    const down = await this.#measure(alone, files, (client, file) => client.download(file))
    return { up, down }
  }

  async #measure(
    alone: BenchFile,
    files: BenchFile[],
    transfer: (client: ContenderProcess, file: BenchFile) => Promise<{ seconds: number }>,
  ): Promise<Round> {
    const rateAlone = alone.size / 1e6 / (await transfer(this.#clients[0]!, alone)).seconds
    const startMs = performance.now()
    const all = Promise.all(this.#clients.map((client, index) => transfer(client, files[index]!)))
    const small = await this.#smallDownloadsUntil(all)
    const rates = (await all).map(({ seconds }) => alone.size / 1e6 / seconds)
    const total = (alone.size * files.length) / 1e6
    return {
      alone: rateAlone,
      sum: total / ((performance.now() - startMs) / 1000),
      slowestToMean: Math.min(...rates) / mean(rates),
      small,
    }
  }

  /** Downloads a small file again and again until `end`; milliseconds of each. */
  async #smallDownloadsUntil(end: Promise<unknown>): Promise<number[]> {
    const times: number[] = []
    let ended = false
    const over = () => {
      ended = true
    }
    void end.then(over, over)
    while (!ended) times.push(1000 * (await this.#bystander.download(this.#smallFile)).seconds)
    return times
  }
}

function record(recording: Recording, work: string, rounds: Round[]): void {
  const all = `${CLIENTS} clients at once`
  recording.figure(work, 'one client alone', 'MB/s', ...rounds.map(({ alone }) => alone))
  recording.figure(work, `${all}, sum`, 'MB/s', ...rounds.map(({ sum }) => sum))
  recording.figure(work, `${all}, slowest to mean`, '×', ...rounds.map(({ slowestToMean }) => slowestToMean))
  const small = rounds.flatMap((round) => round.small)
  recording.figure(`download 1 KiB during ${work}`, 'median', 'ms', percentile(small, 50))
  recording.figure(`download 1 KiB during ${work}`, 'p99', 'ms', percentile(small, 99))
  recording.note(`During ${work}, 1 KiB was downloaded ${small.length} times.`)
}

export default {
  title: `${CLIENTS} clients, each a process, at once on three block peers`,

  async run(recording, { quick }) {
    const works = [
      { name: 'at 64 B', size: (quick ? 4 : 16) * MiB, blockSize: 64 },
      { name: 'at 1 MiB', size: (quick ? 16 : 64) * MiB, blockSize: MiB },
    ]
    await using together = new Together(recording)
    const cluster = await startCluster(3)
    together.stopLater(() => cluster.stop())
    const contenders: ContenderProcess[] = []
    for (let i = 0; i <= CLIENTS; i++) {
      const client = await together.start('tritonring', 'contenders/tritonring.ts', [cluster.address])
      if (client === undefined) return
      contenders.push(client)
    }
    const crowd = new Crowd(contenders.slice(1), contenders[0]!)
    await crowd.prepare()
    for (const work of works) {
      await crowd.round(work)
      const rounds: { up: Round; down: Round }[] = []
      for (let round = 0; round < (quick ? 1 : 3); round++) rounds.push(await crowd.round(work))
      record(
        recording,
        `upload ${work.name}`,
        rounds.map(({ up }) => up),
      )
      record(
        recording,
        `download ${work.name}`,
        rounds.map(({ down }) => down),
      )
    }
  },
} satisfies Bench
