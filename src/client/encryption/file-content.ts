import type { Root } from '../../block/root.ts'
import type { ByteRange } from '../download.ts'
import { openSeal } from './root-seal.ts'
import { openRecords, RECORD_OVERHEAD_BYTES } from './sealed-records.ts'
import type { Secret } from './secret.ts'

/** Reads a range of the bytes that are on the ring. */
type ReadStored = (range: ByteRange) => AsyncIterable<Uint8Array>

/** What a file holds, as its user stored it. */
export interface FileContent {
  /** Bytes of it. */
  size: number
  /** A range within it; of an encrypted file the records that it touches are read, and no others. */
  bytes(range: ByteRange, read: ReadStored): AsyncIterable<Uint8Array>
}

/** The content of the file under `root`, decrypted where it has a seal. Throws as `openSeal` does. */
export function fileContent(root: Root, secret: Secret | undefined, shown: string): FileContent {
  if (root.seal === undefined) return { size: root.size, bytes: (range, read) => read(range) }
  const { keys, recordBytes, size } = openSeal(root, root.seal, secret, shown)
  const contentBytes = recordBytes - RECORD_OVERHEAD_BYTES
  const bytes = ({ from, to }: ByteRange, read: ReadStored) => {
    const first = Math.floor(from / contentBytes)
    const end = from < to ? Math.ceil(to / contentBytes) : first
    const stored = {
      from: Math.min(first * recordBytes, root.size),
      to: Math.min(end * recordBytes, root.size),
    }
    const opened = openRecords(read(stored), keys, recordBytes, first)
    return cut(opened, from - first * contentBytes, to - from)
  }
  return { size, bytes }
}

/** `length` bytes of a stream, behind its first `skip`. */
async function* cut(
  source: AsyncIterable<Uint8Array>,
  skip: number,
  length: number,
): AsyncGenerator<Uint8Array> {
  for await (const piece of source) {
    const wanted = piece.subarray(skip, skip + length)
    skip = Math.max(0, skip - piece.length)
    length -= wanted.length
    if (wanted.length > 0) yield wanted
  }
}
