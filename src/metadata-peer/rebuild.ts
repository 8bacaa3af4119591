import { pause } from '../clock.ts'
import { isTritonError } from '../errors.ts'
import { RECORD_REPLICAS, RECORDS_PAGE_MAX } from '../limits.ts'
import type { OverlayView } from '../membership/view.ts'
import type { NameStore } from '../names/names.ts'
import { isNewerRecord, openRecord, ownedName, tombstoneOfRename } from '../names/record.ts'
import type { Network } from '../rpc/network.ts'
import { ALIVE, RECORD_SCAN } from '../wire/blocks.ts'
import { FileRecord, type Member, type SignedRecord } from '../wire/generated/tritonring.ts'

/** Before peers that did not answer are asked again. */
const AGAIN_MS = 200
/** Records that one holder alone had are tried so often to be put on a second, then served all the same. */
const WRITE_BACK_TRIES = 10
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
  /** Resolves when two holders have the record. */
  keep: (record: FileRecord) => Promise<void>
}

/** How far a rebuild has come. */
export interface RebuildProgress {
  peersRead: number
  peers: number
  /** Records read, each as often as it was found. */
  records: number
}

/**
 * Reads every name record back from the ring into a name store, the newest version of each winning. Resolves when all
 * members but one at most have been read to their end; all of them, where one that kept records before has left the ring
 * or started anew since it was last known to hold them: what it noted is read, but it may have noted nothing. What one of them alone had, such as a commit that was never
 * acknowledged, is put on two before: who is told of it now must not lose it with that one (as readers of a replicated
 * register write back what they read: Attiya, Bar-Noy and Dolev, 1995). `onProgress` is told after each page.
 */
export async function rebuild(
  names: NameStore,
  network: Network,
  plan: RebuildPlan,
  onProgress: (progress: RebuildProgress) => void,
  signal: AbortSignal,
): Promise<void> {
  const { members } = plan.view
  const reading = new Reading(names, network, plan.signers, signal)
  const lost = new Set(lostSince(plan))
  let unread = [...members]
  for (;;) {
    const told = () =>
      onProgress({
        peersRead: members.length - unread.length,
        peers: members.length,
        records: reading.records,
      })
    const there = await Promise.all(unread.map((member) => reading.isThere(member)))
    const left: Member[] = []
    // One after the other: what a peer tells that was read from another need not be verified again.
    for (const [index, member] of unread.entries()) {
      if (there[index] === 'restarted') lost.add(member.id)
      if (there[index] === 'silent' || !(await reading.read(member.id, told))) left.push(member)
    }
    unread = left
    told()
    const missingMax = Math.max(0, Math.min(MISSING_MAX, members.length - 1) - lost.size)
    if (unread.length <= missingMax) return reading.writeBack(plan.keep)
    await pause(network.clock, AGAIN_MS, signal)
  }
}

/** Members that kept records in the last ring whose copies were all in place, and do not any more. */
function lostSince({ view, adopted }: RebuildPlan): string[] {
  return [...adopted.previous, ...adopted.members]
    .filter(({ id, incarnation }) => view.member(id)?.incarnation !== incarnation)
    .map(({ id }) => id)
}

class Reading {
  records = 0
  readonly #names: NameStore
  readonly #network: Network
  readonly #signers: ReadonlySet<string>
  readonly #signal: AbortSignal
  readonly #peersRead = new Set<string>()
  /** Names whose newest record was found with one peer alone so far. */
  readonly #single = new Map<string, { owner: string; name: string; peer: string }>()

  constructor(names: NameStore, network: Network, signers: ReadonlySet<string>, signal: AbortSignal) {
    this.#names = names
    this.#network = network
    this.#signers = signers
    this.#signal = signal
  }

  /** Whether the start of a peer that the view names is there; another may have lost what that one kept. */
  async isThere({ id, incarnation }: Member): Promise<'there' | 'restarted' | 'silent'> {
    return this.#network.call(id, ALIVE, {}, { signal: this.#signal }).then(
      ({ response }) => (response.incarnation === incarnation ? 'there' : 'restarted'),
      () => 'silent',
    )
  }

  /** Whether a peer's records were read to their end. */
  async read(peer: string, onPage: () => void): Promise<boolean> {
    try {
      for await (const page of this.#pages(peer)) {
        const news = await Promise.all(page.map((signed) => this.#open(signed, peer)))
        const records = news.filter((record) => record !== undefined)
        for (const { owner, name } of records)
          this.#single.set(ownedName({ owner, name }), { owner, name, peer })
        const left = records.map(tombstoneOfRename).filter((record) => record !== undefined)
        await this.#names.merge([...left, ...records])
        this.records += page.length
        onPage()
      }
      this.#peersRead.add(peer)
      return true
    } catch (error) {
      if (this.#signal.aborted) throw error
      return false
    }
  }

  /** Puts on two holders what only one had, where there are two; gives up what cannot be put for long. */
  async writeBack(keep: RebuildPlan['keep']): Promise<void> {
    if (this.#peersRead.size < 2) return
    for (let tries = 0; this.#single.size > 0 && tries < WRITE_BACK_TRIES; tries++) {
      if (tries > 0) await pause(this.#network.clock, AGAIN_MS, this.#signal)
      const names = [...this.#single]
      for (let first = 0; first < names.length; first += RECORDS_PAGE_MAX)
        await Promise.all(
          names.slice(first, first + RECORDS_PAGE_MAX).map(([key, at]) => this.#keep(key, at, keep)),
        )
    }
  }

  async #keep(
    key: string,
    { owner, name }: { owner: string; name: string },
    keep: RebuildPlan['keep'],
  ): Promise<void> {
    const record = await this.#names.get(owner, name)
    const isKept =
      record === undefined ||
      (await keep(record).then(
        () => true,
        () => false,
      ))
    if (isKept) this.#single.delete(key)
  }

  /** The record, if it counts and is newer than what is known. Verifying takes a hundred times as long as looking. */
  async #open(signed: SignedRecord, peer: string): Promise<FileRecord | undefined> {
    if (!this.#signers.has(signed.signer)) return undefined
    try {
      const { owner, name, version, term } = FileRecord.decode(signed.record)
      const known = await this.#names.get(owner, name)
      if (known !== undefined && !isNewerRecord({ version, term }, known)) {
        const isSame = known.version === version && known.term === term
        const key = ownedName({ owner, name })
        if (isSame && this.#single.get(key)?.peer !== peer) this.#single.delete(key)
        return undefined
      }
      return await openRecord(signed)
    } catch (error) {
      if (isTritonError(error) && error.code !== 'Corrupt') throw error
      return undefined
    }
  }

  async *#pages(peer: string): AsyncGenerator<SignedRecord[]> {
    let after: Uint8Array<ArrayBuffer> | undefined
    do {
      const request = { countMax: RECORDS_PAGE_MAX, ...(after === undefined ? {} : { after }) }
      const { response } = await this.#network.call(peer, RECORD_SCAN, request, { signal: this.#signal })
      yield response.records
      after = response.next.length === 0 ? undefined : response.next
    } while (after !== undefined)
  }
}
