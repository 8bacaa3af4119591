import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'

/** Rows and columns of characters. */
export interface Screen {
  rows: number
  columns: number
}

/** What a command sees of the process that runs it. */
export interface Terminal {
  stdin: Readable
  stdout: Writable
  stderr: Writable
  /** Whether a person looks at stdout: tables and colour, else plain rows. */
  outputToPerson: boolean
  /** Whether a person looks at stderr: progress bars. */
  errorsToPerson: boolean
  /** How large the screen behind stdout is now, where there is one. */
  screen: () => Screen | undefined
  env: Readonly<Record<string, string | undefined>>
  /** Where tritonring.yaml is looked for. */
  directory: string
  /** Fires with an `Interrupted` when the command is to end at once. */
  signal: AbortSignal
  /** The command line that runs this same program again, for the peers of `tt demo`. */
  self: readonly string[]
}

/** Writes lines to stdout, with a line end, and waits while its reader lags behind. */
export function print(terminal: Terminal, lines: string): Promise<void> {
  return printBytes(terminal, `${lines}\n`)
}

/** Writes to stdout as it is, and waits while its reader lags behind. */
export async function printBytes(terminal: Terminal, bytes: Uint8Array | string): Promise<void> {
  if (!terminal.stdout.write(bytes)) await once(terminal.stdout, 'drain', { signal: terminal.signal })
}

/** Writes a line for people to stderr. */
export async function warn(terminal: Terminal, line: string): Promise<void> {
  if (!terminal.stderr.write(`tt: ${line}\n`)) {
    await once(terminal.stderr, 'drain', { signal: terminal.signal })
  }
}
