import type { BlockBatch } from '../block/batch.ts'
import { keyAt } from '../block/key.ts'
import { verifyBlocks } from '../block/verify.ts'
import { isTritonError, TritonError } from '../errors.ts'
import { BATCH_BLOCKS_MAX, DISK_RESERVE_BYTES, KEY_BYTES, LOG_SEGMENT_BYTES } from '../limits.ts'
import { allEnded } from './disk/all-ended.ts'
import { checkBatch, framesOf, select } from './disk/batch-frames.ts'
import { Compactor, heldBlocks } from './disk/compactor.ts'
import { decodeCursor, encodeCursor } from './disk/cursor.ts'
import type { FileSystem } from './disk/file-system.ts'
import { checkFormat } from './disk/format.ts'
import { checkKeys, KeyIndex } from './disk/key-index.ts'
import { type Damage, loadSegment } from './disk/load-segment.ts'
import { blocksEntry, deletionsEntry } from './disk/log-entry.ts'
import { LogFiles } from './disk/log-files.ts'
import { type LogSegment, segmentNumber } from './disk/log-segment.ts'
import { LogWriter } from './disk/log-writer.ts'
import { nodeFileSystem } from './disk/node-file-system.ts'
import { readBlocks } from './disk/read-blocks.ts'
import { Reserve } from './disk/reserve.ts'
import { Turns } from './disk/turns.ts'
import { Withdrawals } from './disk/withdrawals.ts'
import type { Stamp, Stamps } from './stamp.ts'
import type {
  BlockStore,
  BlocksFound,
  ExpiredPage,
  RingRange,
  ScanPage,
  StoreStatistics,
  VerifyPage,
} from './store.ts'

export interface DiskStoreOptions {
  /** Bytes of blocks, without their keys, that the store takes; without it, what the disk holds. */
  capacity?: number | undefined
  files?: FileSystem
  /** Bytes of one file of the log, about. */
  segmentBytes?: number
  /** Kept free for deletions. */
  reserveBytes?: number
}

/** Unwanted bytes beyond those wanted before deletions wait for room to be freed. */
const UNWANTED_BYTES_MAX = 32 * 1024

/**
 * Keeps blocks in a directory: a log of frames in files of some MiB, the keys of all blocks in memory. What `put` has
 * resolved for is synced, and there after a crash or a power cut. One process has a directory at a time.
 */
export class DiskStore implements BlockStore {
  readonly #capacity: number
  readonly #index: KeyIndex
  readonly #files: LogFiles
  readonly #writer: LogWriter
  readonly #compactor: Compactor
  readonly #withdrawals: Withdrawals
  readonly #turns = new Turns()
  readonly #unlock: () => Promise<void>
  /** Bytes of blocks on their way into the log. */
  #arriving = 0
  #closed: Promise<void> | undefined

  private constructor(
    index: KeyIndex,
    files: LogFiles,
    unlock: () => Promise<void>,
    options: DiskStoreOptions,
  ) {
    const { capacity, segmentBytes = LOG_SEGMENT_BYTES, reserveBytes = DISK_RESERVE_BYTES } = options
    this.#capacity = capacity ?? Number.POSITIVE_INFINITY
    this.#index = index
    this.#files = files
    this.#unlock = unlock
    this.#writer = new LogWriter({
      files,
      reserve: new Reserve(files.files, files.directory, reserveBytes),
      active: [...files.segments.values()].at(-1),
      segmentBytes,
      isThere: (number) => files.segments.has(number),
    })
    this.#withdrawals = new Withdrawals(index, this.#writer, this.#turns)
    this.#compactor = new Compactor({
      index,
      files,
      writer: this.#writer,
      turns: this.#turns,
      withdrawals: this.#withdrawals,
    })
  }

  /**
   * Opens the store in a directory, which is made where it is not there. Throws `Refused` when another process has it
   * open, `Unsupported` for one of another version, `Corrupt` for what is no store, `Local` when the disk fails.
   */
  static async open(directory: string, options: DiskStoreOptions = {}): Promise<DiskStore> {
    const files = options.files ?? nodeFileSystem
    try {
      await files.makeDirectory(directory)
      const unlock = await files.lock(directory)
      try {
        await checkFormat(files, directory)
        return await DiskStore.#load(files, directory, unlock, options)
      } catch (error) {
        await unlock()
        throw error
      }
    } catch (cause) {
      if (cause instanceof TritonError) throw cause
      throw new TritonError('Local', `could not open the block store ${directory}: ${String(cause)}`, {
        cause,
        hint: 'choose a --data directory that this user can write',
      })
    }
  }

  static async #load(
    files: FileSystem,
    directory: string,
    unlock: () => Promise<void>,
    options: DiskStoreOptions,
  ): Promise<DiskStore> {
    const index = new KeyIndex()
    const log = new LogFiles(files, directory, index)
    try {
      const damages = await loadLog(index, log)
      const store = new DiskStore(index, log, unlock, options)
      await store.#noteDamages(damages)
      store.#compactor.start()
      return store
    } catch (error) {
      await log.close()
      throw error
    }
  }

  /** Blocks that were found damaged since the store was opened, and are held no longer. */
  get quarantined(): number {
    return this.#withdrawals.damaged
  }

  async put(batch: BlockBatch, stamps: Stamps = 0): Promise<number> {
    checkBatch(batch)
    const missing = this.#index.missing(batch.keys, stamps)
    if (missing.length === 0) return 0
    const fresh = select(batch, missing)
    const freshStamps = typeof stamps === 'number' ? stamps : Uint8Array.from(missing, (i) => stamps[i]!)
    if (this.#index.bytes + this.#arriving + fresh.bytes.length > this.#capacity) {
      throw noSpace(missing.length, fresh.bytes.length, this.#capacity)
    }
    this.#arriving += fresh.bytes.length
    try {
      const added = await allEnded(framesOf(fresh, freshStamps).map((frame) => this.#append(frame)))
      return added.reduce((sum, each) => sum + each, 0)
    } finally {
      this.#arriving -= fresh.bytes.length
    }
  }

  async get(keys: Uint8Array, bytesMax: number): Promise<BlocksFound> {
    checkKeys(keys)
    const refs = this.#index.locate(keys)
    let total = 0
    let found = 0
    for (let i = 0; i < refs.length; i++) {
      if (refs[i] === 0) continue
      total += this.#index.sizeOf(refs[i]!)
      found++
    }
    if (total > bytesMax) throw tooLarge(found, total, bytesMax)
    const out = new Uint8Array(Buffer.allocUnsafeSlow(total).buffer)
    const { sizes, bytes, damaged } = await readBlocks(this.#index, this.#files, keys, refs, out)
    await this.#withdraw(keys, refs, damaged)
    return { sizes, bytes }
  }

  has(keys: Uint8Array, stamp?: Stamp): Uint8Array {
    checkKeys(keys)
    return this.#index.has(keys, stamp)
  }

  async delete(keys: Uint8Array, expired?: Stamp): Promise<number> {
    checkKeys(keys)
    const deleted = await this.#withdrawals.delete(keys, expired)
    await this.#freeRoom()
    return deleted
  }

  compact(): void {
    this.#compactor.startThorough()
  }

  stamps(keys: Uint8Array): Int16Array {
    checkKeys(keys)
    return this.#index.stamps(keys)
  }

  renewAll(stamp: Stamp): void {
    this.#index.renewAll(stamp)
  }

  expired(stamp: Stamp, after: number): ExpiredPage {
    return this.#index.expired(stamp, after)
  }

  scan(range: RingRange, after: Uint8Array | undefined, countMax: number): ScanPage {
    if (!(countMax >= 1))
      throw new TritonError('BadRequest', `could not scan: ${countMax} keys a page, need 1 or more`)
    return this.#index.scan(range, after, countMax)
  }

  async verify(after: Uint8Array | undefined, bytesMax: number): Promise<VerifyPage> {
    const from = decodeCursor(after)
    for (const segment of this.#files.segments.values()) {
      if (segment.number < from.number) continue
      const first = segment.number === from.number ? from.slot : 0
      if (first >= segment.slots) continue
      return this.#verifySlots(segment, first, bytesMax)
    }
    return { blocks: 0, bytes: 0, damaged: new Uint8Array(0), next: undefined }
  }

  statistics(): StoreStatistics {
    return { blocks: this.#index.blocks, bytes: this.#index.bytes, bytesAllocated: this.#files.bytes }
  }

  /** What the disk has free, or the capacity leaves, whichever is less. */
  async room(): Promise<number> {
    const free = await this.#files.files.freeBytes(this.#files.directory)
    return Math.max(0, Math.min(free, this.#capacity - this.#index.bytes))
  }

  /** Resolves when all is written that is on its way, and the directory is free for another process. */
  close(): Promise<void> {
    this.#closed ??= this.#close()
    return this.#closed
  }

  async #close(): Promise<void> {
    await this.#compactor.stop()
    await this.#turns.take(async () => {})
    await this.#writer.flush()
    await this.#files.close()
    await this.#unlock()
  }

  /** Resolves with the number of blocks that were new once they are synced. */
  async #append(frame: BlockBatch & { stamps: Stamps }): Promise<number> {
    let added = 0
    let noted: Promise<void> | undefined
    let failure: unknown
    const onSynced = (segment: LogSegment, firstSlot: number) => {
      try {
        const replaced = this.#index.enter(frame.keys, segment, firstSlot, frame.stamps)
        added = frame.keys.length / KEY_BYTES - replaced.length
        noted = this.#withdrawals.noteReplaced(replaced)
      } catch (error) {
        failure = error
      }
    }
    const write = () => this.#writer.append(blocksEntry(frame, { urgent: false, onSynced }))
    await write().catch(async (error) => {
      // Room that deletions left may not be free yet.
      if (!isTritonError(error, 'NoSpace') || !(await this.#compactor.freeRoom())) throw error
      await write()
    })
    if (failure !== undefined) throw failure
    await noted
    return added
  }

  /** Starts to free the room of deleted blocks, and waits for it where there is much. */
  async #freeRoom(): Promise<void> {
    this.#compactor.start()
    let wanted = 0
    let written = 0
    for (const segment of this.#files.segments.values()) {
      wanted += segment.wanted
      written += segment.written
    }
    if (written > 2 * wanted + UNWANTED_BYTES_MAX) await this.#compactor.step()
  }

  async #withdraw(keys: Uint8Array, refs: Uint32Array, damaged: readonly number[]): Promise<void> {
    if (damaged.length === 0) return
    await this.#withdrawals.quarantine(keys, refs, damaged)
    this.#compactor.start()
  }

  async #verifySlots(segment: LogSegment, first: number, bytesMax: number): Promise<VerifyPage> {
    const held = heldBlocks(this.#index, segment, first, { blocks: BATCH_BLOCKS_MAX, bytes: bytesMax })
    const { keys, refs } = held
    const { sizes, bytes } = await readBlocks(
      this.#index,
      this.#files,
      keys,
      refs,
      new Uint8Array(held.bytes),
    )
    const wrong = new Set(verifyBlocks(bytes, sizes, keys))
    const damaged = [...sizes.keys()].filter((i) => sizes[i] === 0 || wrong.has(i))
    await this.#withdraw(keys, refs, damaged)
    const damagedKeys = new Uint8Array(damaged.length * KEY_BYTES)
    for (const [i, index] of damaged.entries()) damagedKeys.set(keyAt(keys, index), i * KEY_BYTES)
    const next = encodeCursor({ number: segment.number, slot: held.next })
    return { blocks: sizes.length, bytes: held.bytes, damaged: damagedKeys, next }
  }

  async #noteDamages(damages: readonly Damage[]): Promise<void> {
    const found = damages.filter(({ slots }) => slots.length > 0)
    for (const { slots } of found) this.#withdrawals.damaged += slots.length
    // Where this cannot be written, the damage is found again at the next start.
    await Promise.allSettled(
      found.map(({ segment, slots }) => this.#writer.append(deletionsEntry(segment, slots))),
    )
  }
}

/** Reads all files of a log, the oldest first. */
async function loadLog(index: KeyIndex, files: LogFiles): Promise<Damage[]> {
  const names = await files.files.list(files.directory)
  const numbers = names.map(segmentNumber).filter((number) => number !== undefined)
  numbers.sort((a, b) => a - b)
  const damages: Damage[] = []
  for (const number of numbers) {
    damages.push(await loadSegment(index, files, files.add(number), number === numbers.at(-1)))
  }
  return damages
}

function noSpace(count: number, bytes: number, capacity: number): TritonError {
  return new TritonError(
    'NoSpace',
    `could not store ${count} blocks of ${bytes} bytes: the store's ${capacity} bytes are full`,
    { hint: 'add block peers or raise the capacity' },
  )
}

function tooLarge(found: number, total: number, bytesMax: number): TritonError {
  return new TritonError(
    'TooLarge',
    `could not read ${found} blocks at once: ${total} bytes, at most ${bytesMax} wanted`,
  )
}
