/** The part of a file system that a disk store needs; tests bring one that fails and loses power. */
export interface FileSystem {
  /** Makes a directory and those above it; one that is there is no error. */
  makeDirectory(path: string): Promise<void>
  /** Names of the files in a directory, in no order. */
  list(directory: string): Promise<string[]>
  /** Opens a file for reading and writing; `create` makes it, empty, where it is not there. */
  open(path: string, mode: 'existing' | 'create'): Promise<OpenFile>
  /** Throws where the file is not there. */
  remove(path: string): Promise<void>
  rename(from: string, to: string): Promise<void>
  /** Resolves when the files made, renamed and removed in a directory are so after a power cut too. */
  syncDirectory(path: string): Promise<void>
  /** Bytes that this process may still write on the disk of a directory. */
  freeBytes(directory: string): Promise<number>
  /**
   * Keeps other processes from a directory until the returned function is called or this process ends, however it
   * ends. Throws `Refused` where another process has it.
   */
  lock(directory: string): Promise<() => Promise<void>>
}

/** Errors of a full disk have the code `ENOSPC` or `EDQUOT`, as Node's have. */
export interface OpenFile {
  /** Fills `into` from a position of the file; resolves with the bytes read, fewer only at the file's end. */
  read(into: Uint8Array, position: number): Promise<number>
  /** Writes all parts one behind the other; when it throws, any of the bytes may be there or not. */
  write(parts: readonly Uint8Array[], position: number): Promise<void>
  /** Resolves when all that was written is there after a power cut. */
  sync(): Promise<void>
  size(): Promise<number>
  truncate(size: number): Promise<void>
  close(): Promise<void>
}

/** Whether the disk, or the user's share of it, is full. */
export function isDiskFull(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException | undefined)?.code
  return code === 'ENOSPC' || code === 'EDQUOT'
}
