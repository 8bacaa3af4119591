import { basename } from 'node:path'
import { generateKeyPair } from '@libp2p/crypto/keys'
import type { PrivateKey } from '@libp2p/interface'
import { blockCount, checkBlockSize } from '../block/block-size.ts'
import { type Verify, verifyApart, verifyBlocks } from '../block/verify.ts'
import { type Clock, systemClock } from '../clock.ts'
import { isTritonError, TritonError } from '../errors.ts'
import { BLOCK_SIZE_DEFAULT, LIST_PAGE_MAX, SLAB_BYTES } from '../limits.ts'
import { type OverlayView, WEIGHT_UNIT } from '../membership/view.ts'
import { checkFileName } from '../names/file-name.ts'
import { Libp2pTransport } from '../rpc/libp2p-transport.ts'
import { Network } from '../rpc/network.ts'
import { BlockCache } from '../transfer/block-cache.ts'
import { BlockReader, type BlockReaderOptions } from '../transfer/block-reader.ts'
import { readRoot } from '../transfer/read-manifest.ts'
import { SCRUB, STATISTICS } from '../wire/blocks.ts'
import {
  type FileRecord,
  MemberState,
  type ScrubResponse,
  type StatisticsResponse,
} from '../wire/generated/tritonring.ts'
import { DRAIN, EVICT, LIST, REBUILD, STAT, STATUS } from '../wire/metadata.ts'
import { blockLocations } from './block-locations.ts'
import { commit } from './commit.ts'
import { Destination } from './destination.ts'
import { download } from './download.ts'
import type { Secret } from './encryption/secret.ts'
import { type EncryptOptions, UserEncryption } from './encryption/user-encryption.ts'
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
import { upload } from './upload.ts'

export interface ClientOptions {
  /** Peers of the overlay, as `host:port` or multiaddrs; the first that answers serves. */
  bootstrap: readonly string[]
  /** This client's identity; a new one when not given. */
  privateKey?: PrivateKey
  /** What files are encrypted with and decrypted, where their user wants that. */
  secret?: Secret | undefined
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
  /** Encrypted before it leaves this client, with its secret: block peers and metadata peers see noise. */
  encrypt?: boolean | EncryptOptions | undefined
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
  return new Client(overlay, options.network === undefined ? verifyApart : verifyBlocks, options.secret)
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
  readonly #encryption: UserEncryption

  constructor(overlay: OverlayClient, verify: Verify, secret?: Secret) {
    this.#overlay = overlay
    this.#encryption = new UserEncryption(secret)
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
    const sealing = this.#encryption.sealing(options.encrypt)
    const nameOnRing = this.#encryption.nameOnRing(name, options.encrypt)
    const lifetime = new Lifetime(options.signal)
    const file = typeof source === 'string' ? await openSource(source) : undefined
    try {
      if (!force) await this.#checkFree(name)
      const bytes =
        file?.read(Math.max(SLAB_BYTES - (SLAB_BYTES % blockSize), blockSize)) ??
        (source as AsyncIterable<Uint8Array>)
      const mtime = options.mtime ?? file?.mtime ?? Date.now()
      const report = await upload(this.#overlay, {
        source: bytes,
        name: nameOnRing,
        sealing,
        blockSize,
        total: file?.size,
        mtime,
        force,
        leastVersion: options.leastVersion ?? 0,
        root: options.root,
        signal: lifetime.signal,
        onProgress: options.onProgress,
      })
      return { ...report, record: this.#encryption.opened(report.record) }
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
      const { bytes, size } = this.#encryption.content(root, verified, file)
      const path = await this.#write(bytes, options, options.as ?? nameOf(file))
      return {
        path,
        size,
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
      const verified = download(this.#overlay, reader, root, lifetime.signal, options.onProgress)
      yield* this.#encryption.content(root, verified, file).bytes
    } finally {
      lifetime.end()
    }
  }

  /** What a name means now. Throws `NotFound`. */
  async stat(name: string): Promise<FileRecord> {
    return this.#encryption.opened(await this.#find(name))
  }

  /** The file that has this id, which it keeps through all its versions. Throws `NotFound`. */
  async statById(id: Uint8Array<ArrayBuffer>): Promise<FileRecord> {
    const { response } = await this.#overlay.ask(STAT, { id })
    return this.#encryption.opened(response.record as FileRecord)
  }

  /** All files whose names begin with the prefix, in byte order; those with encrypted names in the order of these. */
  list(options: { prefix?: string; signal?: AbortSignal } = {}): AsyncGenerator<FileRecord> {
    return this.#encryption.list(options.prefix ?? '', (prefix) => this.#list(prefix, options.signal))
  }

  async *#list(prefix: string, signal: AbortSignal | undefined): AsyncGenerator<FileRecord> {
    let after = ''
    do {
      const request = { prefix, after, countMax: LIST_PAGE_MAX }
      const { response } = await this.#overlay.ask(LIST, request, { signal })
      yield* response.records
      after = response.next
    } while (after !== '')
  }

  /** Deletes a file. Its blocks stay until they are collected. Throws `NotFound`. */
  async remove(name: string): Promise<FileRecord> {
    const { name: nameOnRing } = await this.#find(name)
    return this.#encryption.opened(await commit(this.#overlay, { name: nameOnRing, any: true, delete: true }))
  }

  /** The keys of a file's blocks, in order, and the peers that keep each. */
  async *locate(file: FileReference, options: { signal?: AbortSignal } = {}): AsyncGenerator<BlockLocation> {
    const name = 'name' in file ? (await this.#find(file.name)).name : undefined
    yield* blockLocations(this.#overlay, name === undefined ? file : { name }, options.signal)
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

  /** What a block peer holds, what room it has, and what time it is there. */
  async statistics(peer: string): Promise<StatisticsResponse> {
    return (await this.#overlay.network.call(peer, STATISTICS, {})).response
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
    const key = 'name' in file ? (await this.#find(file.name)).root : file.root
    return readRoot(reader, key, signal)
  }

  /** What a name, or its encrypted form, means on the ring. Throws `NotFound`. */
  async #find(name: string): Promise<FileRecord> {
    checkFileName(name)
    return this.#encryption.find(name, async (nameOnRing) => {
      const { response } = await this.#overlay.ask(STAT, { name: nameOnRing })
      return response.record as FileRecord
    })
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
