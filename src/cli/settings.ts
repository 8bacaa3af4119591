import * as z from 'zod'
import { parseBlockSize } from '../block/block-size.ts'
import {
  ADDRESSES_MAX,
  GENERATION_MS_MAX,
  GENERATION_MS_MIN,
  GRACE_MS_MAX,
  HEARTBEAT_MS_MAX,
  HEARTBEAT_MS_MIN,
  WEIGHT_MAX,
} from '../limits.ts'
import { parseByteSize } from './byte-size.ts'
import { parseDuration } from './duration.ts'
import { isNames } from './names.ts'

/** What can be set in tritonring.yaml, by the environment and by flags. */
export interface Settings {
  /** Peers of the overlay, as multiaddr or host:port. */
  bootstrap?: string[] | undefined
  /** Bytes of a block in uploads. */
  blockSize?: number | undefined
  /** Multiaddrs that a peer listens on. */
  listen?: string[] | undefined
  /** Directory where a peer keeps its identity, and a block peer what it stores on disk. */
  data?: string | undefined
  /** Where a block peer keeps its blocks. */
  store?: 'memory' | 'disk' | undefined
  /** Bytes of blocks that a block peer takes. */
  capacity?: number | undefined
  /** A block peer's capacity relative to the others. */
  weight?: number | undefined
  /** What fails together with a block peer. */
  zone?: string | undefined
  /** Where a metadata peer keeps names: memory, disk or etcd://… */
  names?: string | undefined
  /** Milliseconds in which a metadata peer wants to hear from each block peer. */
  heartbeat?: number | undefined
  /** Milliseconds after an eviction until a metadata peer has copies made anew. */
  grace?: number | undefined
  /** Milliseconds that a generation of collection lasts. */
  generation?: number | undefined
  /** The key file that files are encrypted and decrypted with. */
  secretFile?: string | undefined
}

/** The keys of `Settings`, in the order in which they are told to people. */
export const SETTING_KEYS = [
  'bootstrap',
  'blockSize',
  'listen',
  'data',
  'store',
  'capacity',
  'weight',
  'zone',
  'names',
  'heartbeat',
  'grace',
  'generation',
  'secretFile',
] as const
export type SettingKey = (typeof SETTING_KEYS)[number]

const MULTIADDR = /^\/[^\s/]+\/\S+$/
const HOST_AND_PORT = /^(\[[^\]\s]+\]|[^:[\]\s/]+):\d{1,5}$/
const TEXT_MAX = 4096

const text = z.string().min(1, 'it is empty').max(TEXT_MAX)
const scalar = z.union([z.string(), z.number()], 'a number or text needed').transform(String)

const address = text.refine((value) => MULTIADDR.test(value) || HOST_AND_PORT.test(value), {
  error: ({ input }) =>
    `'${input}' is no address: host:port or a multiaddr such as /ip4/127.0.0.1/tcp/4001 needed`,
})

const listenAddress = text.regex(MULTIADDR, {
  error: ({ input }) => `'${input}' is no multiaddr such as /ip4/127.0.0.1/tcp/4001`,
})

const weight = scalar.transform(Number).refine((value) => value > 0 && value <= WEIGHT_MAX, {
  error: `a number over 0 and at most ${WEIGHT_MAX} needed`,
})

const heartbeat = scalar
  .transform(reading(parseDuration))
  .refine((value) => value >= HEARTBEAT_MS_MIN && value <= HEARTBEAT_MS_MAX, {
    error: `from ${HEARTBEAT_MS_MIN}ms to ${HEARTBEAT_MS_MAX / 1000}s needed`,
  })

const names = text.refine(isNames, 'memory, disk, or etcd://HOST:PORT,HOST:PORT needed')
const grace = scalar.transform(reading(parseDuration)).refine((value) => value <= GRACE_MS_MAX, {
  error: `at most ${GRACE_MS_MAX / 3_600_000}h needed`,
})

const generation = scalar
  .transform(reading(parseDuration))
  .refine((value) => value >= GENERATION_MS_MIN && value <= GENERATION_MS_MAX, {
    error: `from ${GENERATION_MS_MIN / 1000}s to ${GENERATION_MS_MAX / 3_600_000}h needed`,
  })

const settings = z.strictObject({
  bootstrap: z.array(address, 'a list of addresses needed').min(1, 'it is empty').optional(),
  blockSize: scalar.transform(reading(parseBlockSize)).optional(),
  listen: z
    .array(listenAddress, 'a list of multiaddrs needed')
    .min(1, 'it is empty')
    .max(ADDRESSES_MAX)
    .optional(),
  data: text.optional(),
  store: z.enum(['memory', 'disk'], 'memory or disk needed').optional(),
  capacity: scalar.transform(reading(parseByteSize)).optional(),
  weight: weight.optional(),
  zone: text.optional(),
  names: names.optional(),
  heartbeat: heartbeat.optional(),
  grace: grace.optional(),
  generation: generation.optional(),
  secretFile: text.optional(),
} satisfies Record<SettingKey, unknown>)

/** Settings from one place, not validated yet. */
export interface SettingsSource {
  values: Readonly<Record<string, unknown>>
  /** Where a relative `data` or `secretFile` starts from. */
  directory: string
  /** How an error names the setting at `path`: file, line and key, or the variable, or the flag. */
  where: (path: readonly PropertyKey[]) => string
}

/** What is wrong with one setting, and where in the values. */
export interface SettingFault {
  path: readonly PropertyKey[]
  message: string
}

/** The settings that `values` say, or the first thing that is wrong with them. */
export function readSettings(values: unknown): { settings: Settings } | { fault: SettingFault } {
  const result = settings.safeParse(values, { reportInput: true })
  if (result.success) return { settings: result.data }
  const issue = result.error.issues[0]!
  if (issue.code !== 'unrecognized_keys') return { fault: { path: issue.path, message: issue.message } }
  const path = [...issue.path, issue.keys[0]!]
  return { fault: { path, message: `unknown key; there are ${SETTING_KEYS.join(', ')}` } }
}

/** A parser that throws, as a transform that reports. */
function reading<T>(parse: (text: string) => T): (text: string, context: z.core.$RefinementCtx<string>) => T {
  return (value, context) => {
    try {
      return parse(value)
    } catch (error) {
      context.issues.push({ code: 'custom', message: (error as Error).message, input: value })
      return z.NEVER
    }
  }
}
