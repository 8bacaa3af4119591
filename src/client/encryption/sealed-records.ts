import { createHmac, randomBytes } from 'node:crypto'
import { slabs } from '../../block/split.ts'
import { TritonError } from '../../errors.ts'
import { SEALED_RECORD_BYTES } from '../../limits.ts'
import { XAES_NONCE_BYTES, XAES_TAG_BYTES, xaesOpen, xaesSeal } from './xaes.ts'

/** What a sealed record has more than its content: nonce in front, tag behind. */
export const RECORD_OVERHEAD_BYTES = XAES_NONCE_BYTES + XAES_TAG_BYTES

/** The keys of one file. */
export interface FileKeys {
  /** Of the cipher. */
  content: Uint8Array
  /** Draws the nonce of a record from its content, so that equal records are equal blocks; undefined: from nowhere. */
  nonces: Uint8Array | undefined
}

const ABOUT = new Uint8Array(Buffer.from('tritonring record 1'))

/** Bytes that `size` bytes come to when sealed in records of `recordBytes`, overhead included. */
export function sealedSize(size: number, recordBytes = SEALED_RECORD_BYTES): number {
  return size + Math.ceil(size / (recordBytes - RECORD_OVERHEAD_BYTES)) * RECORD_OVERHEAD_BYTES
}

/** Bytes of the content of `size` sealed bytes. Throws `Corrupt` where no content comes to so many. */
export function contentSize(size: number, recordBytes: number): number {
  const content = size - Math.ceil(size / recordBytes) * RECORD_OVERHEAD_BYTES
  if (sealedSize(content, recordBytes) === size && content >= 0) return content
  throw new TritonError('Corrupt', `${size} bytes are no whole number of sealed records of ${recordBytes}`)
}

/** A file's bytes as sealed records, each of SEALED_RECORD_BYTES but the last. */
export async function* sealRecords(
  source: AsyncIterable<Uint8Array>,
  keys: FileKeys,
): AsyncGenerator<Uint8Array> {
  const contentBytes = SEALED_RECORD_BYTES - RECORD_OVERHEAD_BYTES
  for await (const slab of slabs(source, contentBytes)) {
    const sealed = new Uint8Array(sealedSize(slab.length))
    for (let start = 0, at = 0; start < slab.length; start += contentBytes) {
      const content = slab.subarray(start, start + contentBytes)
      at = sealRecord(content, keys, sealed, at)
    }
    yield sealed
  }
}

/** Writes one record to `into` at a place; returns where the next begins. */
function sealRecord(
  content: Uint8Array,
  { content: key, nonces }: FileKeys,
  into: Uint8Array,
  at: number,
): number {
  const drawn =
    nonces === undefined
      ? randomBytes(XAES_NONCE_BYTES)
      : createHmac('sha256', nonces).update(content).digest()
  const nonce = drawn.subarray(0, XAES_NONCE_BYTES)
  const [sealed, tag] = xaesSeal(key, nonce, content, ABOUT)
  into.set(nonce, at)
  into.set(sealed!, at + XAES_NONCE_BYTES)
  into.set(tag!, at + XAES_NONCE_BYTES + content.length)
  return at + RECORD_OVERHEAD_BYTES + content.length
}

/** The content of sealed records of `recordBytes`, in order, the first of which has the number `first` in its file. Throws `Corrupt` for one that is not as it was sealed. */
export async function* openRecords(
  sealed: AsyncIterable<Uint8Array>,
  keys: FileKeys,
  recordBytes: number,
  first = 0,
): AsyncGenerator<Uint8Array> {
  let number = first
  for await (const slab of slabs(sealed, recordBytes)) {
    const contents = []
    for (let start = 0; start < slab.length; start += recordBytes)
      contents.push(openRecord(slab.subarray(start, start + recordBytes), keys, number++))
    yield contents.length === 1 ? contents[0]! : Buffer.concat(contents)
  }
}

function openRecord(record: Uint8Array, { content: key }: FileKeys, number: number): Uint8Array {
  const tagAt = record.length - XAES_TAG_BYTES
  if (tagAt > XAES_NONCE_BYTES) {
    const nonce = record.subarray(0, XAES_NONCE_BYTES)
    const content = xaesOpen(
      key,
      nonce,
      record.subarray(XAES_NONCE_BYTES, tagAt),
      record.subarray(tagAt),
      ABOUT,
    )
    if (content !== undefined) return content
  }
  throw new TritonError(
    'Corrupt',
    `could not decrypt record ${number} of the file: it is not as it was sealed`,
  )
}
