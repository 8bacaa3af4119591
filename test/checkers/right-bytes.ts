import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { RandomFile } from '../harness/random-file.ts'

/** Throws unless `bytes` are those of `file`, by size and SHA-256. */
export async function assertRightBytes(bytes: AsyncIterable<Uint8Array>, file: RandomFile): Promise<void> {
  const hash = createHash('sha256')
  let size = 0
  for await (const piece of bytes) {
    hash.update(piece)
    size += piece.length
  }
  assert.equal(size, file.size, `bytes of the file with seed ${file.seed}`)
  assert.equal(hash.digest('hex'), await file.sha256(), `SHA-256 of the file with seed ${file.seed}`)
}

/** The same for a file on this machine's disk. */
export function assertRightFile(path: string, file: RandomFile): Promise<void> {
  return assertRightBytes(createReadStream(path), file)
}
