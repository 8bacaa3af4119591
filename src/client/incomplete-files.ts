import { blockCount } from '../block/block-size.ts'
import { readAhead } from '../block/read-ahead.ts'
import { isTritonError } from '../errors.ts'
import { BATCH_BLOCKS_MAX, KEY_BYTES, READ_DEADLINE_MS } from '../limits.ts'
import type { BlockReader } from '../transfer/block-reader.ts'
import { readManifest, readRoot } from '../transfer/read-manifest.ts'
import { HAS } from '../wire/blocks.ts'
import type { FileRecord } from '../wire/generated/tritonring.ts'
import type { OverlayClient } from './overlay-client.ts'

/** Files that are looked at together. */
const FILES_AT_ONCE = 16

/** A file that has a name, and of which not everything is on the ring. */
export interface IncompleteFile {
  record: FileRecord
  blocks: number
  /** Data blocks that no peer has; undefined where the root or a page is missing, so that nobody knows. */
  missing: number | undefined
}

/**
 * Those of `records` that cannot be read whole: blocks are asked for, not read. Blocks at peers that do not answer count
 * as missing. `onFile` is told of each file that was looked at.
 */
export async function* incompleteFiles(
  overlay: OverlayClient,
  reader: BlockReader,
  records: AsyncIterable<FileRecord>,
  onFile: () => void,
  signal: AbortSignal,
): AsyncGenerator<IncompleteFile> {
  async function* all() {
    yield* records
  }
  const look = async (record: FileRecord) => {
    const found = await lookAt(overlay, reader, record, signal)
    onFile()
    return found
  }
  for await (const found of readAhead(all(), FILES_AT_ONCE - 1, look)) if (found !== undefined) yield found
}

async function lookAt(
  overlay: OverlayClient,
  reader: BlockReader,
  record: FileRecord,
  signal: AbortSignal,
): Promise<IncompleteFile | undefined> {
  const blocks = blockCount(record.size, record.blockSize)
  const unreadable = { record, blocks, missing: undefined }
  // A block that nobody has is asked for again and again when it is read: asking who has it is quicker.
  if ((await countMissing(overlay, record.root, signal)) > 0) return unreadable
  try {
    const root = await readRoot(reader, record.root, signal)
    let missing = 0
    for await (const { keys } of readManifest(reader, root, signal))
      missing += await countMissing(overlay, keys, signal)
    return missing === 0 ? undefined : { record, blocks, missing }
  } catch (error) {
    if (isTritonError(error, 'NotFound') || isTritonError(error, 'Corrupt')) return unreadable
    throw error
  }
}

/** How many of the blocks no peer has. All peers are asked for all of them: any may hold a copy. */
async function countMissing(overlay: OverlayClient, keys: Uint8Array, signal: AbortSignal): Promise<number> {
  let missing = 0
  for (let at = 0; at < keys.length; at += BATCH_BLOCKS_MAX * KEY_BYTES) {
    const payload = keys.subarray(at, at + BATCH_BLOCKS_MAX * KEY_BYTES)
    const there = new Uint8Array(payload.length / KEY_BYTES)
    const options = {
      payload,
      answerBytesMax: there.length,
      signal,
      deadlineMs: READ_DEADLINE_MS,
      endsInSilence: true,
    }
    await Promise.all(
      overlay.view().members.map(async ({ id }) => {
        const answer = await overlay.network.call(id, HAS, { peek: true }, options).catch(() => undefined)
        signal.throwIfAborted()
        if (answer?.payload.length === there.length)
          for (let i = 0; i < there.length; i++) there[i]! |= answer.payload[i]!
      }),
    )
    missing += there.filter((held) => held === 0).length
  }
  return missing
}
