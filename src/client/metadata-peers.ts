import type { Network } from '../rpc/network.ts'
import type { MetadataPeerInfo } from '../wire/generated/tritonring.ts'

/**
 * The metadata peers that a client knows of. It stays with the one that it chose at random, so that clients spread over
 * all of them, until that fails.
 */
export class MetadataPeers {
  readonly #network: Network
  readonly #random: () => number
  #known: string[] = []
  #current: string | undefined
  #spread = false

  constructor(network: Network, random: () => number) {
    this.#network = network
    this.#random = random
  }

  /** Which one is asked. */
  get current(): string | undefined {
    return this.#current
  }

  knows(peer: string): boolean {
    return peer === this.#current || this.#known.includes(peer)
  }

  /** All that there are, as a view tells. */
  learn(peers: readonly MetadataPeerInfo[]): void {
    if (peers.length === 0) return
    for (const { id, addresses } of peers) this.#network.learn(id, addresses)
    this.#known = peers.map(({ id }) => id)
  }

  /** Whether there are others to ask. */
  get several(): boolean {
    return this.#known.length > 1
  }

  /** `peer` answers. At first all that are known now are as good, and one of them is chosen; later it is this one. */
  found(peer: string): void {
    if (!this.#known.includes(peer)) this.#known = [peer]
    this.#current = this.#spread ? peer : this.#known[Math.floor(this.#random() * this.#known.length)]
    this.#spread = true
  }

  /** One that is not in `tried`: the one that answered last where that is possible. */
  choose(tried: ReadonlySet<string>): string | undefined {
    const { current } = this
    if (current !== undefined && !tried.has(current) && !this.#network.isSilent(current)) return current
    const others = this.#known.filter((peer) => !tried.has(peer))
    this.#current = others[Math.floor(this.#random() * others.length)]
    return this.#current
  }
}
