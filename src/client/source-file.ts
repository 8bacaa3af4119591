import { type FileHandle, open } from 'node:fs/promises'
import { TritonError } from '../errors.ts'
import { localError } from './destination.ts'

/** A regular file, opened for reading. */
export interface SourceFile {
  size: number
  /** Milliseconds since 1970. */
  mtime: number
  /** The file's bytes in pieces of `pieceBytes` but the last, each in memory of its own. Closes the file at its end. */
  read(pieceBytes: number): AsyncGenerator<Uint8Array>
  close(): Promise<void>
}

/** Throws `Local`: no such file, a directory, not readable; while reading, also `Local` when the file shrinks or grows. */
export async function openSource(path: string): Promise<SourceFile> {
  const action = `could not read ${path}`
  const handle = await open(path, 'r').catch((cause) => {
    throw localError(action, cause)
  })
  try {
    const stats = await handle.stat()
    if (!stats.isFile())
      throw new TritonError(
        'Local',
        `${action}: it is ${stats.isDirectory() ? 'a directory' : 'no regular file'}`,
      )
    if (stats.size === 0) await checkEmpty(handle, action)
    return {
      size: stats.size,
      mtime: Math.round(stats.mtimeMs),
      read: (pieceBytes) => readPieces(handle, stats.size, stats.mtimeMs, pieceBytes, action),
      close: () => handle.close(),
    }
  } catch (error) {
    await handle.close()
    throw error
  }
}

/** What /proc and its kin call empty is made up when it is read. */
async function checkEmpty(handle: FileHandle, action: string): Promise<void> {
  const { bytesRead } = await handle.read(new Uint8Array(1), 0, 1, 0).catch((cause) => {
    throw localError(action, cause)
  })
  if (bytesRead > 0)
    throw new TritonError('Local', `${action}: it has more bytes than its size says`, {
      hint: 'cat FILE | tt upload - --name NAME stores what it gives',
    })
}

async function* readPieces(
  handle: FileHandle,
  size: number,
  mtimeMs: number,
  pieceBytes: number,
  action: string,
): AsyncGenerator<Uint8Array> {
  let at = 0
  while (at < size) {
    const piece = new Uint8Array(Math.min(pieceBytes, size - at))
    const { bytesRead } = await handle.read(piece, 0, piece.length, at).catch((cause) => {
      throw localError(action, cause)
    })
    if (bytesRead === 0) break
    at += bytesRead
    yield bytesRead === piece.length ? piece : piece.subarray(0, bytesRead)
  }
  const now = await handle.stat()
  if (at !== size || now.size !== size || now.mtimeMs !== mtimeMs)
    throw new TritonError('Local', `${action}: it changed while it was read`)
}
