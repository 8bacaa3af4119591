import type { Verify } from '../block/verify.ts'
import type { OverlayView } from '../membership/view.ts'
import { BlockCache } from '../transfer/block-cache.ts'
import { BlockReader, type BlockReaderOptions } from '../transfer/block-reader.ts'
import type { FileRecord, QuotaResponse, SearchResponse } from '../wire/generated/tritonring.ts'
import { STAT } from '../wire/metadata.ts'
import { Administration } from './administration.ts'
import * as changes from './change-name.ts'
import { downloadFile } from './download-file.ts'
import { type DownloadFilesOptions, downloadFiles, type WantedFile } from './download-files.ts'
import { editFile } from './edit-file.ts'
import { appending, truncating, writing } from './edits.ts'
import type { UserEncryption } from './encryption/user-encryption.ts'
import { findFile } from './find-file.ts'
import { type ListOptions, listFiles } from './list-files.ts'
import { type FolderEntry, listFolder } from './list-folder.ts'
import type { LocalFile, UnusableFile } from './local-folder.ts'
import { locateBlocks } from './locate-blocks.ts'
import type { ManyFilesReport } from './many-files.ts'
import { moveName } from './move-name.ts'
import type { OverlayClient } from './overlay-client.ts'
import { readFile } from './read-file.ts'
import type {
  BlockLocation,
  DownloadReport,
  EditReport,
  FileReference,
  OverlayStatus,
  UploadReport,
} from './report.ts'
import { type SearchOptions, search } from './search.ts'
import { quota, type Sharing, share } from './share.ts'
import { type SyncOptions, sync } from './sync.ts'
import type {
  ChangeOptions,
  DownloadOptions,
  EditOptions,
  ReadOptions,
  RemoveOptions,
  ReplaceOptions,
  UploadOptions,
} from './transfer-options.ts'
import { uploadFile } from './upload-file.ts'
import { type UploadFilesOptions, uploadFiles } from './upload-files.ts'

/** Stores and reads files. Every method throws `TritonError` alone. */
export class Client {
  /** What those who keep the overlay ask of it. */
  readonly administration: Administration
  readonly #overlay: OverlayClient
  readonly #encryption: UserEncryption
  /** What all its readers share. */
  readonly #reading: BlockReaderOptions

  readonly #onClose: () => void

  constructor(
    overlay: OverlayClient,
    encryption: UserEncryption,
    verify: Verify,
    onClose: () => void = () => {},
  ) {
    this.#overlay = overlay
    this.#onClose = onClose
    this.#encryption = encryption
    this.#reading = { cache: new BlockCache(), verify }
    this.administration = new Administration(overlay, encryption, this.#reading)
  }

  /** Whether names that it is asked for may be encrypted ones: it has a secret. */
  get mayEncryptNames(): boolean {
    return this.#encryption.mayEncryptNames
  }

  /**
   * Stores a file, by its path or as a stream, under a name; visible when this resolves, not before.
   * Throws `Exists` when the name is taken and `force` is not said.
   */
  upload(source: string | AsyncIterable<Uint8Array>, options: UploadOptions = {}): Promise<UploadReport> {
    return uploadFile(this.#overlay, this.#encryption, source, options)
  }

  /**
   * Writes a file into a directory; it appears there when it is whole and verified. What an interrupted download of the same
   * content has left there is verified, and not read again.
   */
  download(file: FileReference, options: DownloadOptions): Promise<DownloadReport & { path: string }> {
    return downloadFile(this.#overlay, this.#encryption, this.#reader(), file, options)
  }

  /** Stores many files, small ones together; see `uploadFiles`. */
  uploadFiles(
    files: AsyncIterable<LocalFile | UnusableFile>,
    options?: UploadFilesOptions,
  ): Promise<ManyFilesReport> {
    return uploadFiles(this.#overlay, this.#encryption, files, options)
  }

  /** Fetches many files into a directory, small ones together; see `downloadFiles`. */
  downloadFiles(files: AsyncIterable<WantedFile>, options: DownloadFilesOptions): Promise<ManyFilesReport> {
    return downloadFiles(this.#overlay, this.#encryption, this.#reader(), files, options)
  }

  /** Makes names below a prefix mean what the files in a folder are; see `sync`. */
  sync(directory: string, prefix: string, options?: SyncOptions) {
    return sync(this.#overlay, this.#encryption, directory, prefix, options)
  }

  /** The verified bytes of a file, in order, or a range of them: only blocks and pages that it needs are fetched. */
  read(file: FileReference, options: ReadOptions = {}): AsyncGenerator<Uint8Array> {
    return readFile(this.#overlay, this.#encryption, this.#reader(), file, options)
  }

  /** What a name means now. Throws `NotFound`. */
  async stat(name: string): Promise<FileRecord> {
    return this.#encryption.opened(await findFile(this.#overlay, this.#encryption, name))
  }

  /** The file that has this id, which it keeps through all its versions. Throws `NotFound`. */
  async statById(id: Uint8Array<ArrayBuffer>): Promise<FileRecord> {
    const { response } = await this.#overlay.ask(STAT, { id })
    return this.#encryption.opened(response.record as FileRecord)
  }

  /** All files whose names begin with the prefix, in byte order; those with encrypted names in the order of these. */
  list(options: ListOptions = {}): AsyncGenerator<FileRecord> {
    return this.#encryption.list(options.prefix ?? '', (prefix) =>
      listFiles(this.#overlay, { ...options, prefix }),
    )
  }

  /** Lets another user read or write a file of one's own, or no longer does. */
  share(name: string, user: string, sharing: Sharing): Promise<FileRecord> {
    return this.#encryption.change(name, (found) => share(this.#overlay, found, user, sharing))
  }

  /** What the user stores and may store, or, for an administrator, what `user` does; 0: no limit. */
  quota(user?: string): Promise<QuotaResponse> {
    return quota(this.#overlay, { name: user === undefined ? '' : `~${user}`, bytes: 0 })
  }

  /** One level of names: files without a further slash behind the prefix, and folders, in byte order. */
  listFolder(options: ListOptions = {}): AsyncGenerator<FolderEntry> {
    return this.#encryption.listFolder(options.prefix ?? '', (prefix) =>
      listFolder(this.#overlay, { ...options, prefix }),
    )
  }

  /** Finds files by words in their names and tags; see `search`. */
  search(query: string, options: SearchOptions = {}): Promise<SearchResponse> {
    return search(this.#overlay, query, options)
  }

  /** Writes behind the end of a file, which is made where there is none. Of several at once each is there, in some order. */
  append(name: string, source: AsyncIterable<Uint8Array>, options: EditOptions = {}): Promise<EditReport> {
    return editFile(this.#overlay, this.#encryption, this.#reader(), appending(name, source), options)
  }

  /** Writes over a file's bytes from `offset` on, and beyond its end. Throws `BadRequest` for an offset beyond the end. */
  modify(
    name: string,
    offset: number,
    source: AsyncIterable<Uint8Array>,
    options: EditOptions = {},
  ): Promise<EditReport> {
    return editFile(this.#overlay, this.#encryption, this.#reader(), writing(name, offset, source), options)
  }

  /** Keeps the first `size` bytes of a file. Throws `BadRequest` for more than it has. */
  truncate(name: string, size: number, options: EditOptions = {}): Promise<EditReport> {
    return editFile(this.#overlay, this.#encryption, this.#reader(), truncating(name, size), options)
  }

  /** Deletes a file. It can be had back for a day. Throws `NotFound`, `Conflict`. */
  async remove(name: string, options: RemoveOptions = {}): Promise<FileRecord> {
    return this.#encryption.change(name, (found) => changes.removeFile(this.#overlay, found, options))
  }

  /** Brings a deleted file back as it was. Throws `Exists`, `NotFound`. */
  undelete(name: string, options: ChangeOptions = {}): Promise<FileRecord> {
    return this.#encryption.change(name, (found) => changes.undeleteFile(this.#overlay, found, options))
  }

  /** Gives a file another name, at once for all to see. Throws `Exists`, `NotFound`, `Conflict`. */
  async rename(from: string, to: string, options: ReplaceOptions = {}): Promise<FileRecord> {
    return moveName(this.#overlay, this.#encryption, [from, to], (from, to) =>
      changes.renameFile(this.#overlay, from, to, options),
    )
  }

  /** Stores what a file is now under another name too; no block moves. Throws `Exists`, `NotFound`, `Conflict`. */
  copy(from: string, to: string, options: ReplaceOptions = {}): Promise<FileRecord> {
    return moveName(this.#overlay, this.#encryption, [from, to], (from, to) =>
      changes.copyFile(this.#overlay, from, to, options),
    )
  }

  /** Puts tags on a file and takes others off it. Throws `NotFound`, `BadRequest`, `TooLarge`. */
  async tag(
    name: string,
    tags: { add?: string[]; remove?: string[] },
    options: ChangeOptions = {},
  ): Promise<FileRecord> {
    return this.#encryption.change(name, (found) => changes.tagFile(this.#overlay, found, tags, options))
  }

  /** What a name means now, be it that it was deleted, and in `history` what it meant before. Throws `NotFound`. */
  versions(name: string): Promise<FileRecord> {
    return this.#encryption.change(name, (found) => changes.versionsOf(this.#overlay, found))
  }

  /** Has a name mean an earlier version again, as a new one. Throws `NotFound`, `Conflict`. */
  restore(name: string, version: number, options: ChangeOptions = {}): Promise<FileRecord> {
    return this.#encryption.change(name, (found) =>
      changes.restoreVersion(this.#overlay, found, version, options),
    )
  }

  /** The keys of a file's blocks, in order, and the peers that keep each. */
  locate(file: FileReference, options: { signal?: AbortSignal } = {}): AsyncGenerator<BlockLocation> {
    return locateBlocks(this.#overlay, this.#encryption, file, options.signal)
  }

  /** What the overlay says of itself. */
  status(): Promise<OverlayStatus> {
    return this.administration.status()
  }

  /** The newest view that this client knows. */
  async view(): Promise<OverlayView> {
    return this.#overlay.presentView()
  }

  async close(): Promise<void> {
    this.#onClose()
    await this.#overlay.network.stop()
  }

  #reader(): BlockReader {
    return new BlockReader(this.#overlay, this.#reading)
  }
}
