import { createCipheriv, createHash } from 'node:crypto'

const PIECE_BYTES = 1024 * 1024

/**
 * Random bytes that a seed and a size name: the key stream of AES-128 in counter mode, some GB/s. Can be read as often as one
 * likes, and nothing of it is kept.
 */
export class RandomFile {
  readonly seed: number
  readonly size: number

  constructor(seed: number, size: number) {
    this.seed = seed
    this.size = size
  }

  /** The file in pieces of `pieceBytes` but the last, each in memory of its own. */
  async *pieces(pieceBytes = PIECE_BYTES): AsyncGenerator<Uint8Array> {
    const cipher = this.#cipher()
    const zeros = new Uint8Array(pieceBytes)
    for (let at = 0; at < this.size; at += pieceBytes)
      yield new Uint8Array(cipher.update(zeros.subarray(0, Math.min(pieceBytes, this.size - at))))
  }

  /** All of it. */
  bytes(): Uint8Array {
    return new Uint8Array(this.#cipher().update(new Uint8Array(this.size)))
  }

  /** SHA-256 in hex. */
  async sha256(): Promise<string> {
    const hash = createHash('sha256')
    for await (const piece of this.pieces()) hash.update(piece)
    return hash.digest('hex')
  }

  #cipher() {
    const key = Buffer.alloc(16)
    key.writeDoubleBE(this.seed)
    return createCipheriv('aes-128-ctr', key, Buffer.alloc(16))
  }
}
