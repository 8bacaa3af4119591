import type { Bench } from '../bench.ts'
import { type BenchFile, freshFile } from '../contenders/bench-file.ts'
import { Bystander } from '../contenders/bystander.ts'
import { startCluster } from '../contenders/cluster.ts'
import type { ContenderProcess } from '../contenders/contender-process.ts'
import { Together } from '../contenders/together.ts'
import { warmMemory } from '../contenders/warm-memory.ts'
import type { Recording } from '../report/recording.ts'
import { mean, percentile } from '../report/statistics.ts'

const MiB = 2 ** 20
const CLIENTS = 16
/** Before all begin together each moves a file of this part of the size, in the same direction: what it compiles is compiled. */
const LEADS_OF = 4

interface Work {
  name: string
  /** Of each of them. */
  size: number
  /** Of one alone: enough that a transfer's beginning does not tell. */
  sizeAlone: number
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
  readonly #bystander: Bystander

  constructor(clients: ContenderProcess[], bystander: Bystander) {
    this.#clients = clients
    this.#bystander = bystander
  }

  async round({ size, sizeAlone, blockSize }: Work): Promise<{ up: Round; down: Round }> {
    const alone = freshFile(sizeAlone, blockSize)
    const leads = this.#clients.map(() => freshFile(size / LEADS_OF, blockSize))
    const files = this.#clients.map(() => freshFile(size, blockSize))
    warmMemory(5 * ((size + size / LEADS_OF) * CLIENTS + sizeAlone))
    const up = await this.#measure(alone, leads, files, (client, file) => client.upload(file))
    const down = await this.#measure(alone, leads, files, (client, file) => client.download(file))
    return { up, down }
  }

  async #measure(
    alone: BenchFile,
    leads: BenchFile[],
    files: BenchFile[],
    transfer: (client: ContenderProcess, file: BenchFile) => Promise<{ seconds: number }>,
  ): Promise<Round> {
    const megabytes = files[0]!.size / 1e6
    const rateAlone = alone.size / 1e6 / (await transfer(this.#clients[0]!, alone)).seconds
    await Promise.all(this.#clients.map((client, index) => transfer(client, leads[index]!)))
    await Promise.all(this.#clients.map((client) => client.collect()))
    const startMs = performance.now()
    const all = Promise.all(this.#clients.map((client, index) => transfer(client, files[index]!)))
    const small = await this.#bystander.downloadsUntil(all)
    const rates = (await all).map(({ seconds }) => megabytes / seconds)
    return {
      alone: rateAlone,
      sum: (megabytes * files.length) / ((performance.now() - startMs) / 1000),
      slowestToMean: Math.min(...rates) / mean(rates),
      small,
    }
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

/** On a cluster of their own: what all rounds of all works store would take most of the machine's memory. */
async function measure(recording: Recording, work: Work, roundsCount: number): Promise<void> {
  await using together = new Together(recording)
  const cluster = await startCluster(3)
  together.stopLater(() => cluster.stop())
  const reader = await together.start('tritonring', 'contenders/fresh-reader.ts', [cluster.address])
  if (reader === undefined) return
  const clients: ContenderProcess[] = []
  for (let i = 0; i < CLIENTS; i++) {
    const client = await together.start('tritonring', 'contenders/tritonring.ts', [cluster.address])
    if (client === undefined) return
    clients.push(client)
  }
  const bystander = new Bystander(reader)
  await bystander.prepare()
  const crowd = new Crowd(clients, bystander)
  await crowd.round(work)
  const rounds: { up: Round; down: Round }[] = []
  for (let round = 0; round < roundsCount; round++) rounds.push(await crowd.round(work))
  const [up, down] = [rounds.map((each) => each.up), rounds.map((each) => each.down)]
  record(recording, `upload ${work.name}`, up)
  record(recording, `download ${work.name}`, down)
}

export default {
  title: `${CLIENTS} clients, each a process, at once on three block peers`,

  async run(recording, { quick }) {
    const sizeAlone = (quick ? 8 : 64) * MiB
    const works = [
      { name: 'at 64 B', size: (quick ? 2 : 16) * MiB, sizeAlone, blockSize: 64 },
      { name: 'at 1 MiB', size: (quick ? 8 : 64) * MiB, sizeAlone, blockSize: MiB },
    ]
    for (const work of works) await measure(recording, work, quick ? 1 : 3)
    const each = works.map(({ name, size }) => `${size / MiB} MiB ${name}`).join(', ')
    recording.note(`One client alone moves ${sizeAlone / MiB} MiB; each of ${CLIENTS} moves ${each}.`)
    recording.note(
      'Before they begin together each moves a quarter of that, which does not count. The downloads of 1 KiB are by one more client, of files in turn; it keeps nothing: each asks for record, root, page and blocks. Its connections are there before.',
    )
  },
} satisfies Bench
