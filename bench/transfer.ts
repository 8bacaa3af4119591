/**
 * Uploads and downloads over one metadata peer and three block peers, each a process, two copies, everything encrypted
 * and verified; beside a raw libp2p stream measured in the same run.
 *
 *     npm run build && node --expose-gc --import tsx bench/transfer.ts [--json] [--quick] [--memory]
 */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { startCluster } from './cluster.ts'
import { median } from './median.ts'
import { measureRawStream } from './raw-stream.ts'

const run = promisify(execFile)
const MiB = 1024 * 1024
const MB = 1e6

interface Work {
  what: string
  size: number
  blockSize: number
  repeat: number
}

interface Figure {
  what: string
  upload: number
  download: number
  uploadToRaw: number
  downloadToRaw: number
  spread: number
  /** MiB over the idle client. */
  peakMiB: number
  same: boolean
}

const quick = process.argv.includes('--quick')
const speed: Work[] = [
  { what: '64 MiB, 64 B blocks', size: 64 * MiB, blockSize: 64, repeat: quick ? 1 : 3 },
  { what: '256 MiB, 1 MiB blocks', size: 256 * MiB, blockSize: MiB, repeat: quick ? 1 : 3 },
]
const memory: Work[] = [
  { what: '256 MiB, 64 B blocks', size: 256 * MiB, blockSize: 64, repeat: 1 },
  { what: '1 GiB, 1 MiB blocks', size: 1024 * MiB, blockSize: MiB, repeat: 1 },
]

async function measure(work: Work, raw: number): Promise<Figure> {
  const cluster = await startCluster(3)
  try {
    const args = [cluster.address, 'bench', String(work.size), String(work.blockSize), String(work.repeat)]
    const { stdout } = await run(process.execPath, [
      '--expose-gc',
      '--import',
      'tsx',
      'bench/transfer-client.ts',
      ...args,
    ])
    const told = JSON.parse(stdout)
    const uploads = median(told.uploads.map((seconds: number) => work.size / seconds))
    const downloads = median(told.downloads.map((seconds: number) => work.size / seconds))
    return {
      what: work.what,
      upload: uploads.median,
      download: downloads.median,
      uploadToRaw: uploads.median / raw,
      downloadToRaw: downloads.median / raw,
      spread: Math.max(uploads.spread, downloads.spread),
      peakMiB: (told.peak - told.idle) / MiB,
      same: told.same,
    }
  } finally {
    await cluster.stop()
  }
}

const raw = await measureRawStream()
const figures: Figure[] = []
for (const work of process.argv.includes('--memory') ? memory : [...speed, ...(quick ? [] : memory)]) {
  figures.push(await measure(work, raw))
}
if (process.argv.includes('--json'))
  console.log(JSON.stringify({ bench: 'transfer', node: process.version, raw, figures }))
else {
  console.log(`raw libp2p stream: ${(raw / MB).toFixed(0)} MB/s`)
  console.table(
    Object.fromEntries(
      figures.map((figure) => [
        figure.what,
        {
          'up MB/s': Number((figure.upload / MB).toFixed(1)),
          'down MB/s': Number((figure.download / MB).toFixed(1)),
          'up/raw': Number(figure.uploadToRaw.toFixed(3)),
          'down/raw': Number(figure.downloadToRaw.toFixed(3)),
          'peak over idle MiB': Math.round(figure.peakMiB),
          spread: Number(figure.spread.toFixed(2)),
          same: figure.same,
        },
      ]),
    ),
  )
}
