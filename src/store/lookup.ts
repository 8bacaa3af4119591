import { KEY_BYTES } from '../limits.ts'
import { KEY_WORDS } from './segment.ts'

/** Room for this many keys is kept between calls; longer lists get room for themselves only. */
const COUNT_KEPT = 16_384

/** The keys of one call, made ready: as aligned words, with what the table found for each. */
export class Lookup {
  count = 0
  /** Key `i` is the words `[i * 8, (i + 1) * 8)`, in the machine's own order. */
  words: Int32Array = new Int32Array(0)
  tags = new Int32Array(0)
  shards = new Uint16Array(0)
  /** The reference of the block with that key, 0 where there is none. */
  refs = new Int32Array(0)
  /** The indices of the keys whose blocks this call puts into segments, ascending: the first `freshCount`. */
  fresh = new Int32Array(0)
  freshCount = 0
  /** What was read only to bring it into the cache: written here so that the compiler keeps those reads. */
  touched = 0
  /** Up to here homes are in the cache. */
  touchedEnd = 0
  #aligned = new Int32Array(0)

  load(keys: Uint8Array): void {
    this.count = keys.length / KEY_BYTES
    this.touchedEnd = 0
    if (this.count > this.refs.length || this.refs.length > COUNT_KEPT) this.#makeRoom()
    this.words = this.#toWords(keys)
  }

  #makeRoom(): void {
    const room = Math.max(this.count, Math.min(this.refs.length * 2, COUNT_KEPT))
    this.tags = new Int32Array(room)
    this.shards = new Uint16Array(room)
    this.refs = new Int32Array(room)
    this.fresh = new Int32Array(room)
    this.#aligned = new Int32Array(0)
  }

  #toWords(keys: Uint8Array): Int32Array {
    const length = this.count * KEY_WORDS
    if (keys.byteOffset % 4 === 0) return new Int32Array(keys.buffer, keys.byteOffset, length)
    if (this.#aligned.length < length) this.#aligned = new Int32Array(this.refs.length * KEY_WORDS)
    new Uint8Array(this.#aligned.buffer).set(keys)
    return this.#aligned
  }
}
