import { createHash } from 'node:crypto'
import type { PrivateKey } from '@libp2p/interface'
import { peerIdFromString } from '@libp2p/peer-id'
import { concat } from 'uint8arrays/concat'
import { fromString } from 'uint8arrays/from-string'
import { TritonError } from '../errors.ts'
import { FileRecord, RecordState, type SignedRecord } from '../wire/generated/tritonring.ts'

const NO_BYTES = new Uint8Array(0)
/** What a tombstone says of a content. */
export const NO_CONTENT = { root: NO_BYTES, size: 0, blockSize: 0, encryptionKeyId: NO_BYTES }

const SIGNATURE_DOMAIN = fromString('tritonring/record:')

/** One name among those of all owners: its owner, a slash and the name. */
export function ownedName({ owner, name }: { owner: string; name: string }): string {
  return `${owner}/${name}`
}

/** Where a name's record stands on the ring: SHA-256 of `ownedName`. */
export function recordKey(record: { owner: string; name: string }): Uint8Array {
  return createHash('sha256').update(ownedName(record)).digest()
}

/** A record as it is kept on the ring, signed by the metadata peer that committed it. */
export async function signRecord(record: FileRecord, key: PrivateKey, signer: string): Promise<SignedRecord> {
  const encoded = FileRecord.encode(record)
  const signature = await key.sign(concat([SIGNATURE_DOMAIN, encoded]))
  return { record: encoded, signature: signature as Uint8Array<ArrayBuffer>, signer }
}

/** Reads a signed record. Throws `Corrupt` when it is malformed or its signature is wrong; who signed is the caller's to judge. */
export async function openRecord(signed: SignedRecord): Promise<FileRecord> {
  let valid = false
  try {
    const key = peerIdFromString(signed.signer).publicKey
    valid = (await key?.verify(concat([SIGNATURE_DOMAIN, signed.record]), signed.signature)) === true
    if (valid) return FileRecord.decode(signed.record)
  } catch (cause) {
    throw new TritonError('Corrupt', `a name record of ${signed.record.length} bytes is malformed`, { cause })
  }
  throw new TritonError('Corrupt', `a name record is not signed by ${signed.signer}`)
}

/** Whether `a` says more recently than `b` what their name means: by version, then by the term that signed. */
export function isNewerRecord(
  a: Pick<FileRecord, 'version' | 'term'>,
  b: Pick<FileRecord, 'version' | 'term'> | undefined,
): boolean {
  if (b === undefined) return true
  return a.version === b.version ? a.term > b.term : a.version > b.version
}

/**
 * What a name meant when `operation` had changed it, if its record tells: of the operation that made it, of those whose
 * versions are in its history, and, by version and state alone, of the last ones. So a record read back from the ring tells
 * what was applied before.
 */
export function madeBy(record: FileRecord | undefined, operation: Uint8Array): FileRecord | undefined {
  if (record === undefined || Buffer.compare(record.operation, operation) === 0) return record
  const index = record.history.findIndex((version) => Buffer.compare(version.operation, operation) === 0)
  if (index < 0) return madeEarlier(record, operation)
  const { replacedMs: _, ...version } = record.history[index]!
  return { ...record, ...version, state: RecordState.LIVE, history: record.history.slice(index + 1) }
}

function madeEarlier(record: FileRecord, operation: Uint8Array): FileRecord | undefined {
  const { earlierOperations } = record
  const made = earlierOperations.find((each) => Buffer.compare(each.operation, operation) === 0)
  if (made === undefined) return undefined
  return { ...record, ...(made.state === RecordState.DELETED ? NO_CONTENT : {}), ...made }
}

/**
 * The tombstone that a renamed file leaves under the name that it had. Whoever knows the record of the new name knows it
 * too, so that no crash between the two leaves a file under both names.
 */
export function tombstoneOfRename(record: FileRecord): FileRecord | undefined {
  const { owner, renamedFrom, mtime, epoch, operation, term } = record
  if (renamedFrom === undefined) return undefined
  const { name, version, earlierOperations } = renamedFrom
  const nothing = { ...NO_CONTENT, history: [], tags: [], grants: [], earlierOperations }
  const state = RecordState.DELETED
  return { ...nothing, id: operation, owner, name, version, mtime, state, epoch, operation, term }
}
