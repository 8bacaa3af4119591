import type { FileOutcome, ManyFilesReport } from '../client/many-files.ts'
import { TritonError } from '../errors.ts'
import { toJson } from './escape.ts'
import { sentenceOf } from './failure.ts'
import { counted, formatDuration, formatSize } from './format.ts'
import { startProgressBar } from './progress-bar.ts'
import { print, type Terminal, warn } from './terminal.ts'

/** What is told while many files are transferred. */
export interface FilesTeller {
  /** Resolves when the line is taken in, or its reader is gone. */
  onOutcome: (outcome: FileOutcome) => Promise<void>
  /** Sums up. Throws when any file failed; each was told before. */
  finish: (report: ManyFilesReport, more?: readonly string[]) => Promise<void>
  stop: () => void
}

/** `done`: what was done to the files, as `uploaded`; `each`: tell of each file that was, not only of failures. */
export async function tellFiles(
  terminal: Terminal,
  { done, json, each }: { done: string; json: boolean; each: boolean },
): Promise<FilesTeller> {
  const bar = await startProgressBar(terminal, done, { quiet: json })
  let bytes = 0
  const tell = async ({ error, ...outcome }: FileOutcome) => {
    const why = error === undefined ? {} : { error: sentenceOf(error) }
    if (json) await print(terminal, toJson({ ...outcome, ...why }))
    else if (outcome.result === 'done' && each) await print(terminal, `${done} ${toJson(outcome.name)}`)
    if (error !== undefined) await warn(terminal, sentenceOf(error))
  }
  return {
    onOutcome: (outcome) => {
      if (outcome.result !== 'failed') bytes += outcome.size
      bar.update({ bytes, total: undefined, bytesDeduplicated: 0 })
      return tell(outcome).catch(() => {})
    },
    finish: async (report, more = []) => {
      bar.stop()
      const elapsedMs = Math.round(report.elapsedMs)
      await print(terminal, json ? toJson({ ...report, elapsedMs }) : describeFiles(done, report, more))
      if (report.failed === 0) return
      const all = report.done + report.unchanged + report.failed
      throw new TritonError('Local', `${report.failed} of ${counted(all, 'file')} failed`)
    },
    stop: bar.stop,
  }
}

/** One line that says what became of many files. */
export function describeFiles(done: string, report: ManyFilesReport, more: readonly string[] = []): string {
  const { bytes, unchanged, failed, elapsedMs } = report
  const rate = `${counted(Math.round((report.done * 1000) / Math.max(elapsedMs, 1)), 'file')}/s`
  const parts = [`${done} ${counted(report.done, 'file')}`, formatSize(bytes), formatDuration(elapsedMs)]
  if (report.done > 1) parts.push(rate)
  if (unchanged > 0) parts.push(`${unchanged} unchanged`)
  if (failed > 0) parts.push(`${failed} failed`)
  return [...parts, ...more].join(', ')
}
