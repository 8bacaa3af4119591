import type { Client, OverlayStatus } from '../../src/index.ts'
import type { Cluster } from '../harness/cluster.ts'
import { seededRandom } from '../harness/random.ts'
import { until } from '../harness/until.ts'

const PEERS_MIN = 3
const PEERS_MAX = 5
/** Copies are made anew by then, on a machine that does other things too. */
const HEAL_MS_MAX = 120_000
const LOAD_PAUSE_MS = 200

type Deed = 'kill -9' | 'freeze' | 'join' | 'drain' | 'kill -9 of the metadata peer'

/**
 * What goes wrong with processes, one thing after the other. What takes copies away waits until the peers say that every
 * file has two; freezes come whenever they like.
 */
export class Mischief {
  /** How often each was done, and how long it took until all was well again, in milliseconds. */
  readonly done = new Map<Deed, { times: number; healMs: number; slowestMs: number }>()
  readonly #cluster: Cluster
  readonly #client: Client
  readonly #random: () => number

  constructor(cluster: Cluster, client: Client, seed: number) {
    this.#cluster = cluster
    this.#client = client
    this.#random = seededRandom(seed)
  }

  async play(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const deed = this.#choose()
      await this.#do(deed)
      const startMs = performance.now()
      await this.untilHealed()
      this.#note(deed, performance.now() - startMs)
      await sleep(this.#random() * LOAD_PAUSE_MS)
    }
  }

  /** Resolves when all that run are on the ring, and say that every copy is in its place. */
  async untilHealed(): Promise<void> {
    const running = this.#alive().length
    await until(
      `all ${running} peers are on the ring, and healed`,
      async () => {
        const status = await this.#client.status()
        if (status.peers.length === running && isHealed(status)) return true
        throw new Error(unhealed(status))
      },
      HEAL_MS_MAX,
    )
  }

  #choose(): Deed {
    const draw = this.#random()
    const count = this.#alive().length
    if (draw < 0.5) return 'kill -9'
    if (draw < 0.7) return 'freeze'
    if (draw < 0.8) return 'kill -9 of the metadata peer'
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
    } else if (deed === 'freeze') {
      this.#cluster.blockPeers[index]!.stop()
      await sleep(500 + this.#random() * 5_000)
      this.#cluster.blockPeers[index]!.cont()
    } else if (deed === 'join') await this.#cluster.addBlockPeer()
    else if (deed === 'drain') await this.#drain(index)
    else {
      await this.#cluster.metadata.kill()
      await sleep(this.#random() * 1_000)
      await this.#cluster.restartMetadata()
    }
  }

  /** Empties a peer, then stops it for good. */
  async #drain(index: number): Promise<void> {
    const { id } = this.#cluster.blockPeers[index]!
    await this.#client.administration.drain(id)
    const isEmpty = ({ peers }: OverlayStatus) => peers.find((peer) => peer.id === id)?.blocks === 0
    await until(
      'a drained peer is empty',
      async () => {
        const status = await this.#client.status()
        return isHealed(status) && isEmpty(status)
      },
      HEAL_MS_MAX,
    )
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

function isHealed({ peers, pending, ringEpoch, recordsBacklog, rebuilding }: OverlayStatus): boolean {
  if (pending || rebuilding || recordsBacklog > 0) return false
  return peers.every(
    ({ state, repair }) =>
      state === 'alive' && repair?.settled === ringEpoch && !repair.comparing && repair.backlogBlocks === 0,
  )
}

function unhealed({ epoch, ringEpoch, pending, rebuilding, recordsBacklog, peers }: OverlayStatus): string {
  const repairs = peers.map(({ id, state, repair }) => ({ id: id.slice(-6), state, ...repair }))
  return JSON.stringify({ epoch, ringEpoch, pending, rebuilding, recordsBacklog, repairs })
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
