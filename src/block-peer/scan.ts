import { TritonError } from '../errors.ts'
import { BATCH_BLOCKS_MAX, KEY_BYTES } from '../limits.ts'
import { POSITIONS } from '../ring/range.ts'
import type { Reply } from '../rpc/server.ts'
import type { BlockStore } from '../store/store.ts'
import type { ScanRequest, ScanResponse } from '../wire/generated/tritonring.ts'

/** SCAN: a page of the keys held in a range of the ring. */
export async function scan(store: BlockStore, request: ScanRequest): Promise<Reply<ScanResponse>> {
  const { from, to, after } = request
  if (
    from < 0 ||
    from >= POSITIONS ||
    to < 0 ||
    to >= POSITIONS ||
    (after.length !== 0 && after.length !== KEY_BYTES)
  ) {
    throw new TritonError(
      'BadRequest',
      `could not scan from ${from} to ${to}: positions below ${POSITIONS} needed`,
    )
  }
  const countMax = Math.min(Math.max(request.countMax, 1), BATCH_BLOCKS_MAX)
  const page = await store.scan({ from, to }, after.length === 0 ? undefined : after, countMax)
  return {
    response: {
      sizes: Array.from(page.sizes),
      ...(page.next === undefined ? {} : { next: page.next as Uint8Array<ArrayBuffer> }),
    },
    payload: page.keys,
  }
}
