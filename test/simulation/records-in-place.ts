import assert from 'node:assert/strict'
import { pause } from '../../src/clock.ts'
import type { Client } from '../../src/index.ts'
import { RECORD_REPLICAS } from '../../src/limits.ts'
import { recordKey } from '../../src/names/record.ts'
import type { FileRecord } from '../../src/wire/generated/tritonring.ts'
import type { Inspector } from '../checkers/inspector.ts'
import type { World } from './world.ts'

/** A copy that is under way when everything else has healed is there by then, although its first try was lost. */
const PLACED_MS_MAX = 30_000
const LOOK_MS = 250

/** Throws unless the record of every name gets to each of its holders, in the version that the name has or a later one. */
export async function untilRecordsInPlace(
  world: World,
  client: Client,
  names: readonly string[],
): Promise<void> {
  const inspector = await world.cluster.inspector()
  for (const endMs = world.nowMs + PLACED_MS_MAX; ; ) {
    try {
      return await assertRecordsInPlace(world, inspector, client, names)
    } catch (error) {
      if (world.nowMs > endMs) throw error
      await pause(world.cluster.clock, LOOK_MS)
    }
  }
}

async function assertRecordsInPlace(
  world: World,
  inspector: Inspector,
  client: Client,
  names: readonly string[],
): Promise<void> {
  const { ring } = world.cluster.metadata!.view!
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
