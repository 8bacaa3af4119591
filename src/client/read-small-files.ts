import { blockCount } from '../block/block-size.ts'
import { decodeRoot, ROOT_BYTES, type Root } from '../block/root.ts'
import { TritonError } from '../errors.ts'
import { KEY_BYTES } from '../limits.ts'
import type { BlockReader } from '../transfer/block-reader.ts'
import { type BlockRun, readRuns } from '../transfer/read-runs.ts'
import type { FileRecord } from '../wire/generated/tritonring.ts'
import { isSmall } from './many-files.ts'

/** Levels of pages that are read here: one holds the keys of 2,048 blocks. */
const DEPTH_MAX = 1

/** Whether a file can be read with others: it is small and not encrypted, and one page holds its keys. */
export function isReadTogether(record: FileRecord): boolean {
  return (
    record.encryptionKeyId.length === 0 &&
    isSmall(record) &&
    blockCount(record.size, record.blockSize) <= 2048
  )
}

/**
 * The verified bytes of some small files, in their order, in three rounds for all of them: roots, pages, blocks. Throws when
 * any block of any of them cannot be had, or a record is not that of its root.
 */
export async function readSmallFiles(
  reader: BlockReader,
  records: readonly FileRecord[],
  signal: AbortSignal,
): Promise<Uint8Array[]> {
  const rootRuns = records.map(({ root }) => ({ keys: root, blockSize: ROOT_BYTES, length: ROOT_BYTES }))
  const roots = (await readRuns(reader, rootRuns, signal)).map((bytes) => decodeRoot(bytes))
  for (const [index, root] of roots.entries()) checkRoot(root, records[index]!)
  const keys = await readRuns(reader, roots.map(keysOf), signal)
  const runs = roots.map(({ depth, top, size, blockSize }, index) => ({
    keys: depth === DEPTH_MAX ? keys[index]! : top.subarray(0, blockCount(size, blockSize) * KEY_BYTES),
    blockSize,
    length: size,
  }))
  return readRuns(reader, runs, signal)
}

/** The page of a file's keys; nothing where the root holds them. */
function keysOf({ depth, top, size, blockSize }: Root): BlockRun {
  const length = depth === DEPTH_MAX ? blockCount(size, blockSize) * KEY_BYTES : 0
  return { keys: length === 0 ? new Uint8Array(0) : top, blockSize: Math.max(length, 1), length }
}

function checkRoot(root: Root, { name, size, blockSize }: FileRecord): void {
  if (root.size === size && root.blockSize === blockSize) return
  throw new TritonError('Corrupt', `the record of '${name}' says other than its root`)
}
