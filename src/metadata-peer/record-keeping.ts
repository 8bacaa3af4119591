import type { PrivateKey } from '@libp2p/interface'
import { isTritonError, TritonError } from '../errors.ts'
import { RECORD_REPLICAS, RECORDS_PAGE_MAX } from '../limits.ts'
import type { OverlayView } from '../membership/view.ts'
import { recordKey, signRecord } from '../names/record.ts'
import type { Ring } from '../ring/ring.ts'
import type { Network } from '../rpc/network.ts'
import { RECORD_PUT } from '../wire/blocks.ts'
import type { FileRecord, SignedRecord } from '../wire/generated/tritonring.ts'

/** Copies that must acknowledge before a commit does, while so many peers are there. */
const ACKNOWLEDGED_MIN = 2

/** Keeps signed copies of name records on the three successors of their names. */
export class RecordKeeping {
  readonly #network: Network
  readonly #key: PrivateKey

  constructor(network: Network, key: PrivateKey) {
    this.#network = network
    this.#key = key
  }

  /**
   * Puts a record on the ring and resolves when two holders have it (one, where only one peer is there).
   * Throws `Unavailable` when they do not; the record may then be on the ring all the same.
   */
  async keep(record: FileRecord, view: OverlayView): Promise<void> {
    const signed = await signRecord(record, this.#key, this.#network.id)
    const holders = holdersOf(record, view)
    const needed = Math.min(ACKNOWLEDGED_MIN, holders.length)
    const failures: unknown[] = []
    const kept = await countUntil(
      holders.map((holder) => this.#put(holder, [signed])),
      needed,
      failures,
    )
    if (kept >= needed && needed > 0) return
    throw new TritonError(
      'Unavailable',
      `could not keep the record of '${record.name}': ${needed || 1} block peers needed, ${kept} acknowledged`,
      { cause: failures[0], hint: 'try again when more block peers are there' },
    )
  }

  /** Puts again what moved to other holders between two views, or everything where there was no view before. */
  async move(
    records: Iterable<FileRecord> | AsyncIterable<FileRecord>,
    before: OverlayView | undefined,
    after: OverlayView,
  ): Promise<void> {
    const batches = new Map<string, SignedRecord[]>()
    for await (const record of records) {
      const there = new Set(before === undefined ? [] : successors(before.ring, record))
      const restarted = (id: string) => before?.member(id)?.incarnation !== after.member(id)?.incarnation
      const missing = successors(after.ring, record).filter((id) => !there.has(id) || restarted(id))
      if (missing.length === 0) continue
      const signed = await signRecord({ ...record, term: after.term }, this.#key, this.#network.id)
      for (const holder of missing) {
        const batch = batches.get(holder) ?? []
        batches.set(holder, [...batch, signed])
        if (batch.length + 1 >= RECORDS_PAGE_MAX) {
          batches.delete(holder)
          await this.#put(holder, [...batch, signed]).catch(() => {})
        }
      }
    }
    await Promise.allSettled([...batches].map(([holder, batch]) => this.#put(holder, batch)))
  }

  async #put(holder: string, records: SignedRecord[]): Promise<void> {
    try {
      await this.#network.call(holder, RECORD_PUT, { records })
    } catch (error) {
      // Refused by a holder that has not heard of this term yet: the view is on its way.
      if (!isTritonError(error, 'Refused')) throw error
      await this.#network.call(holder, RECORD_PUT, { records })
    }
  }
}

/** The first three members clockwise from a name's key that the view takes for alive; others if those are too few. */
function holdersOf(record: FileRecord, view: OverlayView): string[] {
  const ring = view.ring
  const alive = [...ring.preferenceList(ring.arcOf(recordKey(record)))]
    .map((index) => ring.members[index]!.id)
    .filter((id) => !view.isSuspect(id))
  return alive.slice(0, RECORD_REPLICAS)
}

function successors(ring: Ring, record: FileRecord): string[] {
  const list = ring.preferenceList(ring.arcOf(recordKey(record)), RECORD_REPLICAS)
  return [...list].map((index) => ring.members[index]!.id)
}

/** Resolves with the number of promises fulfilled as soon as that is `needed`, or all are settled. */
function countUntil(promises: Promise<unknown>[], needed: number, failures: unknown[]): Promise<number> {
  return new Promise((resolve) => {
    let fulfilled = 0
    let settled = 0
    const check = () => {
      if (fulfilled >= needed || settled === promises.length) resolve(fulfilled)
    }
    for (const promise of promises) {
      promise
        .then(() => fulfilled++)
        .catch((error) => failures.push(error))
        .finally(() => {
          settled++
          check()
        })
    }
    check()
  })
}
