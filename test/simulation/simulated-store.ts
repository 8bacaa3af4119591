import type { BlockBatch } from '../../src/block/batch.ts'
import { TritonError } from '../../src/errors.ts'
import { KEY_BYTES } from '../../src/limits.ts'
import { inRange, type RingRange, rangeWidth } from '../../src/ring/range.ts'
import { position } from '../../src/ring/token.ts'
import type { BlockStore, BlocksFound, ScanPage, StoreStatistics } from '../../src/store/store.ts'

interface Kept {
  key: Uint8Array
  position: number
  block: Uint8Array
}

/** A block store of the plainest kind: small, fast to make, and open to faults. What it holds outlives the peer's process. */
export class SimulatedStore implements BlockStore {
  readonly #kept = new Map<string, Kept>()
  #sorted: Kept[] | undefined
  /** No room for anything more. */
  full = false

  /** Every key held, in hex. */
  get keys(): IterableIterator<string> {
    return this.#kept.keys()
  }

  get size(): number {
    return this.#kept.size
  }

  /** All is lost. */
  wipe(): void {
    this.#kept.clear()
    this.#sorted = undefined
  }

  /** Flips a bit of one block, which `draw` (0 to 1) chooses; returns its key. */
  rot(draw: number): string | undefined {
    const keys = [...this.#kept.keys()]
    const hex = keys[Math.floor(draw * keys.length)]
    if (hex !== undefined) this.#kept.get(hex)!.block[0]! ^= 1
    return hex
  }

  put({ keys, bytes, blockSize }: BlockBatch): number {
    let added = 0
    for (let i = 0; i < keys.length / KEY_BYTES; i++) {
      const key = keys.slice(i * KEY_BYTES, (i + 1) * KEY_BYTES)
      const name = hex(key)
      if (this.#kept.has(name)) continue
      if (this.full) throw new TritonError('NoSpace', 'the simulated disk is full')
      const block = Uint8Array.from(bytes.subarray(i * blockSize, (i + 1) * blockSize))
      this.#kept.set(name, { key, position: position(key), block })
      this.#sorted = undefined
      added++
    }
    return added
  }

  get(keys: Uint8Array, bytesMax: number): BlocksFound {
    const found = each(keys).map((name) => this.#kept.get(name)?.block ?? new Uint8Array(0))
    const bytes = Buffer.concat(found)
    if (bytes.length > bytesMax)
      throw new TritonError('TooLarge', `${bytes.length} bytes are over ${bytesMax}`)
    return { sizes: Uint32Array.from(found, ({ length }) => length), bytes: new Uint8Array(bytes) }
  }

  has(keys: Uint8Array): Uint8Array {
    return Uint8Array.from(each(keys), (name) => (this.#kept.has(name) ? 1 : 0))
  }

  delete(keys: Uint8Array): number {
    this.#sorted = undefined
    return each(keys).filter((name) => this.#kept.delete(name)).length
  }

  scan(range: RingRange, after: Uint8Array | undefined, countMax: number): ScanPage {
    this.#sorted ??= [...this.#kept.values()].sort((a, b) => Buffer.compare(a.key, b.key))
    const inside = this.#sorted.filter((each) => inRange(range, each.position))
    const behind = inside.findIndex((each) => each.position > range.from)
    const whole = rangeWidth(range) === 2 ** 48 || range.from >= range.to
    const ordered = whole && behind > 0 ? [...inside.slice(behind), ...inside.slice(0, behind)] : inside
    const start =
      after === undefined ? 0 : ordered.findIndex(({ key }) => Buffer.compare(key, after) === 0) + 1
    const page = ordered.slice(start, start + countMax)
    return {
      keys: new Uint8Array(Buffer.concat(page.map(({ key }) => key))),
      sizes: Uint32Array.from(page, ({ block }) => block.length),
      next: start + page.length < ordered.length ? page.at(-1)!.key : undefined,
    }
  }

  statistics(): StoreStatistics {
    let bytes = 0
    for (const { block } of this.#kept.values()) bytes += block.length
    return { blocks: this.#kept.size, bytes, bytesAllocated: bytes }
  }

  /** A process ends; what is on disk stays. */
  close(): void {}
}

function each(keys: Uint8Array): string[] {
  return Array.from({ length: keys.length / KEY_BYTES }, (_, i) =>
    hex(keys.subarray(i * KEY_BYTES, (i + 1) * KEY_BYTES)),
  )
}

function hex(key: Uint8Array): string {
  return Buffer.from(key.buffer, key.byteOffset, key.length).toString('hex')
}
