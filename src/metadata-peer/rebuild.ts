import { pause } from '../clock.ts'
import { RECORD_REPLICAS, RECORDS_PAGE_MAX } from '../limits.ts'
import type { OverlayView } from '../membership/view.ts'
import type { NameStore } from '../names/names.ts'
import { openRecord } from '../names/record.ts'
import type { Network } from '../rpc/network.ts'
import { ALIVE, RECORD_SCAN } from '../wire/blocks.ts'
import type { FileRecord, Member, SignedRecord } from '../wire/generated/tritonring.ts'

/** Before peers that did not answer are asked again. */
const AGAIN_MS = 200
/** With three copies of each record and an acknowledgement at two, one peer may be missing and every record is still seen. */
const MISSING_MAX = RECORD_REPLICAS - 2

/** Whose records are read. */
export interface RebuildPlan {
  /** The view that goes on. */
  view: OverlayView
  /** The one that it goes on from. */
  adopted: OverlayView
  /** Metadata peers whose signatures count. */
  signers: ReadonlySet<string>
}

/**
 * Reads every name record back from the ring into an empty name store, the newest version of each winning. Resolves when
 * all members but one at most have been read to their end; all of them, where one that kept records before has left the
 * ring or started anew since it was last known to hold them.
 */
export async function rebuild(
  names: NameStore,
  network: Network,
  plan: RebuildPlan,
  signal: AbortSignal,
): Promise<void> {
  const { members } = plan.view
  const lost = new Set(lostSince(plan))
  let unread = [...members]
  for (;;) {
    const outcomes = await Promise.all(
      unread.map((member) => readPeer(member, names, network, plan.signers, signal)),
    )
    for (const [index, outcome] of outcomes.entries())
      if (outcome === 'restarted') lost.add(unread[index]!.id)
    unread = unread.filter((_, index) => outcomes[index] === 'unread')
    const missingMax = Math.max(0, Math.min(MISSING_MAX, members.length - 1) - lost.size)
    if (unread.length <= missingMax) return
    await pause(network.clock, AGAIN_MS, signal)
  }
}

/** Members that kept records in the last ring whose copies were all in place, and do not any more. */
function lostSince({ view, adopted }: RebuildPlan): string[] {
  return [...adopted.previous, ...adopted.members]
    .filter(({ id, incarnation }) => view.member(id)?.incarnation !== incarnation)
    .map(({ id }) => id)
}

/** How far a peer's records were read; `restarted` when it has lost those that it kept. */
async function readPeer(
  { id, incarnation }: Member,
  names: NameStore,
  network: Network,
  signers: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<'read' | 'unread' | 'restarted'> {
  try {
    const { response } = await network.call(id, ALIVE, {}, { signal })
    if (response.incarnation !== incarnation) return 'restarted'
    for await (const signed of recordsOf(id, network, signal)) {
      if (!signers.has(signed.signer)) continue
      const record: FileRecord | undefined = await openRecord(signed).catch(() => undefined)
      if (record !== undefined) await names.put(record)
    }
    return 'read'
  } catch {
    return 'unread'
  }
}

async function* recordsOf(peer: string, network: Network, signal: AbortSignal): AsyncGenerator<SignedRecord> {
  let after: Uint8Array<ArrayBuffer> | undefined
  do {
    const request = { countMax: RECORDS_PAGE_MAX, ...(after === undefined ? {} : { after }) }
    const { response } = await network.call(peer, RECORD_SCAN, request, { signal })
    yield* response.records
    after = response.next.length === 0 ? undefined : response.next
  } while (after !== undefined)
}
