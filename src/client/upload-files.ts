import { BlockPack } from '../block/block-pack.ts'
import { checkBlockSize } from '../block/block-size.ts'
import { fileRoot, wholeFile } from '../block/file-root.ts'
import { isTritonError, TritonError } from '../errors.ts'
import {
  BLOCK_SIZE_DEFAULT,
  LOCAL_FILES_OPEN,
  PACKS_UNDER_WAY,
  RECORDS_PAGE_MAX,
  SLAB_BYTES,
} from '../limits.ts'
import { printable } from '../names/file-name.ts'
import { BlockWriter } from '../transfer/block-writer.ts'
import type { FileRecord } from '../wire/generated/tritonring.ts'
import { STAT_MANY } from '../wire/metadata.ts'
import { eachAtOnce, mapAtOnce } from './at-once.ts'
import { commitMany } from './commit-many.ts'
import type { EncryptOptions, UserEncryption } from './encryption/user-encryption.ts'
import { Lifetime } from './lifetime.ts'
import type { LocalFile, UnusableFile } from './local-folder.ts'
import {
  type FileOutcome,
  groups,
  isSmall,
  type ManyFilesReport,
  type OnOutcome,
  Outcomes,
  slices,
} from './many-files.ts'
import type { OverlayClient } from './overlay-client.ts'
import { openSource } from './source-file.ts'
import { uploadFile } from './upload-file.ts'

export interface UploadFilesOptions {
  /** 8 B to 10 MiB; default 64. */
  blockSize?: number | undefined
  /** Replace files that have the names. */
  force?: boolean | undefined
  /** Encrypt them, each by itself; see `upload`. */
  encrypt?: boolean | EncryptOptions | undefined
  /** A file of the size and time of the one that has its name counts as the same, and is not read. */
  quick?: boolean | undefined
  /** Only tell what would be done. */
  dryRun?: boolean | undefined
  signal?: AbortSignal | undefined
  /** Where it returns a promise, no more files are begun until it resolves. */
  onOutcome?: OnOutcome | undefined
}

/** A small file, read. */
interface PackedFile {
  file: LocalFile
  mtime: number
  bytes: Uint8Array
  root: Uint8Array<ArrayBuffer>
}

/**
 * Stores many files, each under its name. What is there with the same content is passed over, so that a transfer that was
 * broken off can be repeated; a file that fails does not keep the others. Small files travel together:
 *
 * 1. A group of names is looked up, 256 in a request; files that are the same are done with.
 * 2. The small ones are read, cut and hashed; their blocks, pages and roots are put together, a batch for each size of block.
 * 3. Their names are committed, 256 in a request. Large files and encrypted ones go one after the other, as `uploadFile` sends them.
 *
 * Throws the signal's reason; all else is told as the outcome of a file.
 */
export async function uploadFiles(
  overlay: OverlayClient,
  encryption: UserEncryption,
  files: AsyncIterable<LocalFile | UnusableFile>,
  options: UploadFilesOptions = {},
): Promise<ManyFilesReport> {
  const { clock } = overlay.network
  await overlay.presentView()
  const lifetime = new Lifetime(options.signal)
  const outcomes = new Outcomes(clock.now(), options.onOutcome)
  const tell = (outcome: FileOutcome) => outcomes.tell(outcome)
  const upload = new FilesUpload(overlay, encryption, options, tell, lifetime.signal)
  try {
    await eachAtOnce(groups(usable(outcomes.paced(files), tell)), PACKS_UNDER_WAY, (group) =>
      upload.store(group),
    )
    return outcomes.finish(clock.now())
  } finally {
    lifetime.end()
  }
}

async function* usable(
  files: AsyncIterable<LocalFile | UnusableFile>,
  tell: (outcome: FileOutcome) => void,
): AsyncGenerator<LocalFile> {
  for await (const file of files) {
    if ('error' in file) tell({ ...file, size: 0, result: 'failed' })
    else yield file
  }
}

class FilesUpload {
  readonly #overlay: OverlayClient
  readonly #encryption: UserEncryption
  readonly #options: UploadFilesOptions
  readonly #blockSize: number
  readonly #tell: (outcome: FileOutcome) => void
  readonly #signal: AbortSignal
  #writer: BlockWriter

  constructor(
    overlay: OverlayClient,
    encryption: UserEncryption,
    options: UploadFilesOptions,
    tell: (outcome: FileOutcome) => void,
    signal: AbortSignal,
  ) {
    this.#overlay = overlay
    this.#encryption = encryption
    this.#options = options
    this.#blockSize = options.blockSize ?? BLOCK_SIZE_DEFAULT
    checkBlockSize(this.#blockSize)
    this.#tell = tell
    this.#signal = signal
    this.#writer = new BlockWriter(overlay, signal)
  }

  /** Stores the files of one group. */
  async store(group: readonly LocalFile[]): Promise<void> {
    try {
      const there = await this.#stat(group)
      const wanted: LocalFile[] = []
      await mapAtOnce(group, LOCAL_FILES_OPEN, (file) =>
        this.#attempt(file, async () => {
          if (await this.#isThere(file, there.get(this.#nameOnRing(file)))) this.#end(file, 'unchanged')
          else wanted.push(file)
        }),
      )
      if (this.#options.dryRun) {
        for (const file of wanted) this.#end(file, 'done')
        return
      }
      const alone = (file: LocalFile) => this.#options.encrypt !== undefined || !isSmall(file)
      await this.#storePack(wanted.filter((file) => !alone(file)))
      for (const file of wanted.filter(alone)) await this.#storeAlone(file)
    } catch (error) {
      // What no file alone is to blame for: nobody could be asked for their names.
      this.#failAll(group, error)
    }
  }

  #nameOnRing({ name }: LocalFile): string {
    return this.#encryption.nameOnRing(name, this.#options.encrypt)
  }

  async #stat(group: readonly LocalFile[]): Promise<Map<string, FileRecord>> {
    const pages = slices(
      group.map((file) => this.#nameOnRing(file)),
      RECORDS_PAGE_MAX,
    )
    const ask = (names: string[]) => this.#overlay.ask(STAT_MANY, { names }, { signal: this.#signal })
    const answers = await Promise.all(pages.map(ask))
    const records = answers.flatMap(({ response }) => response.records)
    return new Map(records.map((record) => [record.name, record]))
  }

  /** Whether the name means this very content. Throws `Exists` where it means another that is not to be replaced. */
  async #isThere(file: LocalFile, record: FileRecord | undefined): Promise<boolean> {
    if (record === undefined) return false
    const sameSize = record.size === file.size
    if (sameSize && this.#options.quick && record.mtime === file.mtime) return true
    if (sameSize && !isEncrypted(record) && (await hasContent(file.path, record))) return true
    if (this.#options.force) return false
    throw new TritonError(
      'Exists',
      `'${printable(file.name)}' exists already, with other content, at version ${record.version}`,
      { hint: '--force replaces it' },
    )
  }

  async #storePack(files: readonly LocalFile[]): Promise<void> {
    const packed = new BlockPack()
    const read: PackedFile[] = []
    await mapAtOnce(files, LOCAL_FILES_OPEN, (file) =>
      this.#attempt(file, async () => {
        const { bytes, mtime } = await readWhole(file.path)
        const { rootKey, batches } = wholeFile(bytes, this.#blockSize)
        for (const batch of batches) packed.add(batch)
        read.push({ file, mtime, bytes, root: rootKey as Uint8Array<ArrayBuffer> })
      }),
    )
    if (read.length === 0) return
    try {
      const writer = this.#presentWriter()
      await Promise.all([...packed.batches()].map((batch) => writer.put(batch)))
      await this.#commit(read, writer.generation)
    } catch (error) {
      this.#failAll(
        read.map(({ file }) => file),
        error,
      )
    }
  }

  /** A long transfer goes on in later generations of collection than that in which it began. */
  #presentWriter(): BlockWriter {
    if (this.#overlay.view().generation !== this.#writer.generation)
      this.#writer = new BlockWriter(this.#overlay, this.#signal)
    return this.#writer
  }

  async #commit(read: readonly PackedFile[], generation: number): Promise<void> {
    const changes = read.map(({ file: { name }, mtime, bytes, root }) => ({
      ...{ name, root, mtime, size: bytes.length, blockSize: this.#blockSize },
      any: this.#options.force ?? false,
      generation,
    }))
    const pages = slices(changes, RECORDS_PAGE_MAX)
    const commits = pages.map((page) => commitMany(this.#overlay, page, this.#signal))
    const results = (await Promise.all(commits)).flat()
    for (const [index, result] of results.entries()) {
      const { file } = read[index]!
      if (isTritonError(result, 'Expired')) await this.#storeAlone(file)
      else if (result instanceof TritonError) this.#end(file, 'failed', result)
      else this.#end({ ...file, size: result.size }, 'done')
    }
  }

  #storeAlone(file: LocalFile): Promise<void> {
    const { name, path } = file
    return this.#attempt(file, async () => {
      const { force, encrypt } = this.#options
      const options = { name, blockSize: this.#blockSize, force, encrypt, signal: this.#signal }
      await uploadFile(this.#overlay, this.#encryption, path, options)
      this.#end(file, 'done')
    })
  }

  async #attempt(file: LocalFile, work: () => Promise<void>): Promise<void> {
    this.#signal.throwIfAborted()
    try {
      await work()
    } catch (error) {
      this.#signal.throwIfAborted()
      this.#end(file, 'failed', error)
    }
  }

  #failAll(files: readonly LocalFile[], error: unknown): void {
    this.#signal.throwIfAborted()
    for (const file of files) this.#end(file, 'failed', error)
  }

  #end({ name, path, size }: LocalFile, result: FileOutcome['result'], error?: unknown): void {
    this.#tell({ name, path, size, result, ...(error === undefined ? {} : { error }) })
  }
}

/** Whether the content of a local file is that of a record, by its root. */
export async function hasContent(path: string, { blockSize, root }: FileRecord): Promise<boolean> {
  return Buffer.compare(await localRoot(path, blockSize), root) === 0
}

/** Its root tells nothing of its content. */
export function isEncrypted({ encryptionKeyId }: FileRecord): boolean {
  return encryptionKeyId.length > 0
}

/** The key of the root that a local file would have on the ring. */
async function localRoot(path: string, blockSize: number): Promise<Uint8Array> {
  const file = await openSource(path)
  try {
    return await fileRoot(file.read(SLAB_BYTES), blockSize)
  } finally {
    await file.close()
  }
}

async function readWhole(path: string): Promise<{ bytes: Uint8Array; mtime: number }> {
  const file = await openSource(path)
  try {
    const bytes = new Uint8Array(file.size)
    let at = 0
    for await (const piece of file.read(Math.max(file.size, 1))) {
      bytes.set(piece, at)
      at += piece.length
    }
    return { bytes, mtime: file.mtime }
  } finally {
    await file.close()
  }
}
