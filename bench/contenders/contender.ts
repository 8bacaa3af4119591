import type { BenchFile } from './bench-file.ts'

/** Takes the bytes of a download in order; they are valid only during the call. */
export type Take = (bytes: Uint8Array) => void

/**
 * One way to store and read files: tritonring, a rival, or a bare part of the machine. Runs in a process of its own
 * (`serve`), so that what is measured is the same for all: the time of a client's call, from its first byte in memory to
 * its last acknowledgement, or to the last byte of a download in memory.
 */
export interface Contender {
  /** Throws `NotMeasured` where something that it needs is not there. */
  start(): Promise<void>
  stop(): Promise<void>
  /** What belongs to no transfer: called before `upload`, outside of the measured time. */
  prepare?(file: BenchFile): Promise<void>
  /** Stores the file; resolves when it is stored as well as this contender does it. */
  upload?(file: BenchFile): Promise<void>
  /** Reads a file that was uploaded. Contenders that write files instead of giving bytes have `digest` too. */
  download?(file: BenchFile, take: Take): Promise<void>
  /** What the last transfer says of itself beside its time. */
  counts?: Counts
  /** SHA-256 in hex of what the last download of the file wrote. */
  digest?(file: BenchFile): Promise<string>
  /** Frees what the file takes, outside of the measured time. */
  forget?(file: BenchFile): Promise<void>
}

/** Numbers by name, such as `bytesSent`. */
export type Counts = Record<string, number>

/** Something that a bench needs is not on this machine; the message says what, and how to get it. */
export class NotMeasured extends Error {
  override name = 'NotMeasured'
}

export type Action = 'start' | 'collect' | 'prepare' | 'upload' | 'download' | 'check' | 'forget' | 'stop'

/** What a bench asks a contender's process to do, one at a time. */
export interface Order {
  action: Action
  file?: BenchFile | undefined
}

/** How long it took, or why it was not done. */
export type Answer = { seconds: number; counts: Counts } | { failed: string } | { missing: string }
