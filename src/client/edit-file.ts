import type { Root } from '../block/root.ts'
import { pause } from '../clock.ts'
import { isTritonError, TritonError } from '../errors.ts'
import { BLOCK_SIZE_DEFAULT, EDIT_PAUSE_MS_MAX, EDIT_RETRY_MS, KEY_BYTES, SLAB_BYTES } from '../limits.ts'
import { checkFileName, printable } from '../names/file-name.ts'
import { versionConflict } from '../names/version-conflict.ts'
import type { BlockReader } from '../transfer/block-reader.ts'
import { BlockWriter } from '../transfer/block-writer.ts'
import { readRoot } from '../transfer/read-manifest.ts'
import type { FileRecord } from '../wire/generated/tritonring.ts'
import { commit } from './commit.ts'
import { download } from './download.ts'
import { type Edit, type EditedContent, type EditTools, editContent } from './edit-content.ts'
import type { UserEncryption } from './encryption/user-encryption.ts'
import { findFile } from './find-file.ts'
import { Lifetime } from './lifetime.ts'
import type { OverlayClient } from './overlay-client.ts'
import type { EditReport } from './report.ts'
import type { EditOptions } from './transfer-options.ts'

/** Before the second attempt; doubles, with jitter. */
const PAUSE_MS = 10
/** An edit that took longer than its blocks are kept for is begun anew until so many were too long. */
const EXPIRED_MAX = 3

interface FileEditTools extends EditTools {
  encryption: UserEncryption
}

export interface EditPlan {
  name: string
  /** What is written into the file. */
  source: AsyncIterable<Uint8Array>
  /** Where, by what the file is now, and whether what follows stays. Throws `BadRequest`. */
  place(root: Root): { from: number; rest: boolean }
  /** Make a file where there is none. */
  create: boolean
}

/**
 * Changes a part of a file: puts the blocks and pages that change, then commits the name at the version that it had.
 * When somebody else was first, all is done again by what the file is then, unless the caller wants one version; what
 * the source gave is kept, in memory or on the ring. So it is where an attempt took longer than its blocks are kept for.
 * An attempt is given up only when it is known not to have been applied (`commit`), so that nothing is written twice.
 *
 * Throws `NotFound`, `Conflict`, `Expired` the third time, `Indeterminate`, `Unsupported` for an encrypted file, and what
 * `place` throws.
 */
export async function editFile(
  overlay: OverlayClient,
  encryption: UserEncryption,
  reader: BlockReader,
  plan: EditPlan,
  options: EditOptions,
): Promise<EditReport> {
  checkFileName(plan.name)
  const { clock } = overlay.network
  const startMs = clock.now()
  let triedMs = startMs
  await overlay.presentView()
  const lifetime = new Lifetime(options.signal)
  const { signal } = lifetime
  const tools = {
    overlay,
    encryption,
    reader,
    signal,
    writer: new BlockWriter(overlay, signal),
    onProgress: options.onProgress,
  }
  const source = new RepeatableSource(tools, plan.source)
  try {
    for (let attempt = 1, expired = 0; ; attempt++) {
      const edited = await tryEdit(tools, plan, source, options).catch((error) => {
        if (!isTritonError(error, 'Expired') || ++expired >= EXPIRED_MAX) throw error
        tools.writer = new BlockWriter(overlay, signal, tools.writer.counts)
        triedMs = clock.now()
        return undefined
      })
      if (edited !== undefined)
        return {
          ...edited,
          record: encryption.opened(edited.record),
          attempts: attempt,
          ...tools.writer.counts,
          elapsedMs: clock.now() - startMs,
        }
      if (clock.now() - triedMs > EDIT_RETRY_MS) throw contended(plan.name, attempt)
      const pauseMs = Math.min(PAUSE_MS * 2 ** attempt, EDIT_PAUSE_MS_MAX)
      await pause(clock, pauseMs * overlay.random(), signal)
    }
  } finally {
    lifetime.end()
  }
}

/** One attempt; undefined where somebody else changed the file meanwhile. */
async function tryEdit(
  tools: FileEditTools,
  plan: EditPlan,
  source: RepeatableSource,
  options: EditOptions,
): Promise<{ record: FileRecord; written: number } | undefined> {
  const current = await currentRecord(tools, plan, options.ifVersion)
  const old =
    current === undefined
      ? emptyRoot(options.blockSize)
      : await readRoot(tools.reader, current.root, tools.signal)
  if (old.seal !== undefined) throw encrypted(plan.name)
  const { from, rest } = plan.place(old)
  const edited = await source.edit(old, { from, rest })
  if (current !== undefined && edited.root.size === old.size && edited.written === 0)
    return { record: current, written: 0 }
  try {
    return { record: await commitEdit(tools, plan.name, current, edited), written: edited.written }
  } catch (error) {
    const lost = isTritonError(error, 'Conflict') || isTritonError(error, 'Exists')
    if (lost && options.ifVersion === undefined) return undefined
    throw error
  }
}

/** What the name means now; undefined where there is no file, and one is to be made. */
async function currentRecord(
  { overlay, encryption, signal }: FileEditTools,
  { name, create }: EditPlan,
  ifVersion: number | undefined,
): Promise<FileRecord | undefined> {
  const current = await findFile(overlay, encryption, name, signal).catch((error) => {
    if (!isTritonError(error, 'NotFound') || !create) throw error
    return undefined
  })
  const version = current?.version ?? 0
  if (ifVersion !== undefined && version !== ifVersion) throw versionConflict(name, version, ifVersion)
  return current
}

function commitEdit(
  { overlay, writer, signal }: EditTools,
  name: string,
  current: FileRecord | undefined,
  { root, rootKey }: EditedContent,
): Promise<FileRecord> {
  const change = {
    ...{
      name: current?.name ?? name,
      ifVersion: current?.version ?? 0,
      root: rootKey as Uint8Array<ArrayBuffer>,
    },
    ...{ size: root.size, blockSize: root.blockSize, mtime: overlay.network.clock.wallNow() },
    // What it has of the file's old blocks is live until this very commit, which needs the file's version.
    generation: writer.generation,
  }
  return commit(overlay, change, signal)
}

/** A source that every attempt reads from its beginning: a small one from memory, a large one from where the first put it. */
class RepeatableSource {
  readonly #tools: EditTools
  readonly #source: AsyncIterable<Uint8Array>
  #held: Uint8Array[] | undefined = []
  #heldBytes = 0
  /** Where the first attempt put the source. */
  #first: { root: Root; from: number; to: number } | undefined

  constructor(tools: EditTools, source: AsyncIterable<Uint8Array>) {
    this.#tools = tools
    this.#source = source
  }

  async edit(old: Root, { from, rest }: Omit<Edit, 'source'>): Promise<EditedContent> {
    const edited = await editContent(this.#tools, old, { from, rest, source: this.#bytes() })
    this.#first ??= { root: edited.root, from, to: from + edited.written }
    return edited
  }

  async *#bytes(): AsyncGenerator<Uint8Array> {
    const { overlay, reader, signal } = this.#tools
    if (this.#first === undefined) yield* this.#hold()
    else if (this.#held !== undefined) yield* this.#held
    else yield* download(overlay, reader, this.#first.root, signal, undefined, this.#first)
  }

  async *#hold(): AsyncGenerator<Uint8Array> {
    for await (const piece of this.#source) {
      this.#heldBytes += piece.length
      if (this.#heldBytes > SLAB_BYTES) this.#held = undefined
      this.#held?.push(piece)
      yield piece
    }
  }
}

function emptyRoot(blockSize = BLOCK_SIZE_DEFAULT): Root {
  return { size: 0, blockSize, depth: 0, top: new Uint8Array(KEY_BYTES) }
}

/** A seal is over all of a file: an edit would have to open and seal anew what it touches, and the root. */
function encrypted(name: string): TritonError {
  return new TritonError('Unsupported', `could not change a part of '${printable(name)}': it is encrypted`, {
    hint: 'download it, change it there, and store it whole: tt upload --encrypt --force',
  })
}

function contended(name: string, attempts: number): TritonError {
  return new TritonError(
    'Conflict',
    `could not change '${printable(name)}': others changed it first, ${attempts} times in a row`,
    { hint: 'try again when fewer write to it' },
  )
}
