import type { Target } from '../target.ts'
import * as blocks from './blocks.ts'
import * as encryption from './encryption.ts'
import * as texts from './texts.ts'
import * as trust from './trust.ts'
import * as wire from './wire.ts'

/** Every door at which bytes from elsewhere are read. */
export const TARGETS: readonly Target[] = [
  ...Object.values(wire),
  ...Object.values(texts),
  ...Object.values(trust),
  ...Object.values(blocks),
  ...Object.values(encryption),
]
