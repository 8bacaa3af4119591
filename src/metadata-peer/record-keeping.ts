import type { PrivateKey } from '@libp2p/interface'
import { TritonError } from '../errors.ts'
import { RECORD_REPLICAS } from '../limits.ts'
import type { OverlayView } from '../membership/view.ts'
import { recordKey, signRecord } from '../names/record.ts'
import type { Ring } from '../ring/ring.ts'
import type { Network } from '../rpc/network.ts'
import type { FileRecord, SignedRecord } from '../wire/generated/tritonring.ts'
import { RecordDebts } from './record-debts.ts'
import { RecordPuts } from './record-puts.ts'

/** Copies that must acknowledge before a commit does, while so many peers are there. */
const ACKNOWLEDGED_MIN = 2

/** Keeps signed copies of name records on the three successors of their names, and sees to it that they stay three. */
export class RecordKeeping {
  readonly #network: Network
  readonly #key: PrivateKey
  readonly #debts: RecordDebts
  readonly #puts: RecordPuts
  /** The newest view that was heard of. */
  #view: OverlayView | undefined
  /** Of the newest view by which all copies were in place. What was committed later went by rings of which nothing is known any more. */
  #settledEpoch = -1
  /** Members that have come to the ring since: they are not owed any more what they were. */
  readonly #arrived = new Set<string>()
  #moving = 0
  /** A record is signed once for all of its holders. */
  readonly #signed = new WeakMap<FileRecord, { term: number; signed: Promise<SignedRecord> }>()

  /** `signal` ends what is still under way. */
  constructor(network: Network, key: PrivateKey, signal: AbortSignal) {
    this.#network = network
    this.#key = key
    this.#puts = new RecordPuts(network)
    this.#debts = new RecordDebts(network, (record) => this.#signNow(record), signal)
  }

  /** Copies that are still to be made. */
  get backlog(): number {
    return this.#debts.count
  }

  /** Whether all copies are where they should be. */
  get settled(): boolean {
    return this.#moving === 0 && this.backlog === 0
  }

  /**
   * Puts a record on the ring and resolves when two holders have it (one, where only one peer is there); those that
   * should have it too get it as soon as they can. Throws `Unavailable` when two do not; the record may then be on the
   * ring all the same.
   */
  async keep(record: FileRecord, view: OverlayView): Promise<void> {
    this.follow(view)
    const signed = await this.#sign(record)
    const holders = holdersOf(record, view)
    // Who is silent may be alive, and keep the ring's only other copies: it counts.
    const needed = Math.min(ACKNOWLEDGED_MIN, view.members.length)
    const failures: unknown[] = []
    const puts = holders.map((holder) => this.#puts.put(holder, signed))
    const kept = await countUntil(puts, needed, failures)
    if (kept < needed || needed === 0)
      throw new TritonError(
        'Unavailable',
        `could not keep the record of '${record.name}': ${needed || 1} block peers needed, ${kept} acknowledged`,
        { cause: failures[0], hint: 'try again when more block peers are there' },
      )
    for (const [index, put] of puts.entries()) put.catch(() => this.#owe([holders[index]!], record))
    this.#oweSuccessors(record, view, holders)
  }

  /** Has a record that is safe elsewhere put on the ring too, soon. */
  copy(record: FileRecord, view: OverlayView): void {
    this.follow(view)
    this.#oweSuccessors(record, view)
  }

  /** Goes by a view, unless a newer one is known: who is off the ring is owed nothing. */
  follow(view: OverlayView): void {
    const before = this.#view
    if (before !== undefined && view.epoch <= before.epoch) return
    this.#view = view
    // A world that goes on from another has rings behind it that were never followed here.
    if (before?.term !== view.term) this.#settledEpoch = -1
    if (view.previous.length === 0) {
      this.#settledEpoch = view.epoch
      this.#arrived.clear()
    }
    if (before !== undefined)
      for (const { id } of view.members) if (before.member(id) === undefined) this.#arrived.add(id)
    this.#debts.follow(view)
  }

  /**
   * Puts again what moved to other holders since the last ring whose blocks were all in place, and what may not have come
   * to the holders of that ring; everything, where nobody knows what there was before.
   */
  async move(
    records: Iterable<FileRecord> | AsyncIterable<FileRecord>,
    view: OverlayView,
    everything = false,
  ): Promise<void> {
    this.follow(view)
    const before = everything ? undefined : view.ringBefore
    if (before === undefined && !everything) return
    const incarnations = new Map(view.previous.map(({ id, incarnation }) => [id, incarnation]))
    const stayed = (holder: string) =>
      !this.#arrived.has(holder) && incarnations.get(holder) === view.member(holder)?.incarnation
    this.#moving++
    try {
      for await (const record of records) {
        const isKnown = before !== undefined && record.epoch <= this.#settledEpoch
        const there = new Set(isKnown ? successors(before, record) : [])
        const holders = successors(view.ring, record)
        this.#owe(
          holders.filter((holder) => !(there.has(holder) && stayed(holder))),
          record,
        )
      }
    } finally {
      this.#moving--
    }
  }

  /** The ring may have changed since `view`, before the record was among those that are moved. */
  #oweSuccessors(record: FileRecord, view: OverlayView, except: readonly string[] = []): void {
    const rings = new Set([view.ring, this.#view!.ring])
    const holders = new Set([...rings].flatMap((ring) => successors(ring, record)))
    this.#owe(
      [...holders].filter((holder) => !except.includes(holder)),
      record,
    )
  }

  #owe(holders: readonly string[], record: FileRecord): void {
    for (const holder of holders)
      if (this.#view?.member(holder) !== undefined) this.#debts.owe(holder, record)
  }

  #signNow(record: FileRecord): Promise<SignedRecord> {
    const { term } = this.#view!
    const known = this.#signed.get(record)
    if (known?.term === term) return known.signed
    const signed = this.#sign({ ...record, term })
    this.#signed.set(record, { term, signed })
    return signed
  }

  #sign(record: FileRecord): Promise<SignedRecord> {
    return signRecord(record, this.#key, this.#network.id)
  }
}

/** The first three members clockwise from a name's key that the view takes for alive; others if those are too few. */
function holdersOf(record: FileRecord, view: OverlayView): string[] {
  const ring = view.ring
  const ids = [...ring.preferenceList(ring.arcOf(recordKey(record)))].map((index) => ring.members[index]!.id)
  const alive = ids.filter((id) => !view.isSuspect(id))
  const silent = ids.filter((id) => view.isSuspect(id))
  return [...alive, ...silent].slice(0, RECORD_REPLICAS)
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
