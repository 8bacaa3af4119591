import type { BlockBatch } from '../block/batch.ts'
import { hashBlock } from '../block/hash.ts'
import { type Part, partition, select } from '../block/partition.ts'
import { pause } from '../clock.ts'
import { isTritonError, TritonError } from '../errors.ts'
import {
  AVOIDED_MAX,
  BUSY_PAUSE_MS,
  BUSY_PAUSE_MS_MAX,
  KEY_BYTES,
  PROBE_KEYS,
  PUT_ATTEMPTS_MAX,
  PUT_DEADLINE_MS,
  READ_DEADLINE_MS,
  SLOWEST_BYTES_PER_MS,
} from '../limits.ts'
import type { Overlay } from '../membership/overlay.ts'
import { chooseMembers, NO_MEMBER } from '../ring/choose.ts'
import { HAS, PUT } from '../wire/blocks.ts'
import { SignedView } from '../wire/generated/tritonring.ts'
import { PutWindow } from './put-window.ts'

/** Between two probes while the last one found nothing, in batches. */
const PROBE_EVERY = 8
/** From this share of a probe's blocks on, asking for all of them costs less than sending them. */
const PROBE_PAYS = 0.3

/** What a writer did, in payload bytes of blocks. */
export interface WriteCounts {
  bytesSent: number
  /** Blocks that only one peer could take. */
  singleCopies: number
}

/** Which time some blocks are sent, after what. */
interface Attempt {
  /** From 1. */
  number: number
  last: unknown
  /** Peers that have no room for them. */
  full: ReadonlySet<string>
}

const FIRST: Attempt = { number: 1, last: undefined, full: new Set() }

/** Puts batches of blocks on the ring: each on two peers, those that are there already not again. */
export class BlockWriter {
  readonly counts: WriteCounts
  /** The generation of collection when this writer began: what it puts is kept for one more at least. */
  readonly generation: number
  readonly #overlay: Overlay
  readonly #signal: AbortSignal
  readonly #window: PutWindow
  #batches = 0
  #probesPay = false
  /** The probe under way, if any: batches that come meanwhile wait for what it finds. */
  #probing: Promise<void> = Promise.resolve()

  /** `counts`: those of a writer before, to be gone on with. */
  constructor(overlay: Overlay, signal: AbortSignal, counts?: WriteCounts) {
    this.counts = counts ?? { bytesSent: 0, singleCopies: 0 }
    this.#overlay = overlay
    this.generation = overlay.view().generation
    this.#signal = signal
    this.#window = new PutWindow(overlay.network.clock)
  }

  /**
   * Waits while as much is under way as the peers put promptly (`PutWindow`), then resolves when every block of the batch is
   * on two peers (on one, where only one is alive: counted), with the bytes of those that were there already.
   * Throws `Unavailable` when no peer takes a block, `NoSpace` when none has room, and the signal's reason.
   */
  put(batch: BlockBatch): Promise<number> {
    return this.#window.pass(batch.bytes.length, () => this.#put(batch))
  }

  async #put(batch: BlockBatch): Promise<number> {
    const missing = await this.#withoutThere(batch)
    if (missing.bytes.length > 0) await this.#send(missing, FIRST)
    return batch.bytes.length - missing.bytes.length
  }

  async #send(batch: BlockBatch, attempt: Attempt): Promise<void> {
    this.#signal.throwIfAborted()
    const view = this.#overlay.view()
    const { members } = view.ring
    const avoided = this.#overlay.suspicion.avoided(view)
    const full = Uint8Array.from(members, ({ id }) => (attempt.full.has(id) ? 1 : 0))
    const closed = avoided.map((each, member) => each | full[member]!)
    const chosen = chooseMembers(view.ring, batch.keys, closed.includes(0) ? closed : full)
    const avoid = members.filter((_, member) => avoided[member] === 1).map(({ id }) => id)
    if (attempt.number > PUT_ATTEMPTS_MAX || chosen.includes(NO_MEMBER))
      throw this.#nobodyTakes(batch, attempt.last)
    await Promise.all(
      partition(batch, chosen, members.length).map((part) =>
        this.#sendPart(members[part.group]!.id, part, attempt, avoid.slice(0, AVOIDED_MAX)),
      ),
    )
  }

  async #sendPart(peer: string, part: Part, attempt: Attempt, avoid: string[]): Promise<void> {
    const { network, suspicion } = this.#overlay
    const view = this.#overlay.view()
    try {
      this.counts.bytesSent += part.bytes.length
      const { response } = await network.call(
        peer,
        PUT,
        { blockSize: part.blockSize, avoid, generation: this.#overlay.view().generation },
        {
          payload: part.bytes,
          signal: this.#signal,
          endsInSilence: true,
          deadlineMs: PUT_DEADLINE_MS + (2 * part.bytes.length) / SLOWEST_BYTES_PER_MS,
        },
      )
      if (Buffer.compare(response.digest, hashBlock(part.keys)) !== 0) {
        throw new TritonError('Corrupt', `peer ${peer} stored other blocks than it was sent`, { peer })
      }
      this.counts.singleCopies += response.single
      suspicion.clear(peer)
    } catch (error) {
      this.#signal.throwIfAborted()
      await this.#recover(peer, error, attempt.number)
      // That views follow one another is nobody's failure.
      const isLate = isTritonError(error, 'WrongEpoch') && this.#overlay.view().isNewerThan(view)
      const full = isTritonError(error, 'NoSpace') ? new Set(attempt.full).add(peer) : attempt.full
      await this.#send(part, { number: attempt.number + (isLate ? 0 : 1), last: error, full })
    }
  }

  /** Makes the next attempt go better: a newer view, a pause, or another peer. Throws what cannot be mended. */
  async #recover(peer: string, error: unknown, attempt: number): Promise<void> {
    if (isTritonError(error, 'WrongEpoch') && (await this.#learned(error.detail))) return
    if (
      isTritonError(error, 'BadRequest') ||
      isTritonError(error, 'Unsupported') ||
      isTritonError(error, 'TooLarge')
    )
      throw error
    if (!isTritonError(error, 'Busy')) {
      this.#overlay.suspicion.suspect(peer)
      this.#overlay.seekView?.()
    }
    const { clock } = this.#overlay.network
    await pause(clock, Math.min(BUSY_PAUSE_MS * 2 ** (attempt - 1), BUSY_PAUSE_MS_MAX), this.#signal)
  }

  /** False where what came is no view: whoever sent it is to be avoided like one that failed. */
  async #learned(detail: Uint8Array | undefined): Promise<boolean> {
    try {
      await this.#overlay.learn(SignedView.decode(detail ?? new Uint8Array(0)))
      return true
    } catch {
      return false
    }
  }

  #nobodyTakes(batch: BlockBatch, cause: unknown): TritonError {
    const count = batch.keys.length / KEY_BYTES
    const why = cause instanceof Error ? `: ${cause.message}` : ''
    return new TritonError(
      isTritonError(cause, 'NoSpace') ? 'NoSpace' : 'Unavailable',
      `could not store ${count} ${count === 1 ? 'block' : 'blocks'}: no block peer takes them${why}`,
      {
        cause,
        hint: 'see tt status for the block peers that are there',
      },
    )
  }

  /** The batch without the blocks that both owners hold already, as far as asking for them pays. */
  async #withoutThere(batch: BlockBatch): Promise<BlockBatch> {
    if (!this.#probesPay && this.#batches++ % PROBE_EVERY === 0) this.#probing = this.#probe(batch)
    await this.#probing
    if (!this.#probesPay) return batch
    const there = await this.#there(batch.keys)
    this.#noteProbe(there)
    const missing = new Uint32Array(there.length)
    let count = 0
    for (let i = 0; i < there.length; i++) if (there[i] === 0) missing[count++] = i
    return count === there.length ? batch : select(batch, missing.subarray(0, count))
  }

  async #probe(batch: BlockBatch): Promise<void> {
    this.#noteProbe(await this.#there(batch.keys.subarray(0, PROBE_KEYS * KEY_BYTES)))
  }

  #noteProbe(there: Uint8Array): void {
    let found = 0
    for (let i = 0; i < there.length; i++) found += there[i]!
    this.#probesPay = found >= PROBE_PAYS * there.length
  }

  /** One byte a key: 1 where both owners hold the block. A peer that does not answer holds nothing. */
  async #there(keys: Uint8Array): Promise<Uint8Array> {
    const { ring } = this.#overlay.view()
    const count = keys.length / KEY_BYTES
    const copies = new Uint8Array(count)
    const arcs = new Uint32Array(count)
    ring.arcsOf(keys, count, arcs)
    const ranks = Array.from({ length: ring.ownerCount }, (_, rank) => rank)
    await Promise.all(ranks.map((rank) => this.#countCopies(keys, arcs, rank, copies)))
    const needed = this.#overlay.view().replicas
    return copies.map((found) => (found >= needed ? 1 : 0))
  }

  async #countCopies(keys: Uint8Array, arcs: Uint32Array, rank: number, copies: Uint8Array): Promise<void> {
    const { ring } = this.#overlay.view()
    const owners = new Uint16Array(arcs.length)
    for (let i = 0; i < arcs.length; i++) owners[i] = ring.ownerAt(arcs[i]!, rank)
    const list = { keys, bytes: new Uint8Array(0), blockSize: 1 }
    await Promise.all(
      partition(list, owners, ring.size).map(async (part) => {
        const there = await this.#askOwner(ring.members[part.group]!.id, part.keys)
        if (there.length !== part.indexes.length) return
        for (let i = 0; i < there.length; i++) if (there[i] === 1) copies[part.indexes[i]!]!++
      }),
    )
  }

  async #askOwner(peer: string, keys: Uint8Array): Promise<Uint8Array> {
    if (this.#overlay.suspicion.isSuspect(peer)) return new Uint8Array(0)
    const options = {
      payload: keys,
      answerBytesMax: keys.length / KEY_BYTES,
      signal: this.#signal,
      endsInSilence: true,
      deadlineMs: READ_DEADLINE_MS,
    }
    try {
      return (
        await this.#overlay.network.call(peer, HAS, { generation: this.#overlay.view().generation }, options)
      ).payload
    } catch (error) {
      this.#signal.throwIfAborted()
      if (!isTritonError(error, 'Busy')) this.#overlay.suspicion.suspect(peer)
      return new Uint8Array(0)
    }
  }
}
