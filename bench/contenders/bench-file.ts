import { createCipheriv, createHash } from 'node:crypto'

const PIECE_BYTES = 1024 * 1024
/** Every 64 bytes get a mark of their own file and place, so that no two blocks of a bench are alike. */
const MARK_WORDS = 16

/** A file that a bench moves: its bytes are random, the same in every process, and never all in memory. */
export interface BenchFile {
  /** Told by the seed alone, so that others can name it. */
  readonly name: string
  readonly size: number
  readonly blockSize: number
  /** 0 to 65,535. Files with other seeds share no block with this one. */
  readonly seed: number
}

let seeds = 0

/** A file whose bytes no other file of this bench has. */
export function freshFile(size: number, blockSize: number): BenchFile {
  const seed = ++seeds
  return { name: `bench-${seed}`, size, blockSize, seed }
}

/** The bytes of a file, in pieces of 1 MiB that the caller owns. */
export function* piecesOf(file: BenchFile): Generator<Uint8Array> {
  for (let at = 0; at < file.size; at += PIECE_BYTES) {
    const piece = pool().slice(0, Math.min(PIECE_BYTES, file.size - at))
    const words = new Uint32Array(piece.buffer, 0, piece.length >>> 2)
    const mark = file.seed * 65_536 + at / PIECE_BYTES
    for (let word = 0; word < words.length; word += MARK_WORDS) words[word]! ^= mark
    yield piece
  }
}

/** SHA-256 of a file, in hex. */
export function digestOf(file: BenchFile): string {
  const hash = createHash('sha256')
  for (const piece of piecesOf(file)) hash.update(piece)
  return hash.digest('hex')
}

let bytes: Uint8Array<ArrayBuffer> | undefined

/** Random bytes, made once, the same in every process: AES in counter mode over zeros. */
function pool(): Uint8Array<ArrayBuffer> {
  bytes ??= new Uint8Array(
    createCipheriv('aes-128-ctr', Buffer.alloc(16, 'tritonring'), Buffer.alloc(16)).update(
      Buffer.alloc(PIECE_BYTES),
    ),
  )
  return bytes
}
