import { TritonError } from '../../errors.ts'
import { isDiskFull } from './file-system.ts'
import { bodyBytes, FrameKind, frameBytes, HEADER_BYTES } from './frame.ts'
import { SLOTS_MAX } from './key-index.ts'
import { type LogEntry, partsOf } from './log-entry.ts'
import type { LogFiles } from './log-files.ts'
import type { LogSegment } from './log-segment.ts'
import type { Reserve } from './reserve.ts'

/** Written and synced together, at most: more would hold up those that came first. */
const GROUP_BYTES_MAX = 8 * 1024 * 1024
const GROUP_ENTRIES_MAX = 256

export interface LogWriterOptions {
  files: LogFiles
  reserve: Reserve
  /** The segment to go on with, if any. */
  active: LogSegment | undefined
  /** A segment takes so many bytes, or one entry. */
  segmentBytes: number
  isThere: (segmentNumber: number) => boolean
}

interface Waiting {
  entry: LogEntry | 'seal'
  resolve: () => void
  reject: (error: unknown) => void
}

/**
 * The end of the log: entries are written in the order in which they came, and what waits while the disk syncs is
 * written and synced together next. A write that fails is cut off again, so that a file never holds what was refused.
 */
export class LogWriter {
  readonly #options: LogWriterOptions
  #active: LogSegment | undefined
  #waiting: Waiting[] = []
  #running: Promise<void> | undefined
  #broken: TritonError | undefined

  constructor(options: LogWriterOptions) {
    this.#options = options
    this.#active = options.active
  }

  /** Resolves when the entry is synced. Throws `NoSpace` when the disk is full, `Local` when it fails. */
  append(entry: LogEntry): Promise<void> {
    return this.#enqueue(entry)
  }

  /** Resolves when `segment` is written no longer. */
  async seal(segment: LogSegment): Promise<void> {
    if (this.#active === segment) await this.#enqueue('seal')
  }

  /** Resolves when everything appended until now is synced, or refused. */
  async flush(): Promise<void> {
    while (this.#running !== undefined) await this.#running
  }

  #enqueue(entry: LogEntry | 'seal'): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ entry, resolve, reject })
      this.#running ??= this.#run().finally(() => {
        this.#running = undefined
      })
    })
  }

  async #run(): Promise<void> {
    // What is appended in the same turn of the event loop goes together.
    await undefined
    while (this.#waiting.length > 0) {
      const group = await this.#admit(this.#nextGroup())
      try {
        if (this.#broken !== undefined) throw this.#broken
        if (group.length > 0) await this.#writeGroup(group)
      } catch (error) {
        await this.#refuse(group, error)
      }
    }
  }

  /** Entries for one segment, or one `seal`. */
  #nextGroup(): Waiting[] {
    const first = this.#waiting[0]!
    if (first.entry === 'seal') return this.#waiting.splice(0, 1)
    let bytes = this.#active?.length ?? 0
    let slots = this.#active?.slots ?? 0
    let count = 0
    const end = Math.min(this.#options.segmentBytes, bytes + GROUP_BYTES_MAX)
    for (const { entry } of this.#waiting) {
      if (entry === 'seal' || count === GROUP_ENTRIES_MAX) break
      bytes += frameBytes(entry.header)
      slots += slotsOf(entry)
      if (count > 0 && (bytes > end || slots > SLOTS_MAX)) break
      count++
    }
    return this.#waiting.splice(0, count)
  }

  /** Refuses what does not free room while the disk has none but the reserve's. */
  async #admit(group: Waiting[]): Promise<Waiting[]> {
    if (group.every(isUrgent)) return group
    try {
      await this.#options.reserve.fill()
      return group
    } catch (error) {
      for (const each of group) if (!isUrgent(each)) each.reject(failure(error))
      return group.filter(isUrgent)
    }
  }

  async #writeGroup(group: Waiting[]): Promise<void> {
    if (group[0]!.entry === 'seal') {
      this.#active = undefined
      group[0]!.resolve()
      return
    }
    const entries = group.map(({ entry }) => entry as LogEntry)
    const segment = await this.#segmentFor(entries[0]!)
    const parts: Uint8Array[] = []
    let slot = segment.slots
    for (const entry of entries) {
      entry.header.segment = segment.number
      if (entry.header.kind === FrameKind.BLOCKS) entry.header.firstSlot = slot
      slot += slotsOf(entry)
      parts.push(...partsOf(entry))
    }
    await this.#options.files.use(segment, async (file) => {
      await file.write(parts, segment.length)
      await file.sync()
    })
    for (const entry of entries) this.#settle(segment, entry)
    for (const { resolve } of group) resolve()
  }

  async #segmentFor(first: LogEntry): Promise<LogSegment> {
    const active = this.#active
    const { segmentBytes, files } = this.#options
    if (active !== undefined) {
      const bytes = active.length + frameBytes(first.header)
      if (active.length === 0 || (bytes <= segmentBytes && active.slots + slotsOf(first) <= SLOTS_MAX))
        return active
    }
    this.#active = await files.create()
    return this.#active
  }

  #settle(segment: LogSegment, { header, checksums, onSynced }: LogEntry): void {
    if (header.kind === FrameKind.BLOCKS) {
      segment.addBlocks(header, segment.length + HEADER_BYTES + bodyBytes(header), checksums)
    } else {
      segment.addDeletions(header.target, header.count, this.#options.isThere(header.target))
    }
    segment.length += frameBytes(header)
    onSynced(segment, header.firstSlot)
  }

  /** Tells those whose entries failed. On a full disk those that free room get the reserve, and another try. */
  async #refuse(group: Waiting[], error: unknown): Promise<void> {
    await this.#cutOff()
    const urgent = isDiskFull(error) ? group.filter(isUrgent) : []
    const retried = urgent.length > 0 && (await this.#options.reserve.release()) ? urgent : []
    this.#waiting.unshift(...retried)
    for (const each of group) if (!retried.includes(each)) each.reject(this.#broken ?? failure(error))
  }

  /** Undoes what a failed write left. Where that fails too, nothing is written any more. */
  async #cutOff(): Promise<void> {
    const segment = this.#active
    if (segment === undefined || this.#broken !== undefined) return
    try {
      await this.#options.files.use(segment, async (file) => {
        await file.truncate(segment.length)
        await file.sync()
      })
    } catch (cause) {
      const message = `could not write to the block store: ${String(cause)}`
      this.#broken = new TritonError('Local', message, {
        cause,
        hint: 'blocks can still be read; look after the disk, then start this peer again',
      })
    }
  }
}

function isUrgent({ entry }: Waiting): boolean {
  return entry === 'seal' || entry.urgent
}

function slotsOf({ header }: LogEntry): number {
  return header.kind === FrameKind.BLOCKS ? header.count : 0
}

function failure(cause: unknown): TritonError {
  if (cause instanceof TritonError) return cause
  if (isDiskFull(cause)) {
    return new TritonError('NoSpace', 'could not store blocks: the disk is full', {
      cause,
      hint: 'make room on the disk, or add block peers',
    })
  }
  return new TritonError('Local', `could not write to the block store: ${String(cause)}`, { cause })
}
