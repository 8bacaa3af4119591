import type { EncryptOptions } from './encryption/user-encryption.ts'
import type { Progress } from './report.ts'

export interface TransferOptions {
  signal?: AbortSignal | undefined
  onProgress?: ((progress: Progress) => void) | undefined
}

export interface UploadOptions extends TransferOptions {
  /** Default: the path's last segment. */
  name?: string | undefined
  /** 8 B to 10 MiB; default 64. */
  blockSize?: number | undefined
  /** Replace the file that has the name. */
  force?: boolean | undefined
  /** Replace it only while it has this version, else `Conflict` is thrown; 0: there must be no such file. */
  ifVersion?: number | undefined
  /** Milliseconds since 1970; default: the file's, or now. */
  mtime?: number | undefined
  /** The version that the name gets at least: a file that is brought back goes on from the number that it had. */
  leastVersion?: number | undefined
  /** The file's root key, where it is known before: with other bytes nothing is committed, and `Corrupt` is thrown. */
  root?: Uint8Array | undefined
  /** Encrypt it here, with the client's secret; what was said of equal blocks then holds for this user's files alone. */
  encrypt?: boolean | EncryptOptions | undefined
}

export interface ReadOptions extends TransferOptions {
  /** The first byte wanted; default 0. */
  from?: number | undefined
  /** The byte behind the last one; default, and at most, the file's size. */
  to?: number | undefined
}

export interface ChangeOptions {
  signal?: AbortSignal | undefined
  /** The version that the file must have, else `Conflict` is thrown. Default: any. */
  ifVersion?: number | undefined
}

export interface RemoveOptions extends ChangeOptions {
  /** Keep nothing: the file cannot be had back, and its blocks go with the next collections. */
  forget?: boolean | undefined
}

export interface ReplaceOptions extends ChangeOptions {
  /** Replace what has the new name. */
  force?: boolean | undefined
}

export interface EditOptions extends TransferOptions, ChangeOptions {
  /** Of a file that is made: 8 B to 10 MiB; default 64. */
  blockSize?: number | undefined
}

export interface DownloadOptions extends TransferOptions {
  /** Where the file is written to; it must exist. */
  directory: string
  /** The file's name there; default: the last segment of its name on the ring. */
  as?: string | undefined
  /** Replace what has that name. */
  force?: boolean | undefined
  /** The time that the file gets, in milliseconds since 1970; default: now. */
  mtime?: number | undefined
}
