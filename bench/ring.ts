/**
 * What the ring costs and how evenly it spreads: `node --import tsx bench/ring.ts [--json]`.
 * Ids, seeds and keys are the same in every run; times are medians.
 */
import { createHash } from 'node:crypto'
import { MEMBERS_MAX, REPLICAS, TOKENS_PER_WEIGHT } from '../src/limits.ts'
import { movedFraction, moves } from '../src/ring/moves.ts'
import { Ring, type RingMember } from '../src/ring/ring.ts'

const KEYS = 1_000_000
const LOOKUP_ROUNDS = 7

interface Spread {
  /** The most loaded member's copies over the mean, the least loaded one's, and the standard deviation. */
  max: number
  min: number
  deviation: number
}

interface Row {
  peers: number
  buildMs: number
  lookupNs: number
  spread: Spread
  /** The worst `max` of all trials. */
  maxWorst: number
  /** Copies moved when one peer joins or leaves, over the ideal 1/N. */
  joinMoved: number
  leaveMoved: number
  moves: number
  movesMs: number
}

function member(trial: number, index: number): RingMember {
  const digest = createHash('sha256').update(`${trial}/${index}`).digest()
  return { id: `peer-${digest.toString('hex', 16)}`, seed: digest.subarray(0, 16), weight: 1 }
}

function membersOf(trial: number, count: number): RingMember[] {
  return Array.from({ length: count }, (_, index) => member(trial, index))
}

function randomKeys(count: number): Uint8Array {
  const keys = Buffer.alloc(32 * count)
  for (let i = 0; i < count; i++) {
    createHash('sha256')
      .update(`key ${i}`)
      .digest()
      .copy(keys, i * 32)
  }
  return keys
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function millisecondsOf(run: () => void): number {
  const start = performance.now()
  run()
  return performance.now() - start
}

function spreadOf(ring: Ring): Spread {
  const loads = Array.from(ring.shares(), (share) => share * ring.size)
  return {
    max: Math.max(...loads),
    min: Math.min(...loads),
    deviation: Math.sqrt(mean(loads.map((load) => (load - 1) ** 2))),
  }
}

function lookupNs(ring: Ring, keys: Uint8Array): number {
  const arcs = new Uint32Array(KEYS)
  const rounds = Array.from({ length: LOOKUP_ROUNDS }, () =>
    millisecondsOf(() => ring.arcsOf(keys, KEYS, arcs)),
  )
  return (median(rounds) * 1e6) / KEYS
}

function measure(peers: number, trials: number, keys: Uint8Array): Row {
  const build: number[] = []
  const movesTimes: number[] = []
  const results = Array.from({ length: trials }, (_, trial) => {
    const members = membersOf(trial, peers)
    let ring = Ring.of([])
    build.push(
      millisecondsOf(() => {
        ring = Ring.of(members)
      }),
    )
    const smaller = Ring.of(members.slice(1))
    let leave = moves(ring, ring)
    movesTimes.push(
      millisecondsOf(() => {
        leave = moves(ring, smaller)
      }),
    )
    const join = moves(smaller, ring)
    return {
      ring,
      spread: spreadOf(ring),
      leave: movedFraction(leave),
      join: movedFraction(join),
      moves: join.length,
    }
  })
  return {
    peers,
    buildMs: median(build),
    lookupNs: lookupNs(results[0]!.ring, keys),
    spread: {
      max: mean(results.map(({ spread }) => spread.max)),
      min: mean(results.map(({ spread }) => spread.min)),
      deviation: mean(results.map(({ spread }) => spread.deviation)),
    },
    maxWorst: Math.max(...results.map(({ spread }) => spread.max)),
    joinMoved: mean(results.map(({ join }) => join)) * peers,
    leaveMoved: mean(results.map(({ leave }) => leave)) * peers,
    moves: Math.round(mean(results.map(({ moves }) => moves))),
    movesMs: median(movesTimes),
  }
}

function printTable(rows: Row[]): void {
  const columns: [string, (row: Row) => string][] = [
    ['peers', (row) => `${row.peers}`],
    ['build ms', (row) => row.buildMs.toFixed(2)],
    ['lookup ns/key', (row) => row.lookupNs.toFixed(1)],
    ['load max/mean', (row) => row.spread.max.toFixed(3)],
    ['(worst)', (row) => row.maxWorst.toFixed(3)],
    ['min/mean', (row) => row.spread.min.toFixed(3)],
    ['std', (row) => row.spread.deviation.toFixed(3)],
    ['join moves x 1/N', (row) => row.joinMoved.toFixed(3)],
    ['leave moves x 1/N', (row) => row.leaveMoved.toFixed(3)],
    ['ranges', (row) => `${row.moves}`],
    ['moves() ms', (row) => row.movesMs.toFixed(2)],
  ]
  console.log(`${TOKENS_PER_WEIGHT} tokens a peer, ${REPLICAS} copies, ${KEYS.toLocaleString('en')} keys`)
  console.log(columns.map(([title]) => title).join('  '))
  for (const row of rows)
    console.log(columns.map(([title, cell]) => cell(row).padStart(title.length)).join('  '))
}

const keys = randomKeys(KEYS)
measure(3, 50, keys) // warm-up: compiles everything that the rows below run
const rows = [
  measure(3, 50, keys),
  measure(100, 20, keys),
  measure(1000, 5, keys),
  measure(MEMBERS_MAX, 3, keys),
]
if (process.argv.includes('--json')) {
  console.log(JSON.stringify({ bench: 'ring', node: process.version, keys: KEYS, rows }, undefined, 2))
} else printTable(rows)
