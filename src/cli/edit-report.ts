import type { EditReport } from '../client/report.ts'
import { escapeControl, toJson } from './escape.ts'
import { counted, formatSize } from './format.ts'
import { recordJson } from './record-json.ts'
import { print, type Terminal, warn } from './terminal.ts'

/** Tells what a change of a part of a file did: `done` says it in a word or two. */
export async function tellEdit(
  terminal: Terminal,
  report: EditReport,
  done: string,
  json: boolean,
): Promise<void> {
  const { record, elapsedMs, ...figures } = report
  const name = escapeControl(record.name)
  const text = `${done} ${name}: ${formatSize(record.size)} at version ${record.version}`
  await print(
    terminal,
    json ? toJson({ ...recordJson(record), ...figures, elapsedMs: Math.round(elapsedMs) }) : text,
  )
  if (report.singleCopies > 0)
    await warn(
      terminal,
      `${counted(report.singleCopies, 'block')} of ${name} have one copy only: just one block peer could take them`,
    )
}
