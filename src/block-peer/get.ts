import { TritonError } from '../errors.ts'
import { BATCH_BLOCKS_MAX, KEY_BYTES, MESSAGE_PAYLOAD_MAX } from '../limits.ts'
import type { Reply } from '../rpc/server.ts'
import type { BlockStore } from '../store/store.ts'
import type { GetRequest, GetResponse } from '../wire/generated/tritonring.ts'

/** GET: the blocks of the keys, back to back, with their sizes unless those follow from one. */
export async function get(
  store: BlockStore,
  request: GetRequest,
  keys: Uint8Array,
): Promise<Reply<GetResponse>> {
  checkKeys(keys)
  const { sizes, bytes } = await store.get(keys, Math.min(request.bytesMax, MESSAGE_PAYLOAD_MAX))
  const blockSize = uniformSize(sizes)
  return { response: blockSize > 0 ? { blockSize } : { sizes: Array.from(sizes) }, payload: bytes }
}

/** The one size that all blocks have, the last possibly less; 0 when there is none. */
function uniformSize(sizes: Uint32Array): number {
  const size = sizes[0] ?? 0
  for (let i = 1; i < sizes.length - 1; i++) if (sizes[i] !== size) return 0
  const last = sizes[sizes.length - 1] ?? 0
  return last > 0 && last <= size ? size : 0
}

/** Throws `BadRequest` unless `keys` are whole keys, no more than a batch. */
export function checkKeys(keys: Uint8Array): void {
  if (keys.length % KEY_BYTES !== 0 || keys.length > BATCH_BLOCKS_MAX * KEY_BYTES) {
    throw new TritonError(
      'BadRequest',
      `a list of keys has ${keys.length} bytes: a multiple of ${KEY_BYTES} needed, at most ${BATCH_BLOCKS_MAX} keys`,
    )
  }
}
