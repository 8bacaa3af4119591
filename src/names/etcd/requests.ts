/** Requests of etcd's v3 JSON gateway, as far as they are used here. Bytes travel in base64, 64-bit numbers as text. */

export interface KeyValue {
  key: string
  value?: string
  mod_revision: string
  create_revision: string
  lease?: string
}

interface RangeAnswer {
  kvs?: KeyValue[]
  count?: string
  more?: boolean
}

export interface TxnAnswer {
  header: { revision: string }
  succeeded?: boolean
  responses?: { response_range?: RangeAnswer }[]
}

export type Comparison = Readonly<Record<string, string>>
export type Operation = Readonly<Record<string, object>>

export interface Txn {
  compare?: readonly Comparison[]
  success: readonly Operation[]
  failure?: readonly Operation[]
}

export function getOperation(key: Uint8Array): Operation {
  return { request_range: { key: base64(key) } }
}

/** Keys from `from` (inclusive) to `to` (exclusive), ascending, at most `limit`; as of a revision, 0: of now. */
export function rangeOperation(from: Uint8Array, to: Uint8Array, limit: number, revision = '0'): Operation {
  return { request_range: { key: base64(from), range_end: base64(to), limit: `${limit}`, revision } }
}

export function countOperation(from: Uint8Array, to: Uint8Array): Operation {
  return { request_range: { key: base64(from), range_end: base64(to), count_only: true } }
}

export function putOperation(key: Uint8Array, value: Uint8Array, lease?: string): Operation {
  const put = { key: base64(key), value: base64(value) }
  return { request_put: lease === undefined ? put : { ...put, lease } }
}

export function deleteOperation(key: Uint8Array): Operation {
  return { request_delete_range: { key: base64(key) } }
}

/** That a key was last changed at this revision; 0: that it is not there. */
export function modifiedAt(key: Uint8Array, revision: string): Comparison {
  return { key: base64(key), target: 'MOD', result: 'EQUAL', mod_revision: revision }
}

/** That a key was made at this revision and has been there since; 0: that it is not there. */
export function createdAt(key: Uint8Array, revision: string): Comparison {
  return { key: base64(key), target: 'CREATE', result: 'EQUAL', create_revision: revision }
}

/** The entries that the `index`th operation found. */
export function entriesOf(answer: TxnAnswer, index: number): KeyValue[] {
  return answer.responses?.[index]?.response_range?.kvs ?? []
}

export function countOf(answer: TxnAnswer, index: number): number {
  return Number(answer.responses?.[index]?.response_range?.count ?? 0)
}

/** What one key was found to be: its value, and the revision to compare with before it is changed. */
export function foundAt(
  answer: TxnAnswer,
  index: number,
): { value: Uint8Array<ArrayBuffer> | undefined; revision: string } {
  const [entry] = entriesOf(answer, index)
  return {
    value: entry === undefined ? undefined : bytesOf(entry.value),
    revision: entry?.mod_revision ?? '0',
  }
}

export function bytesOf(text: string | undefined): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(text ?? '', 'base64'))
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
}
