import type { Verify } from '../block/verify.ts'
import type { OverlayView } from '../membership/view.ts'
import { checkFileName } from '../names/file-name.ts'
import { BlockCache } from '../transfer/block-cache.ts'
import { BlockReader, type BlockReaderOptions } from '../transfer/block-reader.ts'
import type { FileRecord } from '../wire/generated/tritonring.ts'
import { STAT } from '../wire/metadata.ts'
import { Administration } from './administration.ts'
import { commit } from './commit.ts'
import { downloadFile } from './download-file.ts'
import { type ListOptions, listFiles } from './list-files.ts'
import { locateBlocks } from './locate-blocks.ts'
import type { OverlayClient } from './overlay-client.ts'
import { readFile } from './read-file.ts'
import type { BlockLocation, DownloadReport, FileReference, OverlayStatus, UploadReport } from './report.ts'
import { statFile } from './stat-file.ts'
import type { DownloadOptions, TransferOptions, UploadOptions } from './transfer-options.ts'
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

  /** The verified bytes of a file, in order. */
  read(file: FileReference, options: TransferOptions = {}): AsyncGenerator<Uint8Array> {
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

  /** Deletes a file. Its blocks stay until they are collected. Throws `NotFound`. */
  async remove(name: string): Promise<FileRecord> {
    checkFileName(name)
    return commit(this.#overlay, { name, any: true, delete: true })
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
