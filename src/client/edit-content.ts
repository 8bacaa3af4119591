import { blockCount } from '../block/block-size.ts'
import { decodeRoot, type Root } from '../block/root.ts'
import type { BlockReader } from '../transfer/block-reader.ts'
import type { BlockWriter } from '../transfer/block-writer.ts'
import { graftRest, resumeManifest } from '../transfer/resume-manifest.ts'
import { download } from './download.ts'
import { Meter } from './meter.ts'
import type { OverlayClient } from './overlay-client.ts'
import { putBlocks } from './put-blocks.ts'
import type { Progress } from './report.ts'

/** What becomes of a content: its first `from` bytes, then the source, then, with `rest`, what the source did not cover. */
export interface Edit {
  from: number
  source: AsyncIterable<Uint8Array>
  rest: boolean
}

export interface EditTools {
  overlay: OverlayClient
  reader: BlockReader
  writer: BlockWriter
  signal: AbortSignal
  onProgress?: ((progress: Progress) => void) | undefined
}

export interface EditedContent {
  root: Root
  rootKey: Uint8Array
  /** Bytes that the source had. */
  written: number
}

/**
 * Puts on the ring what an edit changes: the blocks that the source touches, the pages above them, and the root. Of the
 * old file it reads the pages on the way to both ends of the source, and the blocks that these ends cut.
 */
export async function editContent(tools: EditTools, old: Root, edit: Edit): Promise<EditedContent> {
  const { overlay, reader, writer, signal, onProgress } = tools
  const { blockSize } = old
  const kept = Math.floor(edit.from / blockSize)
  const manifest = await resumeManifest(reader, old, kept, signal)
  const meter = new Meter(overlay.network.clock, undefined, onProgress)
  const source = new SplicedSource(tools, old, edit)
  const { size } = await putBlocks(overlay, {
    source: source.bytes(),
    blockSize,
    writer,
    manifest,
    meter,
    signal,
  })

  const at = kept + blockCount(size, blockSize)
  const rest = edit.rest && source.end < old.size ? await graftRest(manifest, reader, old, at, signal) : []
  const newSize = edit.rest ? Math.max(old.size, source.end) : source.end
  const { root, rootKey, batches } = manifest.finish(newSize)
  await Promise.all([...rest, ...batches].map((batch) => writer.put(batch)))
  meter.finish()
  return { root: decodeRoot(root), rootKey, written: source.end - edit.from }
}

/** The blocks that an edit touches: its source, with what is left of the old blocks that its ends cut. */
class SplicedSource {
  /** Where the source has come to in the file. */
  end: number
  readonly #tools: EditTools
  readonly #old: Root
  readonly #edit: Edit

  constructor(tools: EditTools, old: Root, edit: Edit) {
    this.#tools = tools
    this.#old = old
    this.#edit = edit
    this.end = edit.from
  }

  async *bytes(): AsyncGenerator<Uint8Array> {
    const { from, source, rest } = this.#edit
    const { blockSize, size } = this.#old
    yield* this.#oldBytes(from - (from % blockSize), from)
    for await (const piece of source) {
      this.end += piece.length
      yield piece
    }
    if (rest) yield* this.#oldBytes(this.end, Math.min(size, blockCount(this.end, blockSize) * blockSize))
  }

  async *#oldBytes(from: number, to: number): AsyncGenerator<Uint8Array> {
    const { overlay, reader, signal } = this.#tools
    if (from < to) yield* download(overlay, reader, this.#old, signal, undefined, { from, to })
  }
}
