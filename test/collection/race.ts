import assert from 'node:assert/strict'
import { hashBlocks } from '../../src/block/hash.ts'
import { ManifestBuilder } from '../../src/block/manifest.ts'
import { copyFile, removeFile, restoreVersion, versionsOf } from '../../src/client/change-name.ts'
import { commit } from '../../src/client/commit.ts'
import { OverlayClient } from '../../src/client/overlay-client.ts'
import { type Clock, pause } from '../../src/clock.ts'
import { type BlockStore, isTritonError, type Network } from '../../src/index.ts'
import { BlockWriter } from '../../src/transfer/block-writer.ts'
import { STAT } from '../../src/wire/metadata.ts'
import { hexKeys } from '../checkers/inspector.ts'
import { keysOfFile } from '../checkers/keys-of-file.ts'
import { MemoryCluster } from '../harness/memory-cluster.ts'
import { seededRandom } from '../harness/random.ts'
import { RandomFile } from '../harness/random-file.ts'
import { SimulatedStore } from '../simulation/simulated-store.ts'

const HEARTBEAT_MS = 200
export const GENERATION_MS = 3_000
const PLAY_MS = 40_000
const STEP_MS = 25
const BLOCK_SIZE = 64
const PEERS = 3
const CLIENTS = 4
const NAMES = ['a', 'b', 'c', 'd', 'e']
/** Contents that are uploaded again and again: their blocks become orphans, and are wanted again. */
const CONTENTS = 12
const PIECE_BLOCKS = 8

/** What is done wrongly, to see whether anybody notices. */
export interface Planted {
  /** A client's calls. */
  network?: (network: Network) => Network
  store?: (store: SimulatedStore) => BlockStore
  /** The generation that a client says its upload began in. */
  began?: (began: number, now: number) => number
}

export interface RaceTally {
  uploads: number
  reused: number
  removes: number
  abandoned: number
  expired: number
  collections: number
  freed: number
}

interface Content {
  root: Uint8Array
  bytes: Uint8Array
  keys: string[]
}

/**
 * Clients upload slowly, some until they die, copy and delete files of the same few contents, while block peers crash and
 * come back, in a cluster that collects every few seconds. Throws when a block of a live file is on no disk (I6), and when
 * an orphan is left a cycle after everybody has stopped.
 */
export async function race(seed: number, planted: Planted = {}): Promise<RaceTally> {
  const stores: SimulatedStore[] = []
  const cluster = await MemoryCluster.start({
    ...{ seed, blockPeers: PEERS, heartbeatMs: HEARTBEAT_MS, graceMs: 400, generationMs: GENERATION_MS },
    store: (index) => {
      stores[index] ??= new SimulatedStore()
      return planted.store?.(stores[index]) ?? stores[index]
    },
  })
  const play = new Race(seed, cluster, stores, planted)
  await play.run()
  return play.tally
}

class Race {
  readonly tally: RaceTally = {
    ...{ uploads: 0, reused: 0, removes: 0, abandoned: 0, expired: 0, collections: 0, freed: 0 },
  }
  readonly #random: () => number
  readonly #cluster: MemoryCluster
  readonly #clock: Clock
  readonly #stores: SimulatedStore[]
  readonly #planted: Planted
  readonly #contents: Content[]
  readonly #byRoot: Map<string, Content>
  /** What each name means, as far as somebody was told; undefined while that is not known. */
  readonly #live = new Map<string, Content | undefined>()
  #over = false
  #failure: unknown

  constructor(seed: number, cluster: MemoryCluster, stores: SimulatedStore[], planted: Planted) {
    this.#random = seededRandom(seed ^ 0xc011)
    this.#cluster = cluster
    this.#clock = cluster.clock
    this.#stores = stores
    this.#planted = planted
    this.#contents = Array.from({ length: CONTENTS }, (_, index) => contentOf(seed, index))
    this.#byRoot = new Map(this.#contents.map((content) => [hex(content.root), content]))
  }

  async run(): Promise<void> {
    const clients = Array.from({ length: CLIENTS }, (_, index) => this.#work(index))
    const all = Promise.all([...clients, this.#crash()]).catch((error) => {
      this.#failure = error
    })
    let ended = false
    void all.then(() => {
      ended = true
    })
    while (!ended) {
      await this.#cluster.clock.advance(STEP_MS)
      if (this.#clock.now() > PLAY_MS) this.#over = true
      this.#checkKept()
    }
    if (this.#failure !== undefined) throw this.#failure
    await this.#quiet()
  }

  /** I6: whatever a name means is on some disk, whole. */
  #checkKept(): void {
    const held = new Set(this.#stores.flatMap((store) => [...store.keys]))
    for (const [name, content] of this.#live)
      for (const key of content?.keys ?? [])
        assert.ok(
          held.has(key),
          `block ${key.slice(0, 8)} of '${name}' is on no disk, at ${this.#clock.now()} ms`,
        )
  }

  /** When everybody has stopped, orphans are gone within a lease and a cycle, and what is live is on two disks. */
  async #quiet(): Promise<void> {
    const client = await this.#overlay('reader', false)
    const wanted = new Set<string>()
    for (const name of NAMES) {
      const record = await this.#run(versionsOf(client, name)).catch(() => undefined)
      for (const { root } of record === undefined ? [] : [record, ...record.history])
        for (const key of this.#byRoot.get(hex(root))?.keys ?? []) wanted.add(key)
    }
    await this.#cluster.until(
      'nothing but live blocks is held, on two disks',
      () => {
        const counts = new Map<string, number>()
        for (const store of this.#stores)
          for (const key of store.keys) counts.set(key, (counts.get(key) ?? 0) + 1)
        return counts.size === wanted.size && [...wanted].every((key) => counts.get(key) === 2)
      },
      // A lease is two generations at most, a cycle one; healing after the last crash comes before.
      5 * GENERATION_MS + 20_000,
    )
    const status = await this.#cluster.metadata!.status()
    this.tally.collections = status.generation!
    this.tally.freed = (status.collections ?? []).reduce((sum, { freedBlocks }) => sum + freedBlocks, 0)
  }

  #run<Result>(work: Promise<Result>): Promise<Result> {
    return this.#cluster.run(work)
  }

  async #work(index: number): Promise<void> {
    for (let life = 0; !this.#over; life++) {
      const overlay = await this.#overlay(`client-${index}-${life}`)
      for (let alive = true; alive && !this.#over; ) {
        await pause(this.#clock, this.#random() * 800)
        alive = await this.#operate(overlay)
      }
      await overlay.network.stop()
    }
  }

  /** Does something; resolves with whether the client lives on. */
  async #operate(overlay: OverlayClient): Promise<boolean> {
    const name = this.#anyOf(NAMES)
    const draw = this.#random()
    try {
      if (draw < 0.5) return await this.#upload(overlay, name)
      if (draw < 0.7) await this.#reuse(overlay, this.#anyOf(NAMES), name)
      else await this.#remove(overlay, name)
    } catch (error) {
      if (!isTritonError(error)) throw error
      if (error.code === 'Expired') this.tally.expired++
    }
    return true
  }

  /** Piece by piece, with rests, until the end or this client's own. */
  async #upload(overlay: OverlayClient, name: string): Promise<boolean> {
    const content = this.#anyOf(this.#contents)
    const writer = new BlockWriter(overlay, new AbortController().signal)
    const slow = this.#random() < 0.6 ? GENERATION_MS / 3 : 100
    const manifest = new ManifestBuilder(BLOCK_SIZE)
    const batches = []
    for (let at = 0; at < content.bytes.length; at += PIECE_BLOCKS * BLOCK_SIZE) {
      const bytes = content.bytes.slice(at, at + PIECE_BLOCKS * BLOCK_SIZE)
      const keys = hashBlocks(bytes, BLOCK_SIZE)
      batches.push({ keys, bytes, blockSize: BLOCK_SIZE }, ...manifest.push(keys))
    }
    const { rootKey, batches: last } = manifest.finish(content.bytes.length)
    for (const batch of [...batches, ...last]) {
      if (this.#random() < 0.02) {
        this.tally.abandoned++
        return false
      }
      await writer.put(batch)
      await pause(this.#clock, this.#random() * slow)
    }
    const now = overlay.view().generation
    const generation = this.#planted.began?.(writer.generation, now) ?? writer.generation
    await this.#commit(overlay, name, content, rootKey, generation)
    this.tally.uploads++
    return true
  }

  /** Has a name mean what another means, or itself meant before. */
  async #reuse(overlay: OverlayClient, from: string, to: string): Promise<void> {
    const record = await versionsOf(overlay, from)
    await pause(this.#clock, this.#random() * 2 * GENERATION_MS)
    const changed = from === to ? from : to
    this.#live.set(changed, undefined)
    const { version } =
      from === to
        ? await restoreVersion(overlay, from, record.history.at(-1)?.version ?? 0, {})
        : await copyFile(overlay, from, to, { force: true })
    this.tally.reused++
    await this.#learn(overlay, changed, version)
  }

  async #commit(
    overlay: OverlayClient,
    name: string,
    content: Content,
    root: Uint8Array,
    generation: number,
  ) {
    this.#live.set(name, undefined)
    const change = {
      ...{ name, any: true, size: content.bytes.length, blockSize: BLOCK_SIZE, generation },
      root: root as Uint8Array<ArrayBuffer>,
    }
    const { version } = await commit(overlay, change)
    await this.#learn(overlay, name, version)
  }

  async #remove(overlay: OverlayClient, name: string): Promise<void> {
    this.#live.set(name, undefined)
    await removeFile(overlay, name, { forget: this.#random() < 0.8 })
    this.tally.removes++
  }

  /** What a name means is known while it has the version that was just committed; others may have changed it since. */
  async #learn(overlay: OverlayClient, name: string, version: number): Promise<void> {
    const { record } = (await overlay.ask(STAT, { name })).response
    if (record?.version === version) this.#live.set(name, this.#byRoot.get(hex(record.root)))
  }

  /** One block peer at a time, and only when all copies are there. */
  async #crash(): Promise<void> {
    while (!this.#over) {
      await pause(this.#clock, 2_000 + this.#random() * 10_000)
      if (this.#over || !(await this.#isHealed())) continue
      const index = Math.floor(this.#random() * PEERS)
      this.#cluster.crash(index)
      await pause(this.#clock, this.#random() * 2_000)
      await this.#cluster.restart(index)
    }
  }

  async #isHealed(): Promise<boolean> {
    const { pending, frozen, peers = [], ringEpoch } = await this.#cluster.metadata!.status()
    const settled = peers.every(({ state, repair }) => state === 'ALIVE' && repair?.settled === ringEpoch)
    return !pending && !frozen && settled && peers.length === PEERS
  }

  async #overlay(name: string, alone = true): Promise<OverlayClient> {
    const plain = this.#cluster.networkOf(name)
    const network = this.#planted.network?.(plain) ?? plain
    const overlay = new OverlayClient(network, this.#cluster.bootstrap, this.#random)
    const connect = async () => {
      await network.start()
      await overlay.connect()
      return overlay
    }
    return alone ? connect() : this.#run(connect())
  }

  #anyOf<Item>(items: readonly Item[]): Item {
    return items[Math.floor(this.#random() * items.length)]!
  }
}

/** Contents share their first blocks, as versions of one file do. */
function contentOf(seed: number, index: number): Content {
  const shared = new RandomFile(seed * 100, 16 * BLOCK_SIZE).bytes()
  const own = new RandomFile(seed * 100 + index + 1, (8 + 8 * index) * BLOCK_SIZE - 10).bytes()
  const bytes = new Uint8Array(Buffer.concat(index % 2 === 0 ? [shared, own] : [own]))
  const { blocks, pages } = keysOfFile(bytes, BLOCK_SIZE)
  const manifest = new ManifestBuilder(BLOCK_SIZE)
  manifest.push(hashBlocks(bytes, BLOCK_SIZE))
  const root = manifest.finish(bytes.length).rootKey
  return { bytes, root, keys: hexKeys(new Uint8Array(Buffer.concat([blocks, pages, root]))) }
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
