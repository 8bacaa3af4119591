import { FileRecord } from '../wire/generated/tritonring.ts'

/** A record as it is kept under the key of its name: without owner and name, which the key says. */
export function encodeKept(record: FileRecord): Uint8Array<ArrayBuffer> {
  return FileRecord.encode({ ...record, owner: '', name: '' })
}

/** The record that is kept as `value` under the key that `nameKey` made; its fields are parts of `value`. */
export function decodeKept(key: Uint8Array, value: Uint8Array): FileRecord {
  const at = key.indexOf(0)
  const text = Buffer.from(key.buffer, key.byteOffset, key.byteLength)
  const record = FileRecord.decode(value)
  return { ...record, owner: text.toString('utf8', 0, at), name: text.toString('utf8', at + 1) }
}
