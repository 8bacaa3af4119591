import { pause } from '../clock.ts'
import { RECORD_REPLICAS, RECORDS_PAGE_MAX } from '../limits.ts'
import type { OverlayView } from '../membership/view.ts'
import type { NameStore } from '../names/names.ts'
import { openRecord } from '../names/record.ts'
import type { Network } from '../rpc/network.ts'
import { RECORD_SCAN } from '../wire/blocks.ts'
import type { FileRecord } from '../wire/generated/tritonring.ts'

/** Before peers that did not answer are asked again. */
const AGAIN_MS = 200
/** With three copies of each record and an acknowledgement at two, one peer may be missing and every record is still seen. */
const MISSING_MAX = RECORD_REPLICAS - 2

/**
 * Reads every name record back from the ring into an empty name store, the newest version of each winning.
 * Resolves when all members but one at most have been read to their end. Records that are not signed by a
 * metadata peer of `signers` are passed over.
 */
export async function rebuild(
  names: NameStore,
  network: Network,
  view: OverlayView,
  signers: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<void> {
  let unread = view.members.map(({ id }) => id)
  for (;;) {
    const read = await Promise.all(unread.map((peer) => readPeer(peer, names, network, signers, signal)))
    unread = unread.filter((_, index) => !read[index])
    if (unread.length <= Math.min(MISSING_MAX, view.members.length - 1)) return
    await pause(network.clock, AGAIN_MS, signal)
  }
}

/** Whether the peer's records were read to their end. */
async function readPeer(
  peer: string,
  names: NameStore,
  network: Network,
  signers: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    let after: Uint8Array<ArrayBuffer> | undefined
    do {
      const request = { countMax: RECORDS_PAGE_MAX, ...(after === undefined ? {} : { after }) }
      const { response } = await network.call(peer, RECORD_SCAN, request, { signal })
      for (const signed of response.records) {
        if (!signers.has(signed.signer)) continue
        const record: FileRecord | undefined = await openRecord(signed).catch(() => undefined)
        if (record !== undefined) await names.merge([record])
      }
      after = response.next.length === 0 ? undefined : response.next
    } while (after !== undefined)
    return true
  } catch {
    return false
  }
}
