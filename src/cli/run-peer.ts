import { once } from 'node:events'
import { toJson } from './escape.ts'
import { print, type Terminal, warn } from './terminal.ts'

/** What every role of the overlay offers to whoever runs it. */
export interface Peer {
  readonly id: string
  readonly addresses: readonly string[]
  start(signal?: AbortSignal): Promise<void>
  stop(): Promise<void>
}

export interface RunOptions {
  role: string
  json: boolean
  /** What a start that takes long is waiting for, as is known by then. */
  waitingFor?: () => string
  failure?: AbortSignal
  /** What else is said when the peer is ready. */
  more?: () => Promise<Record<string, string>>
}

/** A start that takes longer is told of: somebody waits for a peer that may not be there. */
const NOTICE_MS = 2_000

/**
 * Runs a peer until the terminal's signal: starts it, prints where it is reached, waits, stops it. Throws what its
 * start throws, and the reason of `failure` when that fires.
 */
export async function runPeer(peer: Peer, options: RunOptions, terminal: Terminal): Promise<void> {
  const { signal } = terminal
  const notice = setTimeout(() => {
    if (options.waitingFor !== undefined) void warn(terminal, options.waitingFor()).catch(() => undefined)
  }, NOTICE_MS)
  try {
    await peer.start(signal)
    clearTimeout(notice)
    signal.throwIfAborted()
    const more = (await options.more?.()) ?? {}
    await print(terminal, options.json ? readyEvent(peer, more) : readyWords(peer, options.role, more))
    await untilAborted(AbortSignal.any([signal, ...(options.failure === undefined ? [] : [options.failure])]))
    if (!signal.aborted) throw options.failure?.reason
  } catch (error) {
    if (!signal.aborted) throw error
  } finally {
    clearTimeout(notice)
    await peer.stop()
  }
}

function readyEvent(peer: Peer, more: Record<string, string>): string {
  return toJson({ event: 'ready', peerId: peer.id, addresses: peer.addresses, ...more })
}

function readyWords(peer: Peer, role: string, { invitation }: Record<string, string>): string {
  const lines = peer.addresses.map((address) => `${role} ready at ${address}`)
  if (invitation !== undefined)
    lines.push(`for the administrator, once, within a day: tt login --join ${invitation}`)
  return lines.join('\n')
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort')
}
