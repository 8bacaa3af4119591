import type { BlockPeerStatus, OverlayStatus } from '../client/report.ts'
import { drainRemainder, isDrained } from './drained.ts'
import { counted, formatDuration, shortId } from './format.ts'
import { isFresh } from './freshness.ts'

/** How the overlay is, as far as its peers have told. */
export interface Health {
  /** How many block peers, any of them, can be lost now while every file stays; undefined where that is not known. */
  losable: number | undefined
  /** The answer in one sentence, or two. It begins with `Safe:` only when that many is one or more. */
  sentence: string
  /** What else a person should know. */
  alarms: string[]
  /** The oldest of what this is built on, in milliseconds; undefined where a peer has told nothing. */
  ageMs: number | undefined
}

/** Computed from what the peers themselves reported, and promises no more than that. */
export function healthOf(status: OverlayStatus): Health {
  const oldestMs = Math.max(0, ...status.peers.map(({ toldMs }) => toldMs))
  const trouble = troubleOf(status, oldestMs)
  const losable = trouble === undefined ? copiesOf(status) - 1 : undefined
  const sentence = trouble ?? calmSentence(status, losable!, oldestMs)
  const ageMs = status.peers.every(({ repair }) => repair !== undefined) ? oldestMs : undefined
  return { losable, sentence, alarms: alarmsOf(status), ageMs }
}

function copiesOf({ peers, replicas }: OverlayStatus): number {
  return Math.min(replicas, peers.filter(({ draining }) => !draining).length)
}

function calmSentence({ peers, files }: OverlayStatus, losable: number, ageMs: number): string {
  const known = `${counted(files, 'file')}; the peers told so in the last ${formatDuration(ageMs)}`
  if (losable < 1)
    return `At risk: ${peers.length === 1 ? 'there is one block peer' : 'one block peer keeps everything'}, and every block has one copy (${known}). Start another: tt block.`
  return `Safe: any ${losable} of ${counted(peers.length, 'block peer')} can be lost without losing a file (${known}).`
}

/** The worst of what stands against "safe", undefined when nothing does. */
function troubleOf(status: OverlayStatus, oldestMs: number): string | undefined {
  const { peers, files, frozen, lastHolders, rebuilding, recordsBacklog } = status
  const silent = peers.filter(({ state }) => state === 'suspect')
  if (peers.length === 0) return 'No block peer is there: nothing can be stored or read.'
  if (silent.length === peers.length)
    return 'No block peer answers: nothing can be stored or read until one is back.'
  if (rebuilding) return 'Not known yet: the names are being read back from the ring.'
  if (frozen)
    return `At risk: ${silent.length} of ${counted(peers.length, 'block peer')} are silent together, with ${counted(files, 'file')}; nobody is evicted while half are. Bring them back; for one that will never be: tt evict PEER.`
  const [gone] = lastHolders
  if (gone !== undefined)
    return `At risk: ${lastHolders.map(shortId).join(', ')} left before all that was there had a second copy elsewhere, and some blocks may be out of reach. Bring ${lastHolders.length === 1 ? 'it' : 'them'} back; if that will never be: tt evict ${shortId(gone)}.`
  if (silent.length > 0)
    return `At risk: ${silent.length} of ${counted(peers.length, 'block peer')} ${silent.length === 1 ? 'is' : 'are'} silent (${silent.map(({ id }) => shortId(id)).join(', ')}); what only one other keeps has one copy in reach. Copies are made anew if it stays away.`
  const unmended = sum(peers, ({ repair }) => repair?.corruptBlocks ?? 0)
  if (unmended > 0) return `At risk: ${counted(unmended, 'block')} were found wrong, and no right copy yet.`
  const healing = healingSentence(status)
  if (healing !== undefined) return healing
  if (recordsBacklog > 0)
    return `Healing: ${counted(recordsBacklog, 'copy', 'copies')} of file names are still to be made.`
  if (!peers.every((peer) => isFresh(status, peer)))
    return `Not known: what the peers told is ${formatDuration(oldestMs)} old.`
  return undefined
}

/** `At risk: 1,234 blocks at one copy, 41 % made anew, 12 s left.` */
function healingSentence(status: OverlayStatus): string | undefined {
  const { peers } = status
  const backlog = sum(peers, ({ repair }) => repair?.backlogBlocks ?? 0)
  const single = sum(peers, ({ repair }) => repair?.singleBlocks ?? 0)
  if (single > 0) return `At risk: ${counted(single, 'block')} at one copy, ${progressOf(peers, backlog)}.`
  return (
    departedSentence(status) ??
    (backlog > 0
      ? `Healing: ${counted(backlog, 'copy', 'copies')} to be made, ${progressOf(peers, backlog)}.`
      : checkingSentence(status))
  )
}

/** Until all that are left have counted, it is known that copies went, and not which. */
function departedSentence({ peers, departed, ringEpoch }: OverlayStatus): string | undefined {
  const counting = peers.some(
    ({ repair }) => repair === undefined || (repair.settled !== ringEpoch && repair.backlogBlocks === 0),
  )
  if (departed.length === 0 || !counting) return undefined
  const [have, their] = departed.length === 1 ? ['has', 'its'] : ['have', 'their']
  return `At risk: ${departed.map(shortId).join(', ')} ${have} left the ring, and ${their} share of the blocks has one copy until it is made anew; the others count what is missing.`
}

function checkingSentence({ peers, pending, ringEpoch }: OverlayStatus): string | undefined {
  const untold = peers.filter(({ repair }) => repair === undefined).length
  if (untold > 0)
    return `Not known yet: ${untold} of ${counted(peers.length, 'block peer')} ${untold === 1 ? 'has' : 'have'} not told yet how ${untold === 1 ? 'its' : 'their'} copies are.`
  const compared = peers.every(({ repair }) => repair?.settled === ringEpoch && !repair.comparing)
  return pending || !compared
    ? 'Checking: the ring has changed, and the peers compare what they hold; until they have, copies may be missing.'
    : undefined
}

function progressOf(peers: readonly BlockPeerStatus[], backlog: number): string {
  const graceMs = Math.max(...peers.map(({ repair }) => repair?.graceLeftMs ?? 0))
  if (graceMs > 0) return `copies are made anew in ${formatDuration(graceMs)} unless the lost peer is back`
  const counts = sum(peers, ({ repair }) => repair?.countedBlocks ?? 0)
  const share = Math.max(0, 1 - backlog / Math.max(1, counts))
  const workingMs = Math.max(...peers.map(({ repair }) => repair?.workingMs ?? 0))
  const left = share > 0.01 ? `, ${formatDuration((workingMs * (1 - share)) / share)} left` : ''
  return `${Math.floor(100 * share)} %${left}`
}

function alarmsOf(status: OverlayStatus): string[] {
  const { peers, frozen } = status
  const alarms = frozen ? ['half of the block peers or more are silent together: nobody is evicted'] : []
  for (const peer of peers) {
    const { id, repair, draining } = peer
    if (repair?.obstacle) alarms.push(`${shortId(id)} cannot make copies: ${repair.obstacle}`)
    if (isDrained(status, peer)) alarms.push(`${shortId(id)} is drained: it is safe to stop`)
    else if (draining)
      alarms.push(`${shortId(id)} is being drained: ${drainRemainder(status, peer)}; do not stop it yet`)
  }
  return alarms
}

function sum(peers: readonly BlockPeerStatus[], pick: (peer: BlockPeerStatus) => number): number {
  return peers.reduce((total, peer) => total + pick(peer), 0)
}
