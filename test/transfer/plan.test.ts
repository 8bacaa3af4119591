import assert from 'node:assert/strict'
import { KEY_BYTES } from '../../src/limits.ts'
import type { OverlayView } from '../../src/membership/view.ts'
import { NO_MEMBER } from '../../src/ring/choose.ts'
import { Ring } from '../../src/ring/ring.ts'
import { plan } from '../../src/transfer/plan.ts'
import { ReadJob } from '../../src/transfer/read-job.ts'
import { RandomFile } from '../harness/random-file.ts'
import { announcedSeed } from '../harness/seed.ts'

const seed = announcedSeed('plans')
const LITTLE = 16
const MUCH = 4_096

function planFor(
  members: number,
  blocks: number,
  options: {
    file?: number
    avoided?: number[]
    latenciesMs?: number[]
    refuse?: [index: number, member: number][]
  } = {},
) {
  const named = Array.from({ length: members }, (_, index) => `peer-${index}`)
  const ring = Ring.of(named.map((id) => ({ id, seed: Buffer.from(id), weight: 1, zone: '' })))
  const keys = new RandomFile(seed + (options.file ?? 0), blocks * KEY_BYTES).bytes()
  const job = new ReadJob(keys, 64, 64 * blocks, new AbortController().signal)
  job.place(ring)
  for (const [index, member] of options.refuse ?? []) job.refuse(index, ring.members[member]!.id)
  const avoided = Uint8Array.from(ring.members, (_, member) => (options.avoided?.includes(member) ? 1 : 0))
  const latenciesMs = Float64Array.from(ring.members, (_, member) => options.latenciesMs?.[member] ?? 1)
  const view = { ring } as OverlayView
  const chosen = plan(view, { job, indexes: job.indexes() }, avoided, latenciesMs)
  const owned = Array.from(chosen, (member, index) => ring.isOwner(job.arcs[index]!, member))
  const given = ring.members.map((_, member) => chosen.filter((each) => each === member).length)
  return { chosen, owned, given }
}

describe('the plan of a read', () => {
  it('asks two of three members at most for a little: they hold everything', () => {
    const { given, owned } = planFor(3, LITTLE)
    assert.ok(given.filter((count) => count > 0).length <= 2, String(given))
    assert.ok(owned.every(Boolean))
  })

  it('asks some six of twelve members for a little, where owners by chance would be nine', () => {
    const FILES = 20
    const asked = Array.from({ length: FILES }, (_, file) => {
      const { given, owned } = planFor(12, LITTLE, { file })
      assert.ok(owned.every(Boolean))
      return given.filter((count) => count > 0).length
    })
    assert.ok(asked.reduce((a, b) => a + b) / FILES < 7.5, String(asked))
  })

  it('asks all members equally often for a single block', () => {
    const asked = Array.from({ length: 300 }, (_, file) => planFor(3, 1, { file }).chosen[0]!)
    for (const member of [0, 1, 2])
      assert.ok(asked.filter((each) => each === member).length > 50, String(asked))
  })

  it('asks all members for much, each about as much as the others', () => {
    const { given, owned } = planFor(3, MUCH)
    for (const count of given) assert.ok(count > MUCH / 6 && count < MUCH / 2, String(given))
    assert.ok(owned.every(Boolean))
  })

  for (const blocks of [LITTLE, MUCH]) {
    it(`asks a member that is avoided, or much slower, for nothing that another owner has (${blocks} blocks)`, () => {
      assert.equal(planFor(3, blocks, { avoided: [1] }).given[1], 0)
      const { given, owned } = planFor(3, blocks, { latenciesMs: [10, 200, 10] })
      assert.equal(given[1], 0)
      assert.ok(owned.every(Boolean))
    })
  }

  it('asks one that is avoided where the others have failed, and nobody where all have', () => {
    const [two, all] = [[0, 1] as const, [0, 1, 2] as const].map((members) =>
      planFor(3, LITTLE, { avoided: [2], refuse: members.map((member) => [0, member]) }),
    )
    assert.equal(two!.chosen[0], 2)
    assert.equal(all!.chosen[0], NO_MEMBER)
  })
})
