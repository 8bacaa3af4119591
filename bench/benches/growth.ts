import { freemem } from 'node:os'
import type { Bench } from '../bench.ts'
import { freshFile } from '../contenders/bench-file.ts'
import { startCluster } from '../contenders/cluster.ts'
import { NotMeasured } from '../contenders/contender.ts'
import type { ContenderProcess } from '../contenders/contender-process.ts'
import { Together } from '../contenders/together.ts'
import { warmMemory } from '../contenders/warm-memory.ts'
import { fitLine, type Point } from '../report/line.ts'
import type { Recording } from '../report/recording.ts'
import { median } from '../report/statistics.ts'

const MiB = 2 ** 20
const GiB = 1024 * MiB
const DIRECTIONS = ['upload', 'download'] as const

/** Of the memory that is free, what blocks may take. */
const ROOM_SHARE = 0.85
const UNEVENNESS = 'largest b over smallest'
const NOTE =
  'Each size on a new cluster and by a new client, warmed up by the smallest file. The line fits best where errors count relative to the size; memory is the peak of resident memory of the client process, Node and code included.'

/** What files of one block size take on all peers, for each of their bytes: copies, keys, tables, manifest. */
interface Series {
  name: string
  blockSize: number
  sizes: number[]
  memoryFactor: number
}

interface Sample {
  seconds: number
  peakBytes: number | undefined
}

function seriesOf(quick: boolean): Series[] {
  const small = { name: 'at 64 B', blockSize: 64, memoryFactor: 4.6 }
  const large = { name: 'at 1 MiB', blockSize: MiB, memoryFactor: 2.1 }
  const inMiB = (sizes: number[]) => sizes.map((size) => size * MiB)
  return [
    { ...small, sizes: inMiB(quick ? [16, 32, 64] : [64, 256, 1024]) },
    { ...large, sizes: inMiB(quick ? [64, 128, 256] : [64, 256, 1024, 4096]) },
  ]
}

/** Up and down, on a cluster and by a client of its own, warmed up by the smallest file; all memory is free again afterwards. */
async function measure(recording: Recording, series: Series, size: number): Promise<Sample[]> {
  await using together = new Together(recording)
  const cluster = await startCluster(3)
  together.stopLater(() => cluster.stop())
  const client = await together.start('tritonring', 'contenders/tritonring.ts', [cluster.address])
  if (client === undefined) throw new Error('there is no client')
  const warmUp = freshFile(series.sizes[0]!, series.blockSize)
  await client.upload(warmUp)
  await client.download(warmUp)
  warmMemory(series.memoryFactor * size)
  const file = freshFile(size, series.blockSize)
  return [await sample(client, () => client.upload(file)), await sample(client, () => client.download(file))]
}

async function sample(client: ContenderProcess, act: () => Promise<{ seconds: number }>): Promise<Sample> {
  const { result, peakBytes } = await client.watchMemory(act)
  return { seconds: result.seconds, peakBytes }
}

function record(recording: Recording, name: string, sizes: { size: number; samples: Sample[] }[]): void {
  const points: Point[] = []
  for (const { size, samples } of sizes) {
    const seconds = samples.map((sample) => sample.seconds)
    points.push({ size, seconds: median(seconds) })
    recording.figure(`${name}, time`, sizeName(size), 's', ...seconds)
    recordMemory(recording, name, size, samples)
  }
  if (points.length < 2) return
  recordMemoryGrowth(recording, name, sizes)
  const { a, b, unevenness } = fitLine(points)
  const line = `${name}, time = a + b × size`
  recording.figure(line, 'a', 'ms', a * 1000)
  recording.figure(line, 'b for each GiB', 's', b * GiB)
  if (Number.isFinite(unevenness)) recording.figure(line, UNEVENNESS, '%', unevenness * 100)
  else recording.miss(line, UNEVENNESS, new NotMeasured('the times scatter more than they grow'))
}

/** Whether a file's size tells on its transfer's memory. */
function recordMemoryGrowth(recording: Recording, name: string, sizes: { samples: Sample[] }[]): void {
  const [smallest, largest] = [sizes[0]!, sizes.at(-1)!].map(({ samples }) => peaksOf(samples))
  if (smallest!.length === 0 || largest!.length === 0) return
  const work = `${name}, client's peak memory`
  recording.figure(work, 'largest file to smallest', '×', median(largest!) / median(smallest!))
}

function peaksOf(samples: Sample[]): number[] {
  return samples.map(({ peakBytes }) => peakBytes).filter((peak) => peak !== undefined)
}

function recordMemory(recording: Recording, name: string, size: number, samples: Sample[]): void {
  const work = `${name}, client's peak memory`
  const peaks = peaksOf(samples)
  if (peaks.length > 0) recording.figure(work, sizeName(size), 'MiB', ...peaks.map((peak) => peak / MiB))
  else recording.miss(work, sizeName(size), new NotMeasured('there is no /proc that tells'))
}

function sizeName(size: number): string {
  return size < GiB ? `${Math.round(size / MiB)} MiB` : `${Number((size / GiB).toFixed(1))} GiB`
}

/** Throws `NotMeasured` where a file's copies would not fit. */
function checkRoom({ memoryFactor }: Series, size: number): void {
  const [needed, free] = [memoryFactor * size, freemem()]
  if (needed > ROOM_SHARE * free) {
    throw new NotMeasured(`its copies take ${sizeName(needed)} of memory, and ${sizeName(free)} are free`)
  }
}

/** By turns through the sizes. A size that fails is left out from then on. */
async function sampleAll(
  recording: Recording,
  series: Series,
  rounds: number,
): Promise<Map<number, Sample[][]>> {
  const samples = new Map(series.sizes.map((size): [number, Sample[][]] => [size, []]))
  for (let round = 0; round < rounds; round++) {
    for (const [size, list] of samples) {
      try {
        checkRoom(series, size)
        list.push(await measure(recording, series, size))
      } catch (error) {
        samples.delete(size)
        recording.miss(`growth ${series.name}`, sizeName(size), error)
      }
    }
  }
  return samples
}

export default {
  title: 'How time and memory grow with the file',

  async run(recording, { quick }) {
    for (const series of seriesOf(quick)) {
      const samples = await sampleAll(recording, series, quick ? 1 : 3)
      for (const [index, direction] of DIRECTIONS.entries()) {
        const own = [...samples].map(([size, list]) => ({ size, samples: list.map((both) => both[index]!) }))
        record(recording, `${direction} ${series.name}`, own)
      }
    }
    recording.note(NOTE)
  },
} satisfies Bench
