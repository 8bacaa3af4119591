import { KEY_BYTES } from '../../limits.ts'
import { allEnded } from './all-ended.ts'
import { type KeyIndex, refOf, slotOf } from './key-index.ts'
import { blocksEntry, deletionsEntry, type LogEntry } from './log-entry.ts'
import type { LogFiles } from './log-files.ts'
import type { LogSegment } from './log-segment.ts'
import type { LogWriter } from './log-writer.ts'
import { readBlocks } from './read-blocks.ts'
import type { Turns } from './turns.ts'
import type { Withdrawals } from './withdrawals.ts'

/** Rewritten in one turn: deletions wait for so long. */
const STEP_BYTES_MAX = 4 * 1024 * 1024
const STEP_BLOCKS_MAX = 8192
/** While blocks are deleted all the time: rewriting what is wanted then frees more than it writes. */
const SHARE_SPARSE = 1 / 2
/** When deletions have ended: 7 bytes are written at most for each that is freed, and no segment twice. */
const SHARE_SPARSE_AT_REST = 1 / 8
/** A segment that would give back less than this stays, unless nothing in it is wanted. */
const FREED_BYTES_MIN = 4096

export interface CompactorOptions {
  index: KeyIndex
  files: LogFiles
  writer: LogWriter
  /** Shared with whatever else takes blocks out of the index. */
  turns: Turns
  withdrawals: Withdrawals
}

/**
 * Frees the room of deleted blocks: of a file that is mostly unwanted, what is wanted is written to the end of the log
 * again, and the file removed. Until then it stays whole, so a crash at any time loses nothing.
 */
export class Compactor {
  readonly #options: CompactorOptions
  #running: Promise<void> | undefined
  #rewriting: Promise<void> | undefined
  #stopped = false
  #share = SHARE_SPARSE

  constructor(options: CompactorOptions) {
    this.#options = options
  }

  /** Begins to rewrite sparse segments, if there are any and it is not under way. */
  start(): void {
    if (this.#stopped || this.#running !== undefined) return
    this.#running = this.#run()
      .catch(() => {
        // A disk that is full or fails: the next deletion tries again.
      })
      .finally(() => {
        this.#running = undefined
        this.#share = SHARE_SPARSE
      })
  }

  /** As `start`, and this once down to segments that have less to give back. */
  startThorough(): void {
    this.#share = SHARE_SPARSE_AT_REST
    this.start()
  }

  /** Rewrites what there is to rewrite; resolves with whether that freed any room. */
  async freeRoom(): Promise<boolean> {
    const { files } = this.#options
    const before = files.bytes
    this.start()
    await this.#running
    return files.bytes < before
  }

  /** Resolves when the segment that is being rewritten, if any, is done. */
  async step(): Promise<void> {
    await this.#rewriting?.catch(() => {})
  }

  async stop(): Promise<void> {
    this.#stopped = true
    await this.#running
  }

  async #run(): Promise<void> {
    for (let segment = this.#sparsest(); segment !== undefined; segment = this.#sparsest()) {
      this.#rewriting = this.#rewrite(segment)
      await this.#rewriting
    }
  }

  #sparsest(): LogSegment | undefined {
    let sparsest: LogSegment | undefined
    if (this.#stopped) return undefined
    for (const segment of this.#options.files.segments.values()) {
      const { wanted, written } = segment
      if (
        !segment.isSparse(this.#share) ||
        written === 0 ||
        (wanted > 0 && written - wanted < FREED_BYTES_MIN)
      )
        continue
      if (sparsest === undefined || wanted * sparsest.written < sparsest.wanted * written) sparsest = segment
    }
    return sparsest
  }

  async #rewrite(segment: LogSegment): Promise<void> {
    const { files, writer, turns } = this.#options
    await writer.seal(segment)
    for (let slot = 0; slot < segment.slots && !this.#stopped; ) {
      slot = await turns.take(() => this.#moveBlocks(segment, slot))
    }
    if (this.#stopped) return
    await turns.take(() => this.#carryDeletions(segment))
    await files.remove(segment)
  }

  /** Writes blocks of the slots from `first` on anew; resolves with the slot to go on from. */
  async #moveBlocks(segment: LogSegment, first: number): Promise<number> {
    const { index, files, writer, withdrawals } = this.#options
    const held = heldBlocks(index, segment, first, { blocks: STEP_BLOCKS_MAX, bytes: STEP_BYTES_MAX })
    const { keys, refs, next } = held
    const { sizes, bytes, damaged } = await readBlocks(index, files, keys, refs, new Uint8Array(held.bytes))
    const unread = sizes.reduce((sum, size) => sum + (size === 0 ? 1 : 0), 0) - damaged.length
    if (unread > 0) throw new Error(`${unread} blocks of log segment ${segment.number} cannot be read`)
    index.release(
      segment,
      damaged.map((i) => slotOf(refs[i]!)),
    )
    withdrawals.damaged += damaged.length
    const notes: Promise<void>[] = []
    const onMoved = (replaced: readonly number[]) => {
      const elsewhere = replaced.filter((ref) => index.segmentOf(ref) !== segment)
      notes.push(withdrawals.noteReplaced(elsewhere))
    }
    const moves = this.#moves(keys, sizes, bytes, onMoved).map((entry) => writer.append(entry))
    // What one of them writes after this turn would undo a deletion that comes between.
    await allEnded(moves).finally(() => Promise.all(notes))
    return next
  }

  /** An entry for each run of blocks of one size. */
  #moves(
    keys: Uint8Array,
    sizes: Uint32Array,
    bytes: Uint8Array,
    onMoved: (replaced: readonly number[]) => void,
  ): LogEntry[] {
    const entries: LogEntry[] = []
    let at = 0
    for (let first = 0; first < sizes.length; ) {
      const blockSize = sizes[first]!
      let end = first + 1
      while (end < sizes.length && sizes[end] === blockSize) end++
      const length = (end - first) * blockSize
      const batch = {
        keys: keys.subarray(first * KEY_BYTES, end * KEY_BYTES),
        bytes: bytes.subarray(at, at + length),
        blockSize,
      }
      const onSynced = (to: LogSegment, slot: number) =>
        onMoved(this.#options.index.move(batch.keys, to, slot))
      if (blockSize > 0) entries.push(blocksEntry(batch, { urgent: true, onSynced }))
      at += length
      first = end
    }
    return entries
  }

  /** Notes again what this segment says of blocks in others: all of their slots that are not held. */
  async #carryDeletions(segment: LogSegment): Promise<void> {
    const { index, files, writer } = this.#options
    const entries: LogEntry[] = []
    for (const number of segment.deletions.keys()) {
      const target = files.segments.get(number)
      if (target === undefined) continue
      const slots = unheldSlots(index, target)
      if (slots.length > 0) entries.push(deletionsEntry(target, slots))
    }
    await allEnded(entries.map((entry) => writer.append(entry)))
  }
}

/** Blocks of one segment that are held there. */
export interface HeldBlocks {
  keys: Uint8Array
  refs: Uint32Array
  /** Sum of their sizes. */
  bytes: number
  /** The slot to go on from. */
  next: number
}

/** The blocks held in a segment's slots from `first` on, as many as the bounds allow, one at least. */
export function heldBlocks(
  index: KeyIndex,
  segment: LogSegment,
  first: number,
  most: { blocks: number; bytes: number },
): HeldBlocks {
  const end = Math.min(first + most.blocks, segment.slots)
  const all = index.keysOf(segment, first, end)
  const refs = index.locate(all)
  const held: number[] = []
  let bytes = 0
  let slot = first
  for (; slot < end; slot++) {
    if (refs[slot - first] !== refOf(segment, slot)) continue
    const size = segment.sizeOf(slot)
    if (held.length > 0 && bytes + size > most.bytes) break
    bytes += size
    held.push(slot - first)
  }
  const keys = new Uint8Array(held.length * KEY_BYTES)
  for (const [i, at] of held.entries())
    keys.set(all.subarray(at * KEY_BYTES, (at + 1) * KEY_BYTES), i * KEY_BYTES)
  return { keys, refs: Uint32Array.from(held, (at) => refs[at]!), bytes, next: slot }
}

function unheldSlots(index: KeyIndex, segment: LogSegment): number[] {
  const refs = index.locate(index.keysOf(segment, 0, segment.slots))
  const slots: number[] = []
  for (let slot = 0; slot < segment.slots; slot++) if (refs[slot] !== refOf(segment, slot)) slots.push(slot)
  return slots
}
