import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Clock } from '../../src/index.ts'
import { OPERATION_KEPT_MS } from '../../src/limits.ts'
import { DiskNames } from '../../src/names/disk.ts'
import { MemoryNames } from '../../src/names/memory.ts'
import type { NameStore } from '../../src/names/names.ts'
import { VirtualClock } from '../harness/virtual-clock.ts'
import { recordOf } from '../suites/record-of.ts'

describe('the operations that a name store remembers', () => {
  const directories: string[] = []

  after(async () => {
    for (const directory of directories) await rm(directory, { recursive: true, force: true })
  })

  const stores: Record<string, (clock: Clock) => Promise<NameStore>> = {
    memory: async (clock) => new MemoryNames(clock),
    disk: async (clock) => {
      const directory = await mkdtemp(join(tmpdir(), 'tritonring-names-'))
      directories.push(directory)
      return new DiskNames(directory, clock)
    },
  }

  for (const [title, create] of Object.entries(stores)) {
    it(`are kept as long as they must be, and not for ever (${title})`, async () => {
      const clock = new VirtualClock()
      const names = await create(clock)
      await names.open()
      const change = (byte: number) => {
        const operation = new Uint8Array(16).fill(byte)
        const decide = (current: { version: number } | undefined) =>
          recordOf({ operation, version: (current?.version ?? 0) + 1 })
        return names.commit({ owner: '', name: 'name', operation, decide })
      }
      await change(0)
      await clock.advance(0.9 * OPERATION_KEPT_MS)
      const { version } = await change(1)
      await change(2)
      await clock.advance(0.5 * OPERATION_KEPT_MS)
      await change(3)
      await clock.advance(0.5 * OPERATION_KEPT_MS)
      assert.equal((await change(1)).version, version, 'remembered')
      await clock.advance(OPERATION_KEPT_MS)
      await change(4)
      await clock.advance(OPERATION_KEPT_MS)
      await change(5)
      assert.equal((await change(1)).version, 7, 'forgotten, and decided anew')
      await names.close()
    })
  }
})
