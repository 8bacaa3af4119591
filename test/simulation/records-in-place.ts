import assert from 'node:assert/strict'
import type { Client } from '../../src/index.ts'
import { RECORD_REPLICAS } from '../../src/limits.ts'
import { recordKey } from '../../src/names/record.ts'
import type { FileRecord } from '../../src/wire/generated/tritonring.ts'
import type { World } from './world.ts'

/** Throws unless the record of every name is on each of its holders, in the version that the name has or a later one. */
export async function assertRecordsInPlace(
  world: World,
  client: Client,
  names: readonly string[],
): Promise<void> {
  const { ring } = world.cluster.metadata!.view!
  const inspector = await world.cluster.inspector()
  const held = new Map<string, FileRecord[]>()
  for (const { id } of ring.members) held.set(id, await inspector.records(id))
  for (const name of names) {
    const record = await client.versions(name).catch(() => undefined)
    if (record === undefined) continue
    for (const index of ring.preferenceList(ring.arcOf(recordKey(record)), RECORD_REPLICAS)) {
      const { id } = ring.members[index]!
      const version = held.get(id)!.find((each) => each.name === name)?.version ?? 0
      assert.ok(
        version >= record.version,
        `${id} has the record of '${name}' in version ${record.version}, not ${version}`,
      )
    }
  }
}
