import { basename } from 'node:path'
import { generateKeyPair } from '@libp2p/crypto/keys'
import type { PrivateKey } from '@libp2p/interface'
import { blockCount, checkBlockSize } from '../block/block-size.ts'
import { keyAt } from '../block/key.ts'
import { type Verify, verifyApart, verifyBlocks } from '../block/verify.ts'
import { type Clock, systemClock } from '../clock.ts'
import { isTritonError, TritonError } from '../errors.ts'
import { BATCH_BLOCKS_MAX, BLOCK_SIZE_DEFAULT, KEY_BYTES, LIST_PAGE_MAX, SLAB_BYTES } from '../limits.ts'
import { type OverlayView, WEIGHT_UNIT } from '../membership/view.ts'
import { checkFileName } from '../names/file-name.ts'
import { Libp2pTransport } from '../rpc/libp2p-transport.ts'
import { Network } from '../rpc/network.ts'
import { BlockCache } from '../transfer/block-cache.ts'
import { BlockReader, type BlockReaderOptions } from '../transfer/block-reader.ts'
import { readRoot } from '../transfer/read-manifest.ts'
import { COLLECT, SCRUB } from '../wire/blocks.ts'
import {
  type CollectionReport,
  type FileRecord,
  MemberState,
  type ScrubResponse,
} from '../wire/generated/tritonring.ts'
import { DRAIN, EVICT, LIST, LOCATE, RAISE, REBUILD, STAT, STATUS } from '../wire/metadata.ts'
import { commit } from './commit.ts'
import { Destination } from './destination.ts'
import { download } from './download.ts'
import { type IncompleteFile, incompleteFiles } from './incomplete-files.ts'
import { Lifetime } from './lifetime.ts'
import { OverlayClient } from './overlay-client.ts'
import type {
  BlockLocation,
  DownloadReport,
  FileReference,
  OverlayStatus,
  Progress,
  UploadReport,
} from './report.ts'
import { openSource } from './source-file.ts'
import { uploadInTime } from './upload-in-time.ts'

export interface ClientOptions {
  /** Peers of the overlay, as `host:port` or multiaddrs; the first that answers serves. */
  bootstrap: readonly string[]
  /** This client's identity; a new one when not given. */
  privateKey?: PrivateKey
  clock?: Clock
  /** Instead of libp2p over TCP; started and stopped with the client. */
  network?: Network
  signal?: AbortSignal
}

export interface TransferOptions {
  signal?: AbortSignal | undefined
  onProgress?: ((progress: Progress) => void) | undefined
}

export interface UploadOptions extends TransferOptions {
  /** Default: the path's last segment. */
  name?: string | undefined
  /** 8 B to 10 MiB; default 64. */
  blockSize?: number | undefined
  /** Replace the file that has the name. */
  force?: boolean | undefined
  /** Milliseconds since 1970; default: the file's, or now. */
  mtime?: number | undefined
  /** The version that the name gets at least: a file that is brought back goes on from the number that it had. */
  leastVersion?: number | undefined
  /** The file's root key, where it is known before: with other bytes nothing is committed, and `Corrupt` is thrown. */
  root?: Uint8Array | undefined
}

export interface DownloadOptions extends TransferOptions {
  /** Where the file is written to; it must exist. */
  directory: string
  /** The file's name there; default: the last segment of its name on the ring. */
  as?: string | undefined
  /** Replace what has that name. */
  force?: boolean | undefined
}

/** Finds the overlay and returns a client of it. Throws `Unavailable` when none of the addresses answers. */
export async function createClient(options: ClientOptions): Promise<Client> {
  const network = options.network ?? (await dialOnlyNetwork(options))
  await network.start()
  const overlay = new OverlayClient(network, options.bootstrap)
  try {
    await overlay.connect(options.signal)
  } catch (error) {
    await network.stop()
    throw error
  }
  return new Client(overlay, options.network === undefined ? verifyApart : verifyBlocks)
}

async function dialOnlyNetwork({ privateKey, clock }: ClientOptions): Promise<Network> {
  const key = privateKey ?? (await generateKeyPair('Ed25519'))
  return new Network(new Libp2pTransport({ privateKey: key }), clock ?? systemClock())
}

/** Stores and reads files. Every method throws `TritonError` alone. */
export class Client {
  readonly #overlay: OverlayClient
  /** What all its readers share. */
  readonly #reading: BlockReaderOptions

  constructor(overlay: OverlayClient, verify: Verify) {
    this.#overlay = overlay
    this.#reading = { cache: new BlockCache(), verify }
  }

  /**
   * Stores a file, by its path or as a stream, under a name; visible when this resolves, not before.
   * Throws `Exists` when the name is taken and `force` is not said.
   */
  async upload(
    source: string | AsyncIterable<Uint8Array>,
    options: UploadOptions = {},
  ): Promise<UploadReport> {
    const name = options.name ?? (typeof source === 'string' ? basename(source) : '')
    const blockSize = options.blockSize ?? BLOCK_SIZE_DEFAULT
    checkFileName(name)
    checkBlockSize(blockSize)
    const force = options.force ?? false
    const lifetime = new Lifetime(options.signal)
    const file = typeof source === 'string' ? await openSource(source) : undefined
    try {
      if (!force) await this.#checkFree(name)
      const pieceBytes = Math.max(SLAB_BYTES - (SLAB_BYTES % blockSize), blockSize)
      const mtime = options.mtime ?? file?.mtime ?? Date.now()
      return await uploadInTime(this.#overlay, {
        source: () => file?.read(pieceBytes) ?? (source as AsyncIterable<Uint8Array>),
        repeatable: file !== undefined,
        name,
        blockSize,
        total: file?.size,
        mtime,
        force,
        leastVersion: options.leastVersion ?? 0,
        root: options.root,
        signal: lifetime.signal,
        onProgress: options.onProgress,
      })
    } finally {
      lifetime.end()
      await file?.close()
    }
  }

  /** Writes a file into a directory; it appears there when it is whole and verified. */
  async download(file: FileReference, options: DownloadOptions): Promise<DownloadReport & { path: string }> {
    const startMs = this.#overlay.network.clock.now()
    const reader = new BlockReader(this.#overlay, this.#reading)
    const lifetime = new Lifetime(options.signal)
    try {
      const root = await this.#root(file, reader, lifetime.signal)
      const verified = download(this.#overlay, reader, root, lifetime.signal, options.onProgress)
      const path = await this.#write(verified, options, options.as ?? nameOf(file))
      return {
        path,
        size: root.size,
        blocks: blockCount(root.size, root.blockSize),
        blocksRerouted: reader.rerouted,
        lyingPeers: [...reader.liars],
        elapsedMs: this.#overlay.network.clock.now() - startMs,
      }
    } finally {
      lifetime.end()
    }
  }

  /** The verified bytes of a file, in order. */
  async *read(file: FileReference, options: TransferOptions = {}): AsyncGenerator<Uint8Array> {
    const reader = new BlockReader(this.#overlay, this.#reading)
    const lifetime = new Lifetime(options.signal)
    try {
      const root = await this.#root(file, reader, lifetime.signal)
      yield* download(this.#overlay, reader, root, lifetime.signal, options.onProgress)
    } finally {
      lifetime.end()
    }
  }

  /** What a name means now. Throws `NotFound`. */
  async stat(name: string): Promise<FileRecord> {
    checkFileName(name)
    const { response } = await this.#overlay.ask(STAT, { name })
    return response.record as FileRecord
  }

  /** The file that has this id, which it keeps through all its versions. Throws `NotFound`. */
  async statById(id: Uint8Array<ArrayBuffer>): Promise<FileRecord> {
    const { response } = await this.#overlay.ask(STAT, { id })
    return response.record as FileRecord
  }

  /** All files whose names begin with the prefix, in byte order. */
  async *list(options: { prefix?: string; signal?: AbortSignal } = {}): AsyncGenerator<FileRecord> {
    let after = ''
    do {
      const request = { prefix: options.prefix ?? '', after, countMax: LIST_PAGE_MAX }
      const { response } = await this.#overlay.ask(LIST, request, { signal: options.signal })
      yield* response.records
      after = response.next
    } while (after !== '')
  }

  /** Deletes a file. Its blocks stay until they are collected. Throws `NotFound`. */
  async remove(name: string): Promise<FileRecord> {
    checkFileName(name)
    return commit(this.#overlay, { name, any: true, delete: true })
  }

  /** The keys of a file's blocks, in order, and the peers that keep each. */
  async *locate(file: FileReference, options: { signal?: AbortSignal } = {}): AsyncGenerator<BlockLocation> {
    const reference = 'name' in file ? { name: file.name } : { root: file.root as Uint8Array<ArrayBuffer> }
    for (let from = 0, count = 1; from < count; ) {
      const request = { ...reference, from, countMax: BATCH_BLOCKS_MAX }
      const answer = await this.#overlay.ask(LOCATE, request, {
        signal: options.signal,
        answerBytesMax: BATCH_BLOCKS_MAX * KEY_BYTES,
      })
      const { size, blockSize, peers, owners, replicas } = answer.response
      count = blockCount(size, blockSize)
      const located = answer.payload.length / KEY_BYTES
      const table = new DataView(owners.buffer, owners.byteOffset, owners.length)
      for (let i = 0; i < located; i++) {
        const indexes = Array.from({ length: replicas }, (_, rank) =>
          table.getUint16(2 * (i * replicas + rank)),
        )
        const ids = indexes.map((index) => peers[index]).filter((id) => id !== undefined)
        yield { index: from + i, key: keyAt(answer.payload, i).slice(), owners: ids }
      }
      if (located === 0) return
      from += located
    }
  }

  /** What the overlay says of itself. */
  async status(): Promise<OverlayStatus> {
    const { response } = await this.#overlay.ask(STATUS, {})
    const peers = response.peers.map((peer) => ({
      ...peer,
      weight: peer.weight / WEIGHT_UNIT,
      state: peer.state === MemberState.ALIVE ? ('alive' as const) : ('suspect' as const),
      repair: peer.repair,
    }))
    const rebuild = response.rebuild ?? { peersRead: 0, peers: 0, records: 0 }
    return { ...response, rebuild, metadataPeer: this.#overlay.metadataPeer ?? '', peers }
  }

  /**
   * Has a block peer keep nothing any more, so that it can be stopped when `status` says that it holds nothing; or, with
   * `cancel`, its share again. Throws `NotFound` for a stranger, `Refused` for the last one that keeps blocks.
   */
  async drain(peer: string, options: { cancel?: boolean } = {}): Promise<void> {
    await this.#overlay.ask(DRAIN, { peer, cancel: options.cancel ?? false })
  }

  /** Takes a silent block peer off the ring at once. Throws `NotFound` for a stranger, `Refused` for one that is alive. */
  async evict(peer: string): Promise<void> {
    await this.#overlay.ask(EVICT, { peer })
  }

  /** Has a block peer look at all of its blocks (`start`), or only asks how far it has come. */
  async scrub(peer: string, options: { start: boolean }): Promise<ScrubResponse> {
    const { response } = await this.#overlay.network.call(peer, SCRUB, options)
    return response
  }

  /** Has a block peer delete what nothing needs (`start`; `dryRun`: only count it), or only asks how far it has come. */
  async collect(peer: string, options: { start: boolean; dryRun?: boolean }): Promise<CollectionReport> {
    const { response } = await this.#overlay.network.call(peer, COLLECT, options)
    return response.report as CollectionReport
  }

  /** Begins the next generation of collection. Throws `Busy` with what stands in the way. */
  async raiseGeneration(): Promise<number> {
    return (await this.#overlay.ask(RAISE, {})).response.generation
  }

  /** Has the names read back from the ring's own records; `status` tells how far that has come. */
  async rebuild(): Promise<void> {
    await this.#overlay.ask(REBUILD, {})
  }

  /** Files of which not everything is on the ring, of those whose names begin with the prefix. `onFile`: one was looked at. */
  async *incompleteFiles(
    options: { prefix?: string; onFile?: () => void; signal?: AbortSignal } = {},
  ): AsyncGenerator<IncompleteFile> {
    const lifetime = new Lifetime(options.signal)
    const reader = new BlockReader(this.#overlay, this.#reading)
    const records = this.list({ ...options, signal: lifetime.signal })
    try {
      yield* incompleteFiles(this.#overlay, reader, records, options.onFile ?? (() => {}), lifetime.signal)
    } finally {
      lifetime.end()
    }
  }

  /** The newest view that this client knows. */
  async view(): Promise<OverlayView> {
    return this.#overlay.view()
  }

  async close(): Promise<void> {
    await this.#overlay.network.stop()
  }

  async #write(verified: AsyncIterable<Uint8Array>, options: DownloadOptions, name: string): Promise<string> {
    const destination = await Destination.open(options.directory, name, options.force ?? false)
    try {
      for await (const bytes of verified) await destination.write(bytes)
      await destination.commit()
      return destination.path
    } catch (error) {
      await destination.discard()
      throw error
    }
  }

  async #root(file: FileReference, reader: BlockReader, signal: AbortSignal) {
    const key = 'name' in file ? (await this.stat(file.name)).root : file.root
    return readRoot(reader, key, signal)
  }

  /** Fails early rather than after all blocks were sent; the commit decides. */
  async #checkFree(name: string): Promise<void> {
    const there = await this.stat(name).catch((error) => {
      if (isTritonError(error, 'NotFound')) return undefined
      throw error
    })
    if (there === undefined) return
    throw new TritonError('Exists', `'${name}' exists already, at version ${there.version}`, {
      hint: '--force replaces it, --name stores under another name',
    })
  }
}

function nameOf(file: FileReference): string {
  if (!('name' in file))
    throw new TritonError('BadRequest', 'a file read by its root key needs a name to be written under')
  checkFileName(file.name)
  return basename(file.name)
}
