import { seededRandom } from '../harness/random.ts'

/** Everything that may go wrong, by kinds that a seed turns on or off. */
export const FAULT_KINDS = [
  'network',
  'cut',
  'freeze',
  'crash',
  'rot',
  'metadata',
  'join',
  'drain',
  'clock',
  'full',
  'slow',
  'pursuit',
] as const
export type FaultKind = (typeof FAULT_KINDS)[number]

/** What came with decision 0090, and what tells the random numbers of each from the others'. */
const LATER_KINDS = { outage: 0x1a7e, split: 0x2b8f, skew: 0x3c90 }
export type LaterKind = keyof typeof LATER_KINDS

/** What seeds mean: in the first edition nothing that came with decision 0090 happens. */
export type Edition = 1 | 2

/** Which seeds collect: the others take half of their time. */
const COLLECTS_EVERY = 3
/** Of so many seeds one has block peers that take their leave before they go, and one has twins of theirs. */
const DEPARTURES_EVERY = 16
/** A lease ends within seconds, so that faults of a few seconds last longer than it. */
const GENERATION_MS = 1_500

const DISKS_SEED = 0x90f0
const LATER_SHARE = 0.4

const ZONES = ['north', 'south', 'east']
/** The share of tokens that a peer of weight 1 has: rings of some dozens of arcs show what rings of hundreds do, for less. */
const WEIGHTS = [1 / 16, 1 / 8, 1 / 4]

/** What a seed decides before anything happens. */
export interface Setting {
  /** Block peers at the beginning, and the most that ever run. */
  peers: number
  peersMax: number
  /** The end of the faults, in simulated milliseconds; what is under way then goes on. */
  faultsMs: number
  operationsPerClient: number
  fileBytesMax: number
  /** How long a generation of collection lasts; undefined where there is none before the end. */
  generationMs: number | undefined
  faults: ReadonlySet<FaultKind | LaterKind>
  /**
   * Where block peers have disks, how long it may take until what they write is safe: their name records and views outlive
   * them too. Undefined where nothing but blocks outlives them, written in no time.
   */
  syncMsMax: number | undefined
  /** How a block peer goes: killed, or after it has said so, or since another process has started with its identity. */
  departure: 'crash' | 'leave' | 'twin'
  /** By a block peer's index; they change with a restart now and then. */
  weightOf: (index: number) => number
  zoneOf: (index: number) => string
}

/**
 * Most seeds are small: three or four peers, some ten seconds; one in eight is large. Each has some kinds of faults and not
 * the others (swarm testing, Groce et al. 2012): a fault that happens all the time hides what others would show.
 */
export function settingOf(seed: number, random: () => number, edition: Edition): Setting {
  const large = random() < 0.125
  const peers = large ? 4 + Math.floor(random() * 2) : 3 + Math.floor(random() * 2)
  const share = 0.3 + random() * 0.6
  const faults = FAULT_KINDS.filter(() => random() < share)
  const equal = random() < 0.6
  const weights = Array.from({ length: 8 }, () => (equal ? WEIGHTS[0]! : WEIGHTS[Math.floor(random() * 3)]!))
  const zoned = random() < 0.25
  const zones = weights.map(() => (zoned ? ZONES[Math.floor(random() * ZONES.length)]! : ''))
  return {
    peers,
    peersMax: peers + (large ? 2 : 1),
    faultsMs: large ? 25_000 : 9_000,
    operationsPerClient: large ? 12 : 7,
    fileBytesMax: large ? 6_000 : 2_500,
    generationMs: seed % COLLECTS_EVERY === 0 ? GENERATION_MS : undefined,
    ...withLater(seed, faults, edition),
    departure: departureOf(seed % DEPARTURES_EVERY),
    weightOf: (index) => weights[index % weights.length]!,
    zoneOf: (index) => zones[index % zones.length]!,
  }
}

/** Half of the seeds have disks: power cuts are for them alone. */
function withLater(
  seed: number,
  before: FaultKind[],
  edition: Edition,
): Pick<Setting, 'faults' | 'syncMsMax'> {
  const faults = new Set<FaultKind | LaterKind>(before)
  const random = seededRandom(seed ^ DISKS_SEED)
  const syncMsMax = random() < 0.5 ? 5 + random() ** 2 * 600 : undefined
  if (edition === 1) return { faults, syncMsMax: undefined }
  for (const kind of Object.keys(LATER_KINDS) as LaterKind[])
    if (randomOf(kind, ~seed)() < LATER_SHARE && (kind !== 'outage' || syncMsMax !== undefined))
      faults.add(kind)
  return { faults, syncMsMax }
}

/** What faults of a kind draw from: they change nothing about what others draw. */
export function randomOf(kind: LaterKind, seed: number): () => number {
  return seededRandom(seed ^ LATER_KINDS[kind])
}

function departureOf(draw: number): Setting['departure'] {
  if (draw === 5) return 'leave'
  return draw === 11 ? 'twin' : 'crash'
}
