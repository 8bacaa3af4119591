import type { Client, OverlayStatus } from '../../src/index.ts'
import { untilHealed } from '../checkers/healed.ts'
import type { Cluster } from '../harness/cluster.ts'
import type { PeerProcess } from '../harness/peer-process.ts'
import type { LineDeed, Lines } from './lines.ts'

const PEERS_MIN = 3
const PEERS_MAX = 5
/** Copies are made anew by then, on a machine that does other things too. */
const HEAL_MS_MAX = 120_000
const LOAD_PAUSE_MS = 200
/** How many of the deeds are done to lines, where there are any. */
const LINES_PART = 0.3

type Deed =
  | 'kill -9'
  | 'freeze'
  | 'join'
  | 'drain'
  | 'kill -9 of the metadata peer'
  | 'freeze of the metadata peer'
  | LineDeed

/** What goes wrong with processes and the lines between them, each when the peers say that every file has its copies again. */
export class Mischief {
  /** How often each was done, and how long it took until all was well again, in milliseconds. */
  readonly done = new Map<Deed, { times: number; healMs: number; slowestMs: number }>()
  readonly #cluster: Cluster
  readonly #client: Client
  readonly #random: () => number
  readonly #lines: Lines | undefined
  readonly #kills: number

  /** `kills`: `kill -9` of block peers, after which it ends. */
  constructor(
    cluster: Cluster,
    client: Client,
    { random, lines, kills }: { random: () => number; lines?: Lines | undefined; kills: number },
  ) {
    this.#cluster = cluster
    this.#client = client
    this.#random = random
    this.#lines = lines
    this.#kills = kills
  }

  async play(signal: AbortSignal): Promise<void> {
    const beganMs = performance.now()
    while (!signal.aborted && (this.done.get('kill -9')?.times ?? 0) < this.#kills) {
      const deed = this.#choose()
      await this.#do(deed)
      const startMs = performance.now()
      await this.untilHealed()
      const endMs = performance.now()
      this.#note(deed, endMs - startMs)
      console.log(`    ${seconds(endMs - beganMs)} s: ${deed}, healed after ${seconds(endMs - startMs)} s`)
      await sleep(this.#random() * LOAD_PAUSE_MS)
    }
  }

  /** Resolves when all that run are on the ring, and say that every copy is in its place. */
  async untilHealed(): Promise<void> {
    await untilHealed(this.#client, this.#alive().length, HEAL_MS_MAX)
  }

  #choose(): Deed {
    if (this.#lines !== undefined && this.#random() < LINES_PART) return this.#lines.choose()
    const draw = this.#random()
    const count = this.#alive().length
    if (draw < 0.5) return 'kill -9'
    if (draw < 0.7) return 'freeze'
    if (draw < 0.76) return 'kill -9 of the metadata peer'
    if (draw < 0.8) return 'freeze of the metadata peer'
    if (count >= PEERS_MAX || (count > PEERS_MIN && draw < 0.9)) return 'drain'
    return 'join'
  }

  async #do(deed: Deed): Promise<void> {
    const alive = this.#alive()
    const index = alive[Math.floor(this.#random() * alive.length)]!
    if (deed === 'kill -9') {
      await this.#cluster.kill(index)
      await sleep(this.#random() * 4_000)
      await this.#cluster.restart(index)
    } else if (deed === 'freeze') await this.#freeze(this.#cluster.blockPeers[index]!)
    else if (deed === 'freeze of the metadata peer') await this.#freeze(this.#cluster.metadata)
    else if (deed === 'join') await this.#cluster.addBlockPeer()
    else if (deed === 'drain') await this.#drain(index)
    else if (deed === 'kill -9 of the metadata peer') {
      await this.#cluster.metadata.kill()
      await sleep(this.#random() * 1_000)
      await this.#cluster.restartMetadata()
    } else {
      const peers = [this.#cluster.metadata, ...alive.map((at) => this.#cluster.blockPeers[at]!)]
      await this.#lines!.do(
        deed,
        peers.map(({ host }) => host),
      )
    }
  }

  async #freeze(peer: PeerProcess): Promise<void> {
    peer.stop()
    await sleep(500 + this.#random() * 5_000)
    peer.cont()
  }

  /** Empties a peer, then stops it for good. */
  async #drain(index: number): Promise<void> {
    const { id } = this.#cluster.blockPeers[index]!
    await this.#client.administration.drain(id)
    const count = this.#alive().length
    const isEmpty = ({ peers }: OverlayStatus) => peers.find((peer) => peer.id === id)?.blocks === 0
    await untilHealed(this.#client, count, HEAL_MS_MAX, isEmpty)
    await this.#cluster.kill(index, 'SIGTERM')
  }

  #alive(): number[] {
    return [...this.#cluster.blockPeers.keys()].filter((index) => this.#cluster.blockPeers[index]!.alive)
  }

  #note(deed: Deed, healMs: number): void {
    const { times, healMs: before, slowestMs } = this.done.get(deed) ?? { times: 0, healMs: 0, slowestMs: 0 }
    this.done.set(deed, {
      times: times + 1,
      healMs: before + healMs,
      slowestMs: Math.max(slowestMs, healMs),
    })
  }
}

export function seconds(ms: number): number {
  return Number((ms / 1000).toFixed(1))
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
