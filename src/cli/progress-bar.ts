import type { Progress } from '../client/report.ts'
import { escapeControl } from './escape.ts'
import { formatPercent, formatRate, formatSize } from './format.ts'
import type { Terminal } from './terminal.ts'

const FRAMES_PER_SECOND = 10
const BAR_WIDTH = 24

/** Shows how far a transfer has come. */
export interface ProgressBar {
  update: (progress: Progress) => void
  /** Clears the line. */
  stop: () => void
}

const SILENT: ProgressBar = { update: () => undefined, stop: () => undefined }

/** A bar on stderr while a person looks at it, else nothing. `label` names the transfer, as `upload photo.jpg`. */
export async function startProgressBar(
  terminal: Terminal,
  label: string,
  options: { quiet: boolean },
): Promise<ProgressBar> {
  if (!terminal.errorsToPerson || options.quiet) return SILENT
  const { default: cliProgress } = await import('cli-progress')
  const started = performance.now()
  const bar = new cliProgress.SingleBar({
    stream: terminal.stderr as NodeJS.WritableStream,
    format: (_options, _params, payload: { progress: Progress }) =>
      describeProgress(escapeControl(label), payload.progress, performance.now() - started),
    fps: FRAMES_PER_SECOND,
    clearOnComplete: true,
    hideCursor: true,
    linewrap: false,
  })
  bar.start(1, 0, { progress: { bytes: 0, total: undefined, bytesDeduplicated: 0 } })
  return { update: (progress) => bar.update(0, { progress }), stop: () => bar.stop() }
}

/** One line: the label, a bar and percentage where the total is known, bytes, rate, share not sent. */
export function describeProgress(label: string, progress: Progress, elapsedMs: number): string {
  const { bytes, total, bytesDeduplicated } = progress
  const parts = [label]
  if (total === undefined) parts.push(formatSize(bytes))
  else
    parts.push(bar(bytes, total), formatPercent(bytes, total), `${formatSize(bytes)} of ${formatSize(total)}`)
  parts.push(formatRate(bytes, elapsedMs))
  if (bytesDeduplicated > 0) parts.push(`${formatPercent(bytesDeduplicated, bytes)} deduplicated`)
  return parts.join('  ')
}

function bar(bytes: number, total: number): string {
  const filled = total === 0 ? 0 : Math.min(BAR_WIDTH, Math.floor((bytes / total) * BAR_WIDTH))
  return `${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)}`
}
