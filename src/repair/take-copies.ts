import { hashBlock, hashBlocks } from '../block/hash.ts'
import { KEY_BYTES } from '../limits.ts'
import type { Reply } from '../rpc/server.ts'
import type { Stamp } from '../store/stamp.ts'
import type { BlockStore } from '../store/store.ts'
import type { PushRequest, PushResponse } from '../wire/generated/tritonring.ts'
import { decodeRuns } from './runs.ts'

/**
 * PUSH: hashes what came, keeps it, and says what it kept: keys come from nobody but who hashed the bytes. Their leases come
 * along; where they do not, each begins with `present`.
 */
export async function takeCopies(
  store: BlockStore,
  request: PushRequest,
  payload: Uint8Array,
  present: Stamp,
): Promise<Reply<PushResponse>> {
  const runs = decodeRuns(request.runs, payload.length)
  const keys = new Uint8Array(runs.reduce((sum, { count }) => sum + count, 0) * KEY_BYTES)
  const told = request.stamps.length * KEY_BYTES === keys.length
  let added = 0
  let at = 0
  let keyAt = 0
  for (const { size, count } of runs) {
    const bytes = payload.subarray(at, at + size * count)
    const own = hashBlocks(bytes, size, keys.subarray(keyAt, keyAt + count * KEY_BYTES))
    const first = keyAt / KEY_BYTES
    const stamps = told ? request.stamps.subarray(first, first + count) : present
    added += await store.put({ keys: own, bytes, blockSize: size }, stamps)
    at += size * count
    keyAt += count * KEY_BYTES
  }
  return { response: { digest: hashBlock(keys) as Uint8Array<ArrayBuffer>, added } }
}
