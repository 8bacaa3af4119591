import { hashBlock, hashBlocks } from '../block/hash.ts'
import { KEY_BYTES } from '../limits.ts'
import type { Reply } from '../rpc/server.ts'
import type { BlockStore } from '../store/store.ts'
import type { PushRequest, PushResponse } from '../wire/generated/tritonring.ts'
import { decodeRuns } from './runs.ts'

/** PUSH: hashes what came, keeps it, and says what it kept: keys come from nobody but who hashed the bytes. */
export async function takeCopies(
  store: BlockStore,
  request: PushRequest,
  payload: Uint8Array,
): Promise<Reply<PushResponse>> {
  const runs = decodeRuns(request.runs, payload.length)
  const keys = new Uint8Array(runs.reduce((sum, { count }) => sum + count, 0) * KEY_BYTES)
  let added = 0
  let at = 0
  let keyAt = 0
  for (const { size, count } of runs) {
    const bytes = payload.subarray(at, at + size * count)
    const own = hashBlocks(bytes, size, keys.subarray(keyAt, keyAt + count * KEY_BYTES))
    added += await store.put({ keys: own, bytes, blockSize: size })
    at += size * count
    keyAt += count * KEY_BYTES
  }
  return { response: { digest: hashBlock(keys) as Uint8Array<ArrayBuffer>, added } }
}
