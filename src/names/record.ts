import { createHash } from 'node:crypto'
import type { PrivateKey } from '@libp2p/interface'
import { peerIdFromString } from '@libp2p/peer-id'
import { concat } from 'uint8arrays/concat'
import { fromString } from 'uint8arrays/from-string'
import { TritonError } from '../errors.ts'
import { EARLIER_OPERATIONS_MAX } from '../limits.ts'
import { FileRecord, type SignedRecord } from '../wire/generated/tritonring.ts'

const SIGNATURE_DOMAIN = fromString('tritonring/record:')

/** Where a name's record stands on the ring: SHA-256 of its owner, a slash and the name. */
export function recordKey(record: { owner: string; name: string }): Uint8Array {
  return createHash('sha256').update(`${record.owner}/${record.name}`).digest()
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
 * What `operation` was answered, when the present record of its name, read back from the ring maybe, tells of it: the record
 * itself, or where other operations have followed, the present one with the version that this one made.
 */
export function answerOf(record: FileRecord | undefined, operation: Uint8Array): FileRecord | undefined {
  if (record === undefined || Buffer.compare(record.operation, operation) === 0) return record
  const earlier = record.earlier.find((each) => Buffer.compare(each.operation, operation) === 0)
  return earlier === undefined ? undefined : { ...record, ...earlier, earlier: [] }
}

/** The operations that the record after `record` remembers: as many as may be asked for again within their deadline. */
export function operationsUpTo(record: FileRecord | undefined): FileRecord['earlier'] {
  if (record === undefined) return []
  const { operation, version, earlier } = record
  return [{ operation, version }, ...earlier].slice(0, EARLIER_OPERATIONS_MAX)
}
