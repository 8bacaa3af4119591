import { createWriteStream, statSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Audit } from '../auth/audit.ts'
import { toJson } from './escape.ts'

/** A log that has grown to this is put aside, in the place of the one before. */
const LOG_BYTES_MAX = 64 * 1024 * 1024

/** Of what somebody said: as long as the longest name. */
const TEXT_MAX = 1_024

/** Notes events as JSON, a line each, in `directory`/audit.ndjson; control characters are escaped. */
export function auditLog(directory: string): Audit {
  const path = join(directory, 'audit.ndjson')
  let bytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  const start = () => createWriteStream(path, { flags: 'a', mode: 0o600 }).on('error', () => {})
  let stream = start()
  return (event) => {
    const said = Object.entries(event).map(([key, text]) => [key, text?.slice(0, TEXT_MAX)])
    const line = `${toJson({ time: new Date().toISOString(), ...Object.fromEntries(said) })}\n`
    bytes += line.length
    stream.write(line)
    if (bytes < LOG_BYTES_MAX) return
    bytes = 0
    stream.end()
    void rename(path, `${path}.1`).catch(() => {})
    stream = start()
  }
}
