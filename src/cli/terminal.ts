import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'

/** What a command sees of the process that runs it. */
export interface Terminal {
  stdin: Readable
  stdout: Writable
  stderr: Writable
  /** Whether a person looks at stdout: tables and colour, else plain rows. */
  outputToPerson: boolean
  /** Whether a person looks at stderr: progress bars. */
  errorsToPerson: boolean
  env: Readonly<Record<string, string | undefined>>
  /** The directory that relative paths start from. */
  directory: string
  /** Fires when the command is to end at once: Ctrl-C, SIGTERM, or nobody reads its output any more. */
  signal: AbortSignal
  /** The command line that runs this same program again, for the peers of `tt demo`. */
  self: readonly string[]
}

/** Writes to `stream`, and waits while its reader lags behind. */
export async function write(stream: Writable, text: string | Uint8Array): Promise<void> {
  if (!stream.write(text)) await once(stream, 'drain')
}
