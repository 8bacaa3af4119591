import type { NameStore } from '../names/names.ts'
import { RecordState, type StatManyRequest, type StatManyResponse } from '../wire/generated/tritonring.ts'

/** STAT_MANY: what several of an owner's names mean now; those that mean nothing are left out. */
export async function statMany(
  names: NameStore,
  owner: string,
  request: StatManyRequest,
): Promise<StatManyResponse> {
  const found = await Promise.all(request.names.map((name) => names.get(owner, name)))
  return { records: found.filter((record) => record?.state === RecordState.LIVE).map((record) => record!) }
}
