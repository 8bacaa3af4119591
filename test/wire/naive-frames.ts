import type { Message } from './naive-protobuf.ts'
import { naive } from './protocol.ts'

export interface Frame {
  header: Message
  payload: Uint8Array
}

/** A frame as docs/protocol.md has it, byte by byte. */
export function naiveFrame({ header, payload }: Frame): number[] {
  const encoded = [...naive.encode('Header', header)]
  return [...u32(4 + encoded.length + payload.length), ...u32(encoded.length), ...encoded, ...payload]
}

/** All frames of a complete stream. */
export function readNaively(bytes: Uint8Array): Frame[] {
  if (bytes.length === 0) return []
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  const end = 4 + view.getUint32(0)
  const payloadStart = 8 + view.getUint32(4)
  const header = naive.decode('Header', bytes.slice(8, payloadStart))
  return [{ header, payload: bytes.slice(payloadStart, end) }, ...readNaively(bytes.subarray(end))]
}

export function u32(value: number): number[] {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff)
}

/** A whole header, from those fields that are not zero. */
export function headerOf(fields: Message): Message {
  return { ...naive.decode('Header', new Uint8Array(0)), ...fields }
}
