import type { Verify } from '../block/verify.ts'
import { KEY_BYTES } from '../limits.ts'
import type { ReadJob } from './read-job.ts'

/** Some blocks of a job, asked of one peer in one request. */
export interface ReadTask {
  job: ReadJob
  indexes: Uint32Array
  /** Whether another peer was asked for some of these before. */
  again: boolean
}

/** Bytes that the blocks of a task come to. */
export function bytesOf({ job, indexes }: Pick<ReadTask, 'job' | 'indexes'>): number {
  const last = indexes[indexes.length - 1]!
  return (indexes.length - 1) * job.blockSize + job.sizeAt(last)
}

/** The size that an answer with all blocks of a task tells for all but the last. */
export function expectedSize({ job, indexes }: ReadTask): number {
  return indexes.length === 1 ? job.sizeAt(indexes[0]!) : job.blockSize
}

/** Which blocks of an answer are not what their keys say: all of them when its sizes are nonsense. */
export async function wrongBlocks(
  verify: Verify,
  payload: Uint8Array,
  sizes: number | Uint32Array,
  keys: Uint8Array,
): Promise<number[]> {
  try {
    return await verify(payload, sizes, keys)
  } catch {
    return Array.from({ length: keys.length / KEY_BYTES }, (_, index) => index)
  }
}
