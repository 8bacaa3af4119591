import type { Root } from '../block/root.ts'
import { TritonError } from '../errors.ts'
import { printable } from '../names/file-name.ts'
import type { EditPlan } from './edit-file.ts'

/** Bytes behind the end of a file, which is made where there is none. */
export function appending(name: string, source: AsyncIterable<Uint8Array>): EditPlan {
  return { name, source, create: true, place: (root) => ({ from: root.size, rest: false }) }
}

/** Bytes over those from `offset` on, beyond the end of the file too. Throws `BadRequest` for an offset beyond the end. */
export function writing(name: string, offset: number, source: AsyncIterable<Uint8Array>): EditPlan {
  const place = (root: Root) => {
    checkWithin(root, offset, `could not write at offset ${offset} of '${printable(name)}'`)
    return { from: offset, rest: true }
  }
  return { name, source, create: false, place }
}

/** The first `size` bytes alone. Throws `BadRequest` for more than there are. */
export function truncating(name: string, size: number): EditPlan {
  const place = (root: Root) => {
    checkWithin(root, size, `could not cut '${printable(name)}' to ${size} bytes`)
    return { from: size, rest: false }
  }
  return { name, source: nothing(), create: false, place }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

function checkWithin({ size }: Root, offset: number, action: string): void {
  if (Number.isInteger(offset) && offset >= 0 && offset <= size) return
  throw new TritonError('BadRequest', `${action}: the file has ${size} bytes`)
}
