import { RECORD_PUTS_PER_HOLDER, RECORDS_PAGE_MAX } from '../limits.ts'
import type { Network } from '../rpc/network.ts'
import type { SignedRecord } from '../wire/generated/tritonring.ts'
import { putRecords } from './put-records.ts'

interface Waiting {
  record: SignedRecord
  resolve: () => void
  reject: (error: unknown) => void
}

/** Puts name records on block peers: those that come while a holder has enough to answer go together, a page a request. */
export class RecordPuts {
  readonly #network: Network
  readonly #holders = new Map<string, { waiting: Waiting[]; underWay: number }>()

  constructor(network: Network) {
    this.#network = network
  }

  /** Resolves when the holder has the record. Throws what RECORD_PUT does, also where it was about another of its page. */
  put(holder: string, record: SignedRecord): Promise<void> {
    return new Promise((resolve, reject) => {
      const queue = this.#holders.get(holder) ?? { waiting: [], underWay: 0 }
      this.#holders.set(holder, queue)
      queue.waiting.push({ record, resolve, reject })
      if (queue.underWay < RECORD_PUTS_PER_HOLDER) void this.#work(holder, queue)
    })
  }

  async #work(holder: string, queue: { waiting: Waiting[]; underWay: number }): Promise<void> {
    queue.underWay++
    while (queue.waiting.length > 0) {
      const page = queue.waiting.splice(0, RECORDS_PAGE_MAX)
      try {
        await putRecords(
          this.#network,
          holder,
          page.map(({ record }) => record),
        )
        for (const { resolve } of page) resolve()
      } catch (error) {
        for (const { reject } of page) reject(error)
      }
    }
    queue.underWay--
    if (queue.underWay === 0) this.#holders.delete(holder)
  }
}
