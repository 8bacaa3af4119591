import { pause } from '../clock.ts'
import { RECORDS_PAGE_MAX } from '../limits.ts'
import type { OverlayView } from '../membership/view.ts'
import { isNewerRecord, ownedName } from '../names/record.ts'
import type { Network } from '../rpc/network.ts'
import type { FileRecord, SignedRecord } from '../wire/generated/tritonring.ts'
import { putRecords } from './put-records.ts'

/** Before a holder that did not take its records is asked again. */
const AGAIN_MS = 500

/**
 * Copies of name records that holders should have and have not acknowledged: they are put until they are, newest
 * version of each. A holder that is off the ring is owed nothing.
 */
export class RecordDebts {
  readonly #network: Network
  readonly #sign: (record: FileRecord) => Promise<SignedRecord>
  readonly #signal: AbortSignal
  readonly #owed = new Map<string, Map<string, FileRecord>>()
  readonly #paying = new Set<string>()

  /** `signal` ends all trying. */
  constructor(network: Network, sign: (record: FileRecord) => Promise<SignedRecord>, signal: AbortSignal) {
    this.#network = network
    this.#sign = sign
    this.#signal = signal
  }

  /** Copies that are still to be made. */
  get count(): number {
    let count = 0
    for (const records of this.#owed.values()) count += records.size
    return count
  }

  /** Unless a newer record of its name is owed. */
  owe(holder: string, record: FileRecord): void {
    const records = this.#owed.get(holder) ?? new Map<string, FileRecord>()
    const owed = records.get(ownedName(record))
    if (owed !== undefined && isNewerRecord(owed, record)) return
    this.#owed.set(holder, records.set(ownedName(record), record))
    void this.#pay(holder)
  }

  /** Who left the ring has nothing to keep. */
  follow(view: OverlayView): void {
    for (const holder of this.#owed.keys()) if (view.member(holder) === undefined) this.#owed.delete(holder)
  }

  async #pay(holder: string): Promise<void> {
    if (this.#paying.has(holder)) return
    this.#paying.add(holder)
    // What is owed together goes together.
    await Promise.resolve()
    while (!this.#signal.aborted && this.#owed.has(holder)) {
      if (await this.#payPage(holder)) continue
      await pause(this.#network.clock, AGAIN_MS, this.#signal).catch(() => {})
    }
    this.#paying.delete(holder)
  }

  /** Whether the holder took it. */
  async #payPage(holder: string): Promise<boolean> {
    const records = this.#owed.get(holder)!
    const page = [...records].slice(0, RECORDS_PAGE_MAX)
    try {
      await putRecords(this.#network, holder, await Promise.all(page.map(([, record]) => this.#sign(record))))
    } catch {
      return false
    }
    for (const [name, record] of page) if (records.get(name) === record) records.delete(name)
    if (records.size === 0 && this.#owed.get(holder) === records) this.#owed.delete(holder)
    return true
  }
}
