import { hash } from 'node:crypto'
import type { BlockBatch } from '../../src/block/batch.ts'
import { TritonError } from '../../src/errors.ts'
import { KEY_BYTES } from '../../src/limits.ts'
import { inRange, type RingRange } from '../../src/ring/range.ts'
import { position } from '../../src/ring/token.ts'
import { isNewerStamp, type Stamp, type Stamps, stampAt } from '../../src/store/stamp.ts'
import type {
  BlockStore,
  BlocksFound,
  ExpiredPage,
  ScanPage,
  StoreStatistics,
  VerifyPage,
} from '../../src/store/store.ts'
import type { UnsyncedWrites } from './unsynced-writes.ts'

interface Kept {
  key: Uint8Array
  position: number
  block: Uint8Array
  stamp: Stamp
}

/** A block store of the plainest kind: small, fast to make, and open to faults. What it holds outlives the peer's process. */
export class SimulatedStore implements BlockStore {
  readonly #kept = new Map<string, Kept>()
  #sorted: Kept[] | undefined
  /** The page of a whole ring, until something changes: repair reads it for every comparison. */
  #whole: ScanPage | undefined
  readonly #capacity: number
  #bytes = 0
  /** No room for anything more. */
  full = false
  /** Where blocks are not safe at once: of the process that has the disk. */
  writes: UnsyncedWrites | undefined

  constructor(options: { capacity?: number } = {}) {
    this.#capacity = options.capacity ?? Number.POSITIVE_INFINITY
  }

  /** Every key held, in hex. */
  get keys(): IterableIterator<string> {
    return this.#kept.keys()
  }

  get size(): number {
    return this.#kept.size
  }

  /** Keys, in hex, of blocks that are not what their keys say. */
  wrong(): string[] {
    return [...this.#kept].filter(([name, { block }]) => hash('sha256', block) !== name).map(([name]) => name)
  }

  /** Whether the block of a key, in hex, is here and what its key says. */
  isRight(name: string): boolean {
    const kept = this.#kept.get(name)
    return kept !== undefined && hash('sha256', kept.block) === name
  }

  /** All is lost. */
  wipe(): void {
    this.#kept.clear()
    this.#bytes = 0
    this.#changed()
  }

  /** Flips a bit of one block, which `draw` (0 to 1) chooses; returns its key. */
  rot(draw: number): string | undefined {
    const keys = [...this.#kept.keys()]
    const hex = keys[Math.floor(draw * keys.length)]
    if (hex !== undefined) this.#kept.get(hex)!.block[0]! ^= 1
    return hex
  }

  put({ keys, bytes, blockSize }: BlockBatch, stamps: Stamps = 0): number | Promise<number> {
    const fresh: Kept[] = []
    let freshBytes = 0
    const count = each(keys).length
    if (!(blockSize >= 1) || Math.ceil(bytes.length / blockSize) !== count)
      throw new TritonError('BadRequest', `${count} keys for ${bytes.length} bytes in blocks of ${blockSize}`)
    for (let i = 0; i < count; i++) {
      const key = keys.slice(i * KEY_BYTES, (i + 1) * KEY_BYTES)
      const name = hex(key)
      if (this.#renew(name, stampAt(stamps, i))) continue
      const block = Uint8Array.from(bytes.subarray(i * blockSize, (i + 1) * blockSize))
      freshBytes += block.length
      if (this.full || this.#bytes + freshBytes > this.#capacity) {
        void this.#write(fresh)
        throw new TritonError('NoSpace', 'the simulated disk is full')
      }
      fresh.push({ key, position: position(key), block, stamp: stampAt(stamps, i) })
    }
    return this.#write(fresh)
  }

  #write(fresh: readonly Kept[]): number | Promise<number> {
    if (this.writes === undefined || fresh.length === 0) return this.#enter(fresh)
    return this.writes.write(() => this.#enter(fresh))
  }

  #enter(fresh: readonly Kept[]): number {
    let added = 0
    for (const kept of fresh) {
      const name = hex(kept.key)
      if (this.#renew(name, kept.stamp)) continue
      this.#bytes += kept.block.length
      this.#kept.set(name, kept)
      this.#changed()
      added++
    }
    return added
  }

  get(keys: Uint8Array, bytesMax: number): BlocksFound {
    const found = each(keys).map((name) => this.#kept.get(name)?.block ?? new Uint8Array(0))
    const total = found.reduce((sum, { length }) => sum + length, 0)
    if (total > bytesMax) throw new TritonError('TooLarge', `${total} bytes are over ${bytesMax}`)
    const bytes = Buffer.concat(found)
    return { sizes: Uint32Array.from(found, ({ length }) => length), bytes: new Uint8Array(bytes) }
  }

  has(keys: Uint8Array, stamp?: Stamp): Uint8Array {
    return Uint8Array.from(each(keys), (name) => (this.#renew(name, stamp) ? 1 : 0))
  }

  /** Whether a block is held; it gets the stamp, if there is one and it is newer. */
  #renew(name: string, stamp: Stamp | undefined): boolean {
    const kept = this.#kept.get(name)
    if (kept !== undefined && stamp !== undefined && isNewerStamp(stamp, kept.stamp)) kept.stamp = stamp
    return kept !== undefined
  }

  stamps(keys: Uint8Array): Int16Array {
    return Int16Array.from(each(keys), (name) => this.#kept.get(name)?.stamp ?? -1)
  }

  renewAll(stamp: Stamp): void {
    for (const kept of this.#kept.values()) kept.stamp = stamp
  }

  expired(stamp: Stamp): ExpiredPage {
    const expired = [...this.#kept.values()].filter((kept) => !isNewerStamp(kept.stamp, stamp))
    return {
      keys: new Uint8Array(Buffer.concat(expired.map(({ key }) => key))),
      sizes: Uint32Array.from(expired, ({ block }) => block.length),
      next: undefined,
    }
  }

  delete(keys: Uint8Array, expired?: Stamp): number {
    this.#changed()
    return each(keys).filter((name) => {
      const kept = this.#kept.get(name)
      if (kept !== undefined && expired !== undefined && isNewerStamp(kept.stamp, expired)) return false
      this.#bytes -= this.#kept.get(name)?.block.length ?? 0
      return this.#kept.delete(name)
    }).length
  }

  scan(range: RingRange, after: Uint8Array | undefined, countMax: number): ScanPage {
    if (!(countMax >= 1)) throw new TritonError('BadRequest', `could not scan ${countMax} keys a page`)
    const isWhole = range.from === 0 && range.to === 0 && after === undefined && this.#kept.size <= countMax
    if (!isWhole) return this.#page(range, after, countMax)
    this.#whole ??= this.#page(range, after, countMax)
    return { ...this.#whole }
  }

  #page(range: RingRange, after: Uint8Array | undefined, countMax: number): ScanPage {
    this.#sorted ??= [...this.#kept].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, kept]) => kept)
    const inside = this.#sorted.filter((each) => inRange(range, each.position))
    if (after !== undefined && !inRange(range, position(after)))
      return { keys: new Uint8Array(0), sizes: new Uint32Array(0), next: undefined }
    const turn = range.from < range.to ? 0 : inside.findIndex((each) => each.position > range.from)
    const ordered = turn > 0 ? [...inside.slice(turn), ...inside.slice(0, turn)] : inside
    const start = after === undefined ? 0 : ordered.filter(({ key }) => isUpTo(range, key, after)).length
    const page = ordered.slice(start, start + countMax)
    return {
      keys: new Uint8Array(Buffer.concat(page.map(({ key }) => key))),
      sizes: Uint32Array.from(page, ({ block }) => block.length),
      next: start + page.length < ordered.length ? page.at(-1)!.key : undefined,
    }
  }

  #changed(): void {
    this.#sorted = undefined
    this.#whole = undefined
  }

  /** In the order of hexadecimal keys, of which the last one seen is the cursor. */
  verify(after: Uint8Array | undefined, bytesMax: number): VerifyPage {
    const names = [...this.#kept.keys()].sort()
    const start = after === undefined ? 0 : names.findIndex((name) => name > hex(after))
    const page = { blocks: 0, bytes: 0 }
    const damaged: string[] = []
    let at = start < 0 ? names.length : start
    for (; at < names.length; at++) {
      const { block } = this.#kept.get(names[at]!)!
      if (page.blocks > 0 && page.bytes + block.length > bytesMax) break
      page.blocks++
      page.bytes += block.length
      if (hash('sha256', block) !== names[at]) damaged.push(names[at]!)
    }
    const keys = new Uint8Array(Buffer.from(damaged.join(''), 'hex'))
    this.delete(keys)
    const next = at < names.length ? new Uint8Array(Buffer.from(names[at - 1]!, 'hex')) : undefined
    return { ...page, damaged: keys, next }
  }

  statistics(): StoreStatistics {
    return { blocks: this.#kept.size, bytes: this.#bytes, bytesAllocated: this.#bytes }
  }

  /** A process ends; what is on disk stays. */
  async close(): Promise<void> {
    await this.writes?.synced()
  }
}

/** Whether `key` comes before `after`, or is it, in the order of the range. */
function isUpTo(range: RingRange, key: Uint8Array, after: Uint8Array): boolean {
  const [own, other] = [position(key) <= range.from, position(after) <= range.from]
  const crosses = range.from >= range.to
  if (crosses && own !== other) return other
  return Buffer.compare(key, after) <= 0
}

function each(keys: Uint8Array): string[] {
  if (keys.length % KEY_BYTES !== 0) throw new TritonError('BadRequest', `${keys.length} bytes are no keys`)
  return Array.from({ length: keys.length / KEY_BYTES }, (_, i) =>
    hex(keys.subarray(i * KEY_BYTES, (i + 1) * KEY_BYTES)),
  )
}

function hex(key: Uint8Array): string {
  return Buffer.from(key.buffer, key.byteOffset, key.length).toString('hex')
}
