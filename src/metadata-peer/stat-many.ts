import { isTritonError } from '../errors.ts'
import type { FileRecord, StatManyRequest, StatManyResponse } from '../wire/generated/tritonring.ts'
import type { Ownership } from './ownership.ts'

/** STAT_MANY: what several names mean to the user behind `peer`; those that mean nothing to him are left out. */
export async function statMany(
  ownership: Ownership,
  peer: string,
  request: StatManyRequest,
): Promise<StatManyResponse> {
  const found = await Promise.all(request.names.map((name) => recordOf(ownership, peer, name)))
  return { records: found.filter((record) => record !== undefined) }
}

async function recordOf(ownership: Ownership, peer: string, name: string): Promise<FileRecord | undefined> {
  try {
    return await ownership.named(peer, name)
  } catch (error) {
    if (isTritonError(error, 'NotFound')) return undefined
    throw error
  }
}
