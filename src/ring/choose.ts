import { KEY_BYTES } from '../limits.ts'
import type { Ring } from './ring.ts'

/** Stands for "no member": what `chooseMembers` writes where nobody is left. */
export const NO_MEMBER = 0xffff

/**
 * For each packed key, the first member of its preference list that is not `avoided` (one byte a member index) and
 * not `except`, as a member index; NO_MEMBER where there is none.
 */
export function chooseMembers(ring: Ring, keys: Uint8Array, avoided: Uint8Array, except = -1): Uint16Array {
  const count = keys.length / KEY_BYTES
  const arcs = new Uint32Array(count)
  ring.arcsOf(keys, count, arcs)
  const chosen = new Uint16Array(count)
  for (let i = 0; i < count; i++) chosen[i] = firstOf(ring, arcs[i]!, avoided, except)
  return chosen
}

function firstOf(ring: Ring, arc: number, avoided: Uint8Array, except: number): number {
  for (let rank = 0; rank < ring.ownerCount; rank++) {
    const owner = ring.ownerAt(arc, rank)
    if (owner !== except && avoided[owner] === 0) return owner
  }
  for (const member of ring.preferenceList(arc)) {
    if (member !== except && avoided[member] === 0) return member
  }
  return NO_MEMBER
}
