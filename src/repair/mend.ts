import { group, selectKeys } from '../block/partition.ts'
import { verifyBlocks } from '../block/verify.ts'
import { KEY_BYTES, MEND_KEYS, MENDERS_ASKED_MAX, PUSH_BYTES, UNMENDED_MAX } from '../limits.ts'
import type { Overlay } from '../membership/overlay.ts'
import type { BlockStore } from '../store/store.ts'
import { type Copies, fetchCopies, inParts } from './fetch-copies.ts'
import type { Leases } from './leases.ts'

/**
 * Looks at this peer's own copies of some keys. What is not what its key says is deleted, so that nobody gets it; that, and
 * what is missing although this peer owns it, is fetched from the others and verified.
 */
export class Mender {
  readonly #overlay: Overlay
  readonly #store: BlockStore
  readonly #leases: Leases
  readonly #noteStray: () => void
  /** Keys, in hex, of blocks that were wrong here and that nobody has given yet. */
  readonly #unmended = new Set<string>()
  /** Copies found here that were not what their keys say, and blocks fetched from others. */
  corrupt = 0
  mended = 0

  /** `noteStray` is called when a block has been fetched that is not this peer's any more. */
  constructor(overlay: Overlay, store: BlockStore, leases: Leases, noteStray: () => void) {
    this.#noteStray = noteStray
    this.#overlay = overlay
    this.#store = store
    this.#leases = leases
  }

  /** Blocks that were found wrong and could not be had from anybody yet. */
  get unmended(): number {
    return this.#unmended.size
  }

  async mend(keys: Uint8Array, signal: AbortSignal): Promise<void> {
    for (let at = 0; at < keys.length; at += MEND_KEYS * KEY_BYTES)
      await this.#mendSome(keys.subarray(at, at + MEND_KEYS * KEY_BYTES), signal)
  }

  /** Fetches anew what the store has found damaged and forgotten. */
  async replace(keys: Uint8Array, signal: AbortSignal): Promise<void> {
    for (let at = 0; at < keys.length; at += KEY_BYTES) this.#setAside(keys.slice(at, at + KEY_BYTES))
    await this.mend(keys, signal)
  }

  /** Tries again to replace what was wrong. */
  async retry(signal: AbortSignal): Promise<void> {
    await this.mend(Buffer.from([...this.#unmended].join(''), 'hex'), signal)
  }

  async #mendSome(keys: Uint8Array, signal: AbortSignal): Promise<void> {
    let wanted = await this.#wantedOf(keys)
    const { ring } = this.#overlay.view()
    for (let rank = 0; rank < ring.ownerCount && wanted.length > 0; rank++) {
      const owners = new Uint16Array(wanted.length / KEY_BYTES)
      for (let i = 0; i < owners.length; i++)
        owners[i] = ring.ownerAt(ring.arcOf(wanted, i * KEY_BYTES), rank)
      const rest = await Promise.all(
        group(owners, ring.size).map((part) =>
          this.#fetch(ring.members[part.group]!.id, selectKeys(wanted, part.indexes), signal),
        ),
      )
      wanted = Buffer.concat(rest)
    }
    for (const { id } of ring.members.slice(0, MENDERS_ASKED_MAX))
      if (wanted.length > 0) wanted = await this.#fetch(id, wanted, signal)
  }

  /** Those of the keys whose blocks are to be fetched; wrong copies are deleted. */
  async #wantedOf(keys: Uint8Array): Promise<Uint8Array> {
    const wanted: Uint8Array[] = []
    const get = async (some: Uint8Array) => this.#store.get(some, PUSH_BYTES)
    for await (const { keys: some, sizes, bytes } of inParts(keys, get)) {
      const wrong = verifyBlocks(bytes, sizes, some).map((index) => keyOf(some, index))
      const missing = [...sizes.keys()]
        .filter((index) => sizes[index] === 0)
        .map((index) => keyOf(some, index))
      this.#noteRight(some, sizes)
      for (const key of wrong) this.#setAside(key)
      if (wrong.length > 0) await this.#store.delete(Buffer.concat(wrong))
      wanted.push(...wrong, ...missing.filter((key) => this.#owns(key) || this.#unmended.has(hex(key))))
    }
    return Buffer.concat(wanted)
  }

  /** What was wrong and is here again, because somebody else brought it. Wrong copies are set aside after this. */
  #noteRight(keys: Uint8Array, sizes: Uint32Array): void {
    if (this.#unmended.size === 0) return
    for (const [index, size] of sizes.entries()) if (size > 0) this.#unmended.delete(hex(keyOf(keys, index)))
  }

  #setAside(key: Uint8Array): void {
    this.corrupt++
    if (this.#unmended.size < UNMENDED_MAX) this.#unmended.add(hex(key))
  }

  #owns(key: Uint8Array): boolean {
    const { ring } = this.#overlay.view()
    return ring.isOwner(ring.arcOf(key), ring.indexOf(this.#overlay.network.id))
  }

  /** Takes what `peer` has of the keys; resolves with those that it has not, or not right. */
  async #fetch(peer: string, keys: Uint8Array, signal: AbortSignal): Promise<Uint8Array> {
    const { network, suspicion } = this.#overlay
    if (peer === network.id || suspicion.isSuspect(peer)) return keys
    const rest: Uint8Array[] = []
    try {
      for await (const copies of fetchCopies(network, peer, keys, signal)) rest.push(await this.#take(copies))
    } catch {
      signal.throwIfAborted()
      return keys
    }
    return Buffer.concat(rest)
  }

  /** Keeps the blocks that are right; returns the keys of the others. */
  async #take({ keys, sizes, bytes }: Copies): Promise<Uint8Array> {
    const wrong = new Set(verifyBlocks(bytes, sizes, keys))
    const rest: Uint8Array[] = []
    let at = 0
    for (const [index, size] of sizes.entries()) {
      const key = keyOf(keys, index)
      if (size === 0 || wrong.has(index)) rest.push(key)
      else {
        const block = { keys: key.slice(), bytes: bytes.slice(at, at + size), blockSize: size }
        await this.#store.put(block, this.#leases.stamp())
        this.#unmended.delete(hex(key))
        this.mended++
        if (!this.#owns(key)) this.#noteStray()
      }
      at += size
    }
    return Buffer.concat(rest)
  }
}

function keyOf(keys: Uint8Array, index: number): Uint8Array {
  return keys.subarray(index * KEY_BYTES, (index + 1) * KEY_BYTES)
}

function hex(key: Uint8Array): string {
  return Buffer.from(key.buffer, key.byteOffset, key.length).toString('hex')
}
