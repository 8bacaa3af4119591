import { createHash } from 'node:crypto'
import { MEMBERS_MAX } from '../../src/limits.ts'
import { movedFraction, moves } from '../../src/ring/moves.ts'
import { Ring, type RingMember } from '../../src/ring/ring.ts'
import type { Bench } from '../bench.ts'
import type { Recording } from '../report/recording.ts'
import { mean } from '../report/statistics.ts'
import { measureByTurns, type Turn } from '../rounds.ts'

const KEYS = 1_000_000

/** A ring of so many peers, the same in every run; other trials have other peers. */
function membersOf(trial: number, count: number): RingMember[] {
  return Array.from({ length: count }, (_, index) => {
    const digest = createHash('sha256').update(`${trial}/${index}`).digest()
    return { id: `peer-${digest.toString('hex', 16)}`, seed: digest.subarray(0, 16), weight: 1 }
  })
}

function randomKeys(count: number): Uint8Array {
  const keys = Buffer.alloc(32 * count)
  for (let i = 0; i < count; i++)
    createHash('sha256')
      .update(`key ${i}`)
      .digest()
      .copy(keys, i * 32)
  return keys
}

function millisecondsOf(run: () => void): number {
  const startMs = performance.now()
  run()
  return performance.now() - startMs
}

function timeTurns(peers: number, keys: Uint8Array): Turn[] {
  const members = membersOf(0, peers)
  const ring = Ring.of(members)
  const smaller = Ring.of(members.slice(1))
  const arcs = new Uint32Array(KEYS)
  const who = `ring of ${peers.toLocaleString('en-US')} peers`
  const lookup = async () => (millisecondsOf(() => ring.arcsOf(keys, KEYS, arcs)) * 1e6) / KEYS
  return [
    { work: 'look a key up', who, unit: 'ns', act: lookup },
    { work: 'build', who, unit: 'ms', act: async () => millisecondsOf(() => Ring.of(members)) },
    {
      work: 'compare with one peer less',
      who,
      unit: 'ms',
      act: async () => millisecondsOf(() => moves(ring, smaller)),
    },
  ]
}

/** How evenly rings spread their load, and how little a change moves beside the ideal 1/N. */
function recordBalance(recording: Recording, peers: number, trials: number): void {
  const who = `ring of ${peers.toLocaleString('en-US')} peers`
  const rings = Array.from({ length: trials }, (_, trial) => {
    const members = membersOf(trial, peers)
    const [ring, smaller] = [Ring.of(members), Ring.of(members.slice(1))]
    const loads = Array.from(ring.shares(), (share) => share * ring.size)
    return { loads, leave: movedFraction(moves(ring, smaller)), join: movedFraction(moves(smaller, ring)) }
  })
  recording.figure('fullest peer to mean', who, '×', mean(rings.map(({ loads }) => Math.max(...loads))))
  recording.figure('emptiest peer to mean', who, '×', mean(rings.map(({ loads }) => Math.min(...loads))))
  recording.figure('a join moves, to 1/N', who, '×', mean(rings.map(({ join }) => join)) * peers)
  recording.figure('a leave moves, to 1/N', who, '×', mean(rings.map(({ leave }) => leave)) * peers)
}

export default {
  title: 'What the ring costs, and how evenly it spreads',

  async run(recording, { quick }) {
    const keys = randomKeys(KEYS)
    const sizes = [3, 100, 1000, MEMBERS_MAX]
    await measureByTurns(
      recording,
      quick ? 3 : 7,
      sizes.flatMap((peers) => timeTurns(peers, keys)),
    )
    for (const [peers, trials] of [
      [3, 50],
      [100, 20],
      [1000, 5],
      [MEMBERS_MAX, 3],
    ] as const) {
      recordBalance(recording, peers, quick ? Math.ceil(trials / 5) : trials)
    }
  },
} satisfies Bench
