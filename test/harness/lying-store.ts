import type { BlockBatch } from '../../src/block/batch.ts'
import { type Clock, pause } from '../../src/clock.ts'
import { TritonError } from '../../src/errors.ts'
import { type BlockStore, MemoryStore } from '../../src/index.ts'
import { MESSAGE_PAYLOAD_MAX } from '../../src/limits.ts'
import type { Stamp, Stamps } from '../../src/store/stamp.ts'
import type {
  BlocksFound,
  ExpiredPage,
  ScanPage,
  StoreStatistics,
  VerifyPage,
} from '../../src/store/store.ts'

/** What a peer does instead of giving the blocks that it was asked for. */
export type Lie = (found: BlocksFound, clock: Clock) => BlocksFound | Promise<BlocksFound>

/** Lies that show in the bytes: whoever tells one is named. */
export const WRONG: Record<string, Lie> = {
  'one wrong bit in every block': ({ sizes, bytes }) => {
    const wrong = bytes.slice()
    for (let i = 0, at = 0; i < sizes.length; at += sizes[i++]!) if (sizes[i]! > 0) wrong[at]! ^= 1
    return { sizes, bytes: wrong }
  },
  'one wrong block among right ones': ({ sizes, bytes }) => {
    const wrong = bytes.slice()
    wrong[wrong.length - 1]! ^= 0x80
    return { sizes, bytes: wrong }
  },
  'blocks cut short': ({ sizes, bytes }) => ({
    sizes: sizes.map((size) => Math.max(size - 1, 0)),
    bytes: bytes.subarray(0, bytes.length - sizes.filter((size) => size > 0).length),
  }),
  'other blocks than asked for': ({ sizes, bytes }) => ({ sizes, bytes: bytes.map((byte) => byte ^ 0xff) }),
  'its blocks in another order': ({ sizes, bytes }) => {
    const first = sizes[0]!
    if (sizes.length === 1) return { sizes, bytes: bytes.map((byte) => byte ^ 1) }
    return { sizes, bytes: Buffer.concat([bytes.subarray(first), bytes.subarray(0, first)]) }
  },
  'sizes that do not add up to the bytes': ({ sizes, bytes }) => ({
    sizes: sizes.map((_, i) => (i === 0 ? 0xffffffff : 7)),
    bytes: bytes.subarray(1),
  }),
}

/** Lies that cannot be told from a fault. */
export const EVASIVE: Record<string, Lie> = {
  'nothing, as if it held none of them': ({ sizes }) => ({
    sizes: sizes.map(() => 0),
    bytes: new Uint8Array(0),
  }),
  'far more than was asked for': () => ({
    sizes: Uint32Array.of(MESSAGE_PAYLOAD_MAX),
    bytes: new Uint8Array(MESSAGE_PAYLOAD_MAX),
  }),
  'more than a message may hold': () => ({
    sizes: Uint32Array.of(MESSAGE_PAYLOAD_MAX + 1),
    bytes: new Uint8Array(MESSAGE_PAYLOAD_MAX + 1),
  }),
  'no answer at all': () => new Promise(() => {}),
  'the right blocks, 200 ms late': async (found, clock) => {
    await pause(clock, 200)
    return found
  },
  'an error with garbage for a view': () => {
    throw new TritonError('WrongEpoch', 'you are wrong', { detail: Uint8Array.of(1, 2, 3) })
  },
  'an endless pretence of being busy': () => {
    throw new TritonError('Busy', 'later')
  },
}

/** A store that keeps blocks honestly, and lies whenever it is asked for some. */
export class LyingStore implements BlockStore {
  readonly #kept = new MemoryStore()
  readonly #lie: Lie
  readonly #clock: Clock

  constructor(lie: Lie, clock: Clock) {
    this.#lie = lie
    this.#clock = clock
  }

  /** Tells its lie about what it holds. */
  get(keys: Uint8Array): BlocksFound | Promise<BlocksFound> {
    return this.#lie(this.#kept.get(keys, Number.POSITIVE_INFINITY), this.#clock)
  }

  put(batch: BlockBatch, stamps?: Stamps): number {
    return this.#kept.put(batch, stamps)
  }

  has(keys: Uint8Array, stamp?: Stamp): Uint8Array {
    return this.#kept.has(keys, stamp)
  }

  delete(keys: Uint8Array, expired?: Stamp): number {
    return this.#kept.delete(keys, expired)
  }

  stamps(keys: Uint8Array): Int16Array {
    return this.#kept.stamps(keys)
  }

  renewAll(stamp: Stamp): void {
    this.#kept.renewAll(stamp)
  }

  expired(stamp: Stamp, after: number): ExpiredPage {
    return this.#kept.expired(stamp, after)
  }

  scan(...page: Parameters<MemoryStore['scan']>): ScanPage {
    return this.#kept.scan(...page)
  }

  verify(after: Uint8Array | undefined, bytesMax: number): VerifyPage {
    return this.#kept.verify(after, bytesMax)
  }

  statistics(): StoreStatistics {
    return this.#kept.statistics()
  }

  close(): void {
    this.#kept.close()
  }
}
