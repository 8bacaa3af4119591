import { blockCount } from '../block/block-size.ts'
import { TritonError } from '../errors.ts'
import { BATCH_BLOCKS_MAX, KEY_BYTES } from '../limits.ts'
import type { OverlayView } from '../membership/view.ts'
import type { Reply } from '../rpc/server.ts'
import type { BlockReader } from '../transfer/block-reader.ts'
import { readManifest, readRoot } from '../transfer/read-manifest.ts'
import type { LocateRequest, LocateResponse } from '../wire/generated/tritonring.ts'

/** Stands for "no such owner" in the list of owners. */
const NOBODY = 0xffff

/**
 * LOCATE: a page of a file's block keys, read from the ring, and the peers that keep each. Nothing of it stays here.
 */
export async function locate(
  reader: BlockReader,
  view: OverlayView,
  rootKey: Uint8Array,
  request: LocateRequest,
  signal: AbortSignal,
): Promise<Reply<LocateResponse>> {
  const root = await readRoot(reader, rootKey, signal)
  const count = blockCount(root.size, root.blockSize)
  const from = request.from
  if (from > count)
    throw new TritonError('BadRequest', `could not locate block ${from}: the file has ${count}`)
  const to = Math.min(count, from + Math.min(Math.max(request.countMax, 1), BATCH_BLOCKS_MAX))
  const keys = new Uint8Array((to - from) * KEY_BYTES)
  for await (const run of readManifest(reader, root, signal, { from, to }))
    keys.set(run.keys, (run.first - from) * KEY_BYTES)
  return {
    response: {
      size: root.size,
      blockSize: root.blockSize,
      peers: view.ring.members.map(({ id }) => id),
      owners: ownersOf(view, keys),
      replicas: view.replicas,
    },
    payload: keys,
  }
}

function ownersOf(view: OverlayView, keys: Uint8Array): Uint8Array<ArrayBuffer> {
  const { ring, replicas } = view
  const count = keys.length / KEY_BYTES
  const owners = new DataView(new ArrayBuffer(2 * count * replicas))
  for (let i = 0; i < count; i++) {
    const arc = ring.arcOf(keys, i * KEY_BYTES)
    for (let rank = 0; rank < replicas; rank++) {
      const owner = ring.ownerAt(arc, rank)
      owners.setUint16(2 * (i * replicas + rank), owner < 0 ? NOBODY : owner)
    }
  }
  return new Uint8Array(owners.buffer)
}
