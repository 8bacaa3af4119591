import { hashBlock } from '../../block/hash.ts'
import { keyAt } from '../../block/key.ts'
import { KEY_BYTES } from '../../limits.ts'
import { bodyBytes, FrameKind, frameBytes, HEADER_BYTES, unitChecksums, valueBytes } from './frame.ts'
import type { KeyIndex } from './key-index.ts'
import type { LogFiles } from './log-files.ts'
import type { LogSegment } from './log-segment.ts'
import { checksumsOf, type FrameFound, keysOf, readFrames, readValues, slotsOf } from './read-frames.ts'

/** Slots of a segment whose blocks are damaged. */
export interface Damage {
  segment: LogSegment
  slots: number[]
}

/**
 * Enters what a file of the log holds into the index, over what older files held. Of the `last` file the blocks are
 * read too, and its end is cut off where nothing intact follows: a write was interrupted there, before it was
 * acknowledged. Any other damage is told: blocks that still have their keys are entered, the others not.
 */
export async function loadSegment(
  index: KeyIndex,
  files: LogFiles,
  segment: LogSegment,
  last: boolean,
): Promise<Damage> {
  return files.use(segment, async (file) => {
    const frames = await readFrames(file, segment.number, last)
    if (last) {
      frames.length = frames.findLastIndex(({ intact }) => intact) + 1
      const end = frames.at(-1)
      segment.length = end === undefined ? 0 : end.at + frameBytes(end.header)
      if ((await file.size()) > segment.length) {
        await file.truncate(segment.length)
        await file.sync()
      }
    } else segment.length = await file.size()
    const slots: number[] = []
    for (const frame of frames) {
      if (frame.header.kind === FrameKind.DELETED) applyDeletions(index, files, segment, frame)
      else if (frame.intact) enterFrame(index, segment, frame)
      else slots.push(...rescue(index, segment, frame, await readValues(file, frame.header, frame.at)))
    }
    return { segment, slots }
  })
}

function enterFrame(index: KeyIndex, segment: LogSegment, { header, at, body }: FrameFound): void {
  segment.addBlocks(header, at + HEADER_BYTES + bodyBytes(header), checksumsOf(header, body))
  index.move(keysOf(header, body), segment, header.firstSlot)
}

/** Enters the blocks of a damaged frame that have their keys; returns the slots of the others. */
function rescue(index: KeyIndex, segment: LogSegment, frame: FrameFound, found: Uint8Array): number[] {
  const { header, at, body } = frame
  const values = new Uint8Array(valueBytes(header))
  values.set(found)
  segment.addBlocks(header, at + HEADER_BYTES + bodyBytes(header), unitChecksums(values, header.blockSize))
  const damaged: number[] = []
  for (let i = 0; i < header.count; i++) {
    const key = keyAt(body, i)
    const block = values.subarray(i * header.blockSize, (i + 1) * header.blockSize)
    if (key.length === KEY_BYTES && Buffer.compare(hashBlock(block), key) === 0)
      index.move(key, segment, header.firstSlot + i)
    else damaged.push(header.firstSlot + i)
  }
  return damaged
}

function applyDeletions(
  index: KeyIndex,
  files: LogFiles,
  segment: LogSegment,
  { header, body, intact }: FrameFound,
): void {
  const target = files.segments.get(header.target)
  segment.addDeletions(header.target, header.count, target !== undefined && intact)
  if (target !== undefined && intact) index.release(target, slotsOf(header, body))
}
