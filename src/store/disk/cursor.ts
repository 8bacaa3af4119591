/** Where a verification goes on: a log segment's number and a slot. */
export interface Cursor {
  number: number
  slot: number
}

export function encodeCursor({ number, slot }: Cursor): Uint8Array {
  const bytes = new Uint8Array(12)
  const view = new DataView(bytes.buffer)
  view.setFloat64(0, number)
  view.setUint32(8, slot)
  return bytes
}

export function decodeCursor(bytes: Uint8Array | undefined): Cursor {
  if (bytes?.length !== 12) return { number: 0, slot: 0 }
  const view = new DataView(bytes.buffer, bytes.byteOffset, 12)
  return { number: view.getFloat64(0), slot: view.getUint32(8) }
}
