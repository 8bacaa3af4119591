import type { Verify } from '../block/verify.ts'
import type { OverlayView } from '../membership/view.ts'
import { BlockCache } from '../transfer/block-cache.ts'
import { BlockReader, type BlockReaderOptions } from '../transfer/block-reader.ts'
import type { FileRecord } from '../wire/generated/tritonring.ts'
import { STAT } from '../wire/metadata.ts'
import { Administration } from './administration.ts'
import * as changes from './change-name.ts'
import { downloadFile } from './download-file.ts'
import { editFile } from './edit-file.ts'
import { appending, truncating, writing } from './edits.ts'
import { type ListOptions, listFiles } from './list-files.ts'
import { locateBlocks } from './locate-blocks.ts'
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
import { statFile } from './stat-file.ts'
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

/** Stores and reads files. Every method throws `TritonError` alone. */
export class Client {
  /** What those who keep the overlay ask of it. */
  readonly administration: Administration
  readonly #overlay: OverlayClient
  /** What all its readers share. */
  readonly #reading: BlockReaderOptions

  constructor(overlay: OverlayClient, verify: Verify) {
    this.#overlay = overlay
    this.#reading = { cache: new BlockCache(), verify }
    this.administration = new Administration(overlay, this.#reading)
  }

  /**
   * Stores a file, by its path or as a stream, under a name; visible when this resolves, not before.
   * Throws `Exists` when the name is taken and `force` is not said.
   */
  upload(source: string | AsyncIterable<Uint8Array>, options: UploadOptions = {}): Promise<UploadReport> {
    return uploadFile(this.#overlay, source, options)
  }

  /** Writes a file into a directory; it appears there when it is whole and verified. */
  download(file: FileReference, options: DownloadOptions): Promise<DownloadReport & { path: string }> {
    return downloadFile(this.#overlay, this.#reader(), file, options)
  }

  /** The verified bytes of a file, in order, or a range of them: only blocks and pages that it needs are fetched. */
  read(file: FileReference, options: ReadOptions = {}): AsyncGenerator<Uint8Array> {
    return readFile(this.#overlay, this.#reader(), file, options)
  }

  /** What a name means now. Throws `NotFound`. */
  stat(name: string): Promise<FileRecord> {
    return statFile(this.#overlay, name)
  }

  /** The file that has this id, which it keeps through all its versions. Throws `NotFound`. */
  async statById(id: Uint8Array<ArrayBuffer>): Promise<FileRecord> {
    const { response } = await this.#overlay.ask(STAT, { id })
    return response.record as FileRecord
  }

  /** All files whose names begin with the prefix, in byte order. */
  list(options: ListOptions = {}): AsyncGenerator<FileRecord> {
    return listFiles(this.#overlay, options)
  }

  /** Writes behind the end of a file, which is made where there is none. Of several at once each is there, in some order. */
  append(name: string, source: AsyncIterable<Uint8Array>, options: EditOptions = {}): Promise<EditReport> {
    return editFile(this.#overlay, this.#reader(), appending(name, source), options)
  }

  /** Writes over a file's bytes from `offset` on, and beyond its end. Throws `BadRequest` for an offset beyond the end. */
  modify(
    name: string,
    offset: number,
    source: AsyncIterable<Uint8Array>,
    options: EditOptions = {},
  ): Promise<EditReport> {
    return editFile(this.#overlay, this.#reader(), writing(name, offset, source), options)
  }

  /** Keeps the first `size` bytes of a file. Throws `BadRequest` for more than it has. */
  truncate(name: string, size: number, options: EditOptions = {}): Promise<EditReport> {
    return editFile(this.#overlay, this.#reader(), truncating(name, size), options)
  }

  /** Deletes a file. It can be had back for a day. Throws `NotFound`, `Conflict`. */
  async remove(name: string, options: RemoveOptions = {}): Promise<FileRecord> {
    return changes.removeFile(this.#overlay, name, options)
  }

  /** Brings a deleted file back as it was. Throws `Exists`, `NotFound`. */
  undelete(name: string, options: ChangeOptions = {}): Promise<FileRecord> {
    return changes.undeleteFile(this.#overlay, name, options)
  }

  /** Gives a file another name, at once for all to see. Throws `Exists`, `NotFound`, `Conflict`. */
  async rename(from: string, to: string, options: ReplaceOptions = {}): Promise<FileRecord> {
    return changes.renameFile(this.#overlay, from, to, options)
  }

  /** Stores what a file is now under another name too; no block moves. Throws `Exists`, `NotFound`, `Conflict`. */
  copy(from: string, to: string, options: ReplaceOptions = {}): Promise<FileRecord> {
    return changes.copyFile(this.#overlay, from, to, options)
  }

  /** Puts tags on a file and takes others off it. Throws `NotFound`, `BadRequest`, `TooLarge`. */
  async tag(
    name: string,
    tags: { add?: string[]; remove?: string[] },
    options: ChangeOptions = {},
  ): Promise<FileRecord> {
    return changes.tagFile(this.#overlay, name, tags, options)
  }

  /** What a name means now, be it that it was deleted, and in `history` what it meant before. Throws `NotFound`. */
  versions(name: string): Promise<FileRecord> {
    return changes.versionsOf(this.#overlay, name)
  }

  /** Has a name mean an earlier version again, as a new one. Throws `NotFound`, `Conflict`. */
  restore(name: string, version: number, options: ChangeOptions = {}): Promise<FileRecord> {
    return changes.restoreVersion(this.#overlay, name, version, options)
  }

  /** The keys of a file's blocks, in order, and the peers that keep each. */
  locate(file: FileReference, options: { signal?: AbortSignal } = {}): AsyncGenerator<BlockLocation> {
    return locateBlocks(this.#overlay, file, options.signal)
  }

  /** What the overlay says of itself. */
  status(): Promise<OverlayStatus> {
    return this.administration.status()
  }

  /** The newest view that this client knows. */
  async view(): Promise<OverlayView> {
    return this.#overlay.view()
  }

  async close(): Promise<void> {
    await this.#overlay.network.stop()
  }

  #reader(): BlockReader {
    return new BlockReader(this.#overlay, this.#reading)
  }
}
