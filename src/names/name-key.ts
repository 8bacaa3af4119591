import type { NameChange } from './names.ts'

/**
 * Names in the order of their UTF-8 bytes, an owner's together: the key of a name is owner, NUL, name. An owner holds no
 * NUL, and no UTF-8 holds the byte ff, so that a prefix and ff is the end of all that begins with the prefix.
 */
export function nameKey(owner: string, name: string): Buffer {
  return Buffer.from(`${owner}\0${name}`)
}

/** The keys of the names of a change, its own first. */
export function keysOf({
  owner,
  name,
  from,
  fromOwner = owner,
}: Pick<NameChange, 'owner' | 'name' | 'from' | 'fromOwner'>): [Buffer, ...Buffer[]] {
  return from === undefined ? [nameKey(owner, name)] : [nameKey(owner, name), nameKey(fromOwner, from)]
}

/** Behind every key that begins with `prefix`. */
export function prefixEnd(prefix: Uint8Array): Buffer {
  return Buffer.concat([prefix, Uint8Array.of(0xff)])
}

/**
 * The keys of a list: from the first (inclusive) to the end (exclusive). An `after` that ends with a slash, as no name does,
 * is a folder: the list goes on behind all that is in it.
 */
export function listRange(owner: string, prefix: string, after: string): { from: Buffer; to: Buffer } {
  const first = nameKey(owner, prefix)
  const key = nameKey(owner, after)
  const behind = after.endsWith('/') ? prefixEnd(key) : Buffer.concat([key, Uint8Array.of(0)])
  return { from: after !== '' && Buffer.compare(behind, first) > 0 ? behind : first, to: prefixEnd(first) }
}
