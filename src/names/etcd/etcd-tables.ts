import { prefixEnd } from '../name-key.ts'
import type { EtcdGateway } from './gateway.ts'
import * as requests from './requests.ts'

/** Tables are told apart by one letter behind the overlay's prefix. */
const LETTERS = {
  files: 'f',
  deleted: 'd',
  handles: 'h',
  operations: 'o',
  peers: 'p',
  state: 's',
  /** Metadata peers that are there, each under a lease of its own. */
  seats: 'm',
} as const
export type EtcdTable = keyof typeof LETTERS

/** Some ordered tables of bytes in etcd, under one prefix. */
export class EtcdTables {
  readonly #gateway: EtcdGateway
  readonly #prefix: string

  constructor(gateway: EtcdGateway, prefix: string) {
    this.#gateway = gateway
    this.#prefix = prefix
  }

  key(table: EtcdTable, key: Uint8Array): Buffer {
    return Buffer.concat([Buffer.from(`${this.#prefix}${LETTERS[table]}`), key])
  }

  /** One transaction; linearizable, reads too. Asked again where no answer came, so a write must bear that. */
  txn(txn: requests.Txn, deadlineMs?: number): Promise<requests.TxnAnswer> {
    return this.#gateway.ask<requests.TxnAnswer>('kv/txn', txn, deadlineMs)
  }

  async get(table: EtcdTable, key: Uint8Array): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const answer = await this.txn({ success: [requests.getOperation(this.key(table, key))] })
    return requests.foundAt(answer, 0).value
  }

  /** Up to `countMax` entries of a table in order, from `from` (inclusive) to `to` (exclusive), as of a revision or now. */
  async page(
    table: EtcdTable,
    from: Uint8Array,
    to: Uint8Array,
    countMax: number,
    revision?: string,
  ): Promise<[Uint8Array, Uint8Array<ArrayBuffer>][]> {
    const range = requests.rangeOperation(this.key(table, from), this.key(table, to), countMax, revision)
    return this.entriesIn(table, await this.txn({ success: [range] }), 0)
  }

  /** The entries of a table that the `index`th operation found, by their keys in the table. */
  entriesIn(
    table: EtcdTable,
    answer: requests.TxnAnswer,
    index: number,
  ): [Uint8Array, Uint8Array<ArrayBuffer>][] {
    const skipped = this.key(table, new Uint8Array(0)).length
    return requests
      .entriesOf(answer, index)
      .map(({ key, value }) => [requests.bytesOf(key).subarray(skipped), requests.bytesOf(value)])
  }

  /** The present revision of all of etcd. */
  async revision(): Promise<string> {
    return (await this.txn({ success: [] })).header.revision
  }

  /** A whole table, in pages; as of a revision, or else entries that come or go meanwhile may be missing. */
  async *entries(
    table: EtcdTable,
    pageMax: number,
    revision?: string,
  ): AsyncGenerator<[Uint8Array, Uint8Array<ArrayBuffer>]> {
    const end = prefixEnd(new Uint8Array(0))
    for (let from: Uint8Array | undefined = new Uint8Array(0); from !== undefined; ) {
      const page: [Uint8Array, Uint8Array<ArrayBuffer>][] = await this.page(
        table,
        from,
        end,
        pageMax,
        revision,
      )
      yield* page
      from = page.length < pageMax ? undefined : Buffer.concat([page.at(-1)![0], Uint8Array.of(0)])
    }
  }

  /** Asks for all of a table at once; not for large ones. */
  wholeTable(table: EtcdTable): requests.Operation {
    const end = prefixEnd(this.key(table, new Uint8Array(0)))
    return requests.rangeOperation(this.key(table, new Uint8Array(0)), end, 0)
  }

  async count(table: EtcdTable): Promise<number> {
    const end = prefixEnd(this.key(table, new Uint8Array(0)))
    const answer = await this.txn({
      success: [requests.countOperation(this.key(table, new Uint8Array(0)), end)],
    })
    return requests.countOf(answer, 0)
  }
}
