/**
 * Uploads and downloads over three block peers that keep blocks on disk, beside the same over three that keep them in
 * memory, in turns: their figures, and the ratio.
 *
 *     npm run build && node --expose-gc --import tsx bench/disk-transfer.ts [--json] [--quick]
 */
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { startCluster } from './cluster.ts'
import { median } from './median.ts'

const run = promisify(execFile)
const MiB = 1024 * 1024
const MB = 1e6

const quick = process.argv.includes('--quick')
const ROUNDS = quick ? 1 : 3
const WORK = [
  { what: '64 MiB, 64 B blocks', size: 64 * MiB, blockSize: 64 },
  { what: '256 MiB, 1 MiB blocks', size: 256 * MiB, blockSize: MiB },
]

interface Seconds {
  up: number
  down: number
}

async function measure(store: 'memory' | 'disk', size: number, blockSize: number): Promise<Seconds> {
  const directory = await mkdtemp(join(tmpdir(), 'tritonring-bench-'))
  const argsOf = (index: number) =>
    store === 'disk' ? ['--store', 'disk', '--data', join(directory, `${index}`)] : []
  const cluster = await startCluster(3, argsOf)
  try {
    const script = ['--expose-gc', '--import', 'tsx', 'bench/transfer-client.ts']
    const args = [cluster.address, 'bench', String(size), String(blockSize), '2']
    const { stdout } = await run(process.execPath, [...script, ...args])
    const told = JSON.parse(stdout)
    if (!told.same) throw new Error('the bytes that came back are others')
    return { up: told.uploads[1], down: told.downloads[1] }
  } finally {
    await cluster.stop()
    await rm(directory, { recursive: true, force: true })
  }
}

const figures = []
for (const { what, size, blockSize } of WORK) {
  const seconds = { memory: [] as Seconds[], disk: [] as Seconds[] }
  for (let round = 0; round < ROUNDS; round++) {
    for (const store of ['memory', 'disk'] as const)
      seconds[store].push(await measure(store, size, blockSize))
  }
  const rate = (store: 'memory' | 'disk', way: keyof Seconds) =>
    median(seconds[store].map((each) => size / each[way])).median
  const row = { what, upload: rate('disk', 'up'), download: rate('disk', 'down') }
  const uploadToMemory = row.upload / rate('memory', 'up')
  const downloadToMemory = row.download / rate('memory', 'down')
  figures.push({ ...row, uploadToMemory, downloadToMemory })
}
if (process.argv.includes('--json')) console.log(JSON.stringify({ bench: 'disk-transfer', figures }))
else {
  console.table(
    figures.map(({ what, upload, download, uploadToMemory, downloadToMemory }) => ({
      what,
      'up MB/s': Number((upload / MB).toFixed(1)),
      'down MB/s': Number((download / MB).toFixed(1)),
      'up to memory': Number(uploadToMemory.toFixed(2)),
      'down to memory': Number(downloadToMemory.toFixed(2)),
    })),
  )
}
