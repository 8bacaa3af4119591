import { basename, join } from 'node:path'
import { TritonError } from '../errors.ts'
import { LOCAL_FILES_OPEN, PACKS_UNDER_WAY } from '../limits.ts'
import { checkFileName } from '../names/file-name.ts'
import type { BlockReader } from '../transfer/block-reader.ts'
import type { FileRecord } from '../wire/generated/tritonring.ts'
import { eachAtOnce, mapAtOnce } from './at-once.ts'
import { Destination } from './destination.ts'
import { downloadFile } from './download-file.ts'
import type { UserEncryption } from './encryption/user-encryption.ts'
import { Lifetime } from './lifetime.ts'
import { look } from './local-folder.ts'
import { type FileOutcome, groups, type ManyFilesReport, type OnOutcome, Outcomes } from './many-files.ts'
import type { OverlayClient } from './overlay-client.ts'
import { isReadTogether, readSmallFiles } from './read-small-files.ts'
import { SafeDirectories } from './safe-directories.ts'
import { hasContent, isEncrypted } from './upload-files.ts'

export interface DownloadFilesOptions {
  /** Where the files are written to; made where it is not there. */
  directory: string
  /** Replace files that are there. */
  force?: boolean | undefined
  /** A file of the size and time of its record counts as the same, and is not read; files get the time of their records. */
  quick?: boolean | undefined
  /** Only tell what would be done. */
  dryRun?: boolean | undefined
  signal?: AbortSignal | undefined
  /** Where it returns a promise, no more files are begun until it resolves. */
  onOutcome?: OnOutcome | undefined
}

/** A file on the ring and the path that it is to have in the directory. */
export interface WantedFile {
  record: FileRecord
  /** With slashes, as names have them. */
  path: string
}

type Target = WantedFile & { size: number; directory: string }

/**
 * Fetches many files into a directory, each under its path there, of which no part may be a link. A file that is there with
 * the same content is passed over; one that fails does not keep the others. Small files are read together, a group in the
 * round trips of one (`readSmallFiles`); where that fails, each by itself. Throws the signal's reason; all else is told as
 * the outcome of a file.
 */
export async function downloadFiles(
  overlay: OverlayClient,
  encryption: UserEncryption,
  reader: BlockReader,
  files: AsyncIterable<WantedFile>,
  options: DownloadFilesOptions,
): Promise<ManyFilesReport> {
  const { clock } = overlay.network
  const lifetime = new Lifetime(options.signal)
  const outcomes = new Outcomes(clock.now(), options.onOutcome)
  const tell = (outcome: FileOutcome) => outcomes.tell(outcome)
  const download = new FilesDownload(overlay, encryption, reader, options, tell, lifetime.signal)
  try {
    const sized = withSizes(outcomes.paced(files), lifetime.signal)
    await eachAtOnce(groups(sized), PACKS_UNDER_WAY, (group) => download.fetch(group))
    return outcomes.finish(clock.now())
  } finally {
    lifetime.end()
  }
}

async function* withSizes(
  files: AsyncIterable<WantedFile>,
  signal: AbortSignal,
): AsyncGenerator<WantedFile & { size: number }> {
  for await (const file of files) {
    signal.throwIfAborted()
    yield { ...file, size: file.record.size }
  }
}

class FilesDownload {
  readonly #overlay: OverlayClient
  readonly #encryption: UserEncryption
  readonly #reader: BlockReader
  readonly #options: DownloadFilesOptions
  readonly #tell: (outcome: FileOutcome) => void
  readonly #signal: AbortSignal
  readonly #directories: SafeDirectories

  constructor(
    overlay: OverlayClient,
    encryption: UserEncryption,
    reader: BlockReader,
    options: DownloadFilesOptions,
    tell: (outcome: FileOutcome) => void,
    signal: AbortSignal,
  ) {
    this.#overlay = overlay
    this.#encryption = encryption
    this.#reader = reader
    this.#options = options
    this.#tell = tell
    this.#signal = signal
    this.#directories = new SafeDirectories(options.directory)
  }

  /** Fetches the files of one group. */
  async fetch(group: readonly (WantedFile & { size: number })[]): Promise<void> {
    const wanted: Target[] = []
    await mapAtOnce(group, LOCAL_FILES_OPEN, (file) =>
      this.#attempt(file, async () => {
        const target = { ...file, directory: await this.#directoryOf(file) }
        if (await this.#isThere(target)) this.#end(file, 'unchanged')
        else if (this.#options.dryRun) this.#end(file, 'done')
        else wanted.push(target)
      }),
    )
    const together = wanted.filter(({ record }) => isReadTogether(record))
    const read = await this.#readTogether(together)
    await mapAtOnce([...together.entries()], LOCAL_FILES_OPEN, ([index, target]) => {
      const bytes = read?.[index]
      return bytes === undefined ? this.#fetchAlone(target) : this.#write(target, bytes)
    })
    for (const target of wanted) if (!isReadTogether(target.record)) await this.#fetchAlone(target)
  }

  /** The folder that a file goes into; in a dry run none is made. Throws `BadRequest` for a path that leads elsewhere. */
  async #directoryOf({ path }: WantedFile): Promise<string> {
    checkFileName(path)
    if (this.#options.dryRun) return join(this.#options.directory, path, '..')
    return this.#directories.of(path)
  }

  /** Whether the same content is there. Throws `Exists` where something else is that is not to be replaced. */
  async #isThere({ record, path, directory }: Target): Promise<boolean> {
    const here = join(directory, basename(path))
    const there = await look(here, path)
    if (there === 'folder' || 'error' in there) return false
    const { quick, force } = this.#options
    const sameSize = there.size === record.size
    if (sameSize && quick && there.mtime === record.mtime) return true
    if (sameSize && !isEncrypted(record) && (await hasContent(here, record))) return true
    if (force) return false
    throw new TritonError('Exists', `${here} exists already, with other content`, {
      hint: '--force replaces it',
    })
  }

  /** Undefined where not all can be read: each is then read by itself, and tells why it fails. */
  async #readTogether(targets: readonly Target[]): Promise<Uint8Array[] | undefined> {
    if (targets.length === 0) return undefined
    const records = targets.map(({ record }) => record)
    return readSmallFiles(this.#reader, records, this.#signal).catch(() => {
      this.#signal.throwIfAborted()
      return undefined
    })
  }

  #write(target: Target, bytes: Uint8Array): Promise<void> {
    return this.#attempt(target, async () => {
      const { directory, path, record } = target
      const { force = false, quick } = this.#options
      const destination = await Destination.open(directory, basename(path), force)
      try {
        await destination.write(bytes)
        if (quick) await destination.setTime(record.mtime)
        await destination.commit({ sync: false })
      } catch (error) {
        await destination.discard()
        throw error
      }
      this.#end(target, 'done')
    })
  }

  #fetchAlone(target: Target): Promise<void> {
    return this.#attempt(target, async () => {
      const { directory, path, record } = target
      const { force, quick } = this.#options
      const mtime = quick ? record.mtime : undefined
      const options = { directory, as: basename(path), force, mtime, signal: this.#signal }
      await downloadFile(this.#overlay, this.#encryption, this.#reader, { root: record.root }, options)
      this.#end(target, 'done')
    })
  }

  async #attempt(file: WantedFile, work: () => Promise<void>): Promise<void> {
    this.#signal.throwIfAborted()
    try {
      await work()
    } catch (error) {
      this.#signal.throwIfAborted()
      this.#end(file, 'failed', error)
    }
  }

  #end({ record: { name, size }, path }: WantedFile, result: FileOutcome['result'], error?: unknown): void {
    const here = join(this.#options.directory, path)
    this.#tell({ name, path: here, size, result, ...(error === undefined ? {} : { error }) })
  }
}
