import { WEIGHT_UNIT } from '../membership/view.ts'
import { BlockReader, type BlockReaderOptions } from '../transfer/block-reader.ts'
import { COLLECT, SCRUB, STATISTICS } from '../wire/blocks.ts'
import {
  type CollectionReport,
  MemberState,
  type ScrubResponse,
  type StatisticsResponse,
} from '../wire/generated/tritonring.ts'
import { DRAIN, EVICT, RAISE, REBUILD, STATUS } from '../wire/metadata.ts'
import type { UserEncryption } from './encryption/user-encryption.ts'
import { type IncompleteFile, incompleteFiles } from './incomplete-files.ts'
import { Lifetime } from './lifetime.ts'
import { listFiles } from './list-files.ts'
import type { OverlayClient } from './overlay-client.ts'
import type { OverlayStatus } from './report.ts'

/** What those who keep an overlay ask of it, rather than those who keep files there. */
export class Administration {
  readonly #overlay: OverlayClient
  readonly #encryption: UserEncryption
  readonly #reading: BlockReaderOptions

  constructor(overlay: OverlayClient, encryption: UserEncryption, reading: BlockReaderOptions) {
    this.#overlay = overlay
    this.#encryption = encryption
    this.#reading = reading
  }

  /** What the overlay says of itself. */
  async status(): Promise<OverlayStatus> {
    const { response } = await this.#overlay.ask(STATUS, {})
    const peers = response.peers.map(({ roomKnown, bytesFree, ...peer }) => ({
      ...peer,
      bytesFree: roomKnown ? bytesFree : undefined,
      weight: peer.weight / WEIGHT_UNIT,
      state: peer.state === MemberState.ALIVE ? ('alive' as const) : ('suspect' as const),
      repair: peer.repair,
    }))
    const rebuild = response.rebuild ?? { peersRead: 0, peers: 0, records: 0 }
    return { ...response, rebuild, metadataPeer: this.#overlay.metadataPeer ?? '', peers }
  }

  /**
   * Has a block peer keep nothing any more, so that it can be stopped when it has told itself, by this `ringEpoch` of
   * `status`, that it is settled and holds nothing; or, with `cancel`, its share again. Throws `NotFound` for a stranger, `Refused` for the last one that keeps blocks.
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
    const { signal } = lifetime
    const records = this.#encryption.list(options.prefix ?? '', (prefix) =>
      listFiles(this.#overlay, { prefix, signal }),
    )
    try {
      yield* incompleteFiles(this.#overlay, reader, records, options.onFile ?? (() => {}), signal)
    } finally {
      lifetime.end()
    }
  }
}
