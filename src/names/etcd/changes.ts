import { type FileRecord, RecordState } from '../../wire/generated/tritonring.ts'
import { encodeKept } from '../kept-record.ts'
import { nameKey } from '../name-key.ts'
import type { EtcdTable, EtcdTables } from './etcd-tables.ts'
import * as requests from './requests.ts'

/** What puts `record` in the place of `before`: at most four operations, no key twice, as etcd wants it. */
export function changesOf(
  tables: EtcdTables,
  record: FileRecord,
  before: FileRecord | undefined,
): requests.Operation[] {
  const key = nameKey(record.owner, record.name)
  const isLive = record.state === RecordState.LIVE
  const [to, from]: [EtcdTable, EtcdTable] = isLive ? ['files', 'deleted'] : ['deleted', 'files']
  const handle = tables.key('handles', record.id)
  const operations = [
    requests.putOperation(tables.key(to, key), encodeKept(record)),
    requests.deleteOperation(tables.key(from, key)),
    isLive ? requests.putOperation(handle, key) : requests.deleteOperation(handle),
  ]
  if (before !== undefined && Buffer.compare(before.id, record.id) !== 0)
    operations.push(requests.deleteOperation(tables.key('handles', before.id)))
  return operations
}

/** The changes of several names as one: a file that is renamed takes its handle along, and etcd wants no key twice. */
export function together(all: readonly requests.Operation[][]): requests.Operation[] {
  const operations = new Map<string, requests.Operation>()
  for (const operation of all.flat()) {
    const { key } = Object.values(operation)[0] as { key: string }
    if (!operations.has(key) || 'request_put' in operation) operations.set(key, operation)
  }
  return [...operations.values()]
}
