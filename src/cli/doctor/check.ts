import type { Client } from '../../client/client.ts'
import type { OverlayStatus } from '../../client/report.ts'
import type { Settings } from '../settings.ts'
import type { Terminal } from '../terminal.ts'
import type { Who } from '../who.ts'

/** What one check has to say. */
export interface Finding {
  level: 'ok' | 'warning' | 'wrong'
  /** One sentence: what is, and where. */
  says: string
  /** The command to type next, or what else to do. */
  next?: string
}

/** What checks look at. */
export interface Patient {
  terminal: Terminal
  settings: Settings
  /** Who asks: nobody, where it is left out. */
  who?: Who
  /** Addresses of the overlay as they were given, or the one that is tried without any. */
  bootstrap: readonly string[]
  /** Of Node.js, as `process.versions.node`. */
  nodeVersion: string
  /** Milliseconds since 1970. */
  wallNow: () => number
}

/** A patient whose overlay answers. */
export interface OverlayPatient extends Patient {
  client: Client
  status: OverlayStatus
  /** How far ahead of this machine's the clocks of peers are, in milliseconds. */
  peerClocks: readonly { peer: string; aheadMs: number }[]
  /** What block peers that know it hold, and still take, in bytes. */
  rooms: readonly { peer: string; bytes: number; bytesFree: number }[]
}

/** One thing to look at. It says nothing where it does not apply, and throws nothing that it can say. */
export interface Check<On extends Patient = Patient> {
  readonly name: string
  run(patient: On): Promise<Finding[]>
}
