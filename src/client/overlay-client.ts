import { isTritonError, TritonError } from '../errors.ts'
import type { Overlay } from '../membership/overlay.ts'
import { Suspicion } from '../membership/suspicion.ts'
import { OverlayView } from '../membership/view.ts'
import { resolveAddress } from '../rpc/address.ts'
import type { Answer, CallOptions } from '../rpc/caller.ts'
import type { Network } from '../rpc/network.ts'
import { VIEW_PULL } from '../wire/blocks.ts'
import type { SignedView } from '../wire/generated/tritonring.ts'
import { VIEW } from '../wire/metadata.ts'
import type { Method } from '../wire/method.ts'
import { MetadataPeers } from './metadata-peers.ts'

/** A client's knowledge of the overlay: the newest view, and metadata peers to ask for names. */
export class OverlayClient implements Overlay {
  readonly network: Network
  readonly suspicion: Suspicion
  /** From 0 to 1. */
  readonly random: () => number
  readonly #bootstrap: readonly string[]
  readonly #metadataPeers: MetadataPeers
  #view: OverlayView | undefined
  /** The search under way for the overlay, if any. */
  #finding: Promise<void> | undefined
  /** The question under way for a newer view, if any. */
  #seeking: Promise<unknown> | undefined

  constructor(network: Network, bootstrap: readonly string[], random: () => number = Math.random) {
    this.network = network
    this.random = random
    this.suspicion = new Suspicion(network)
    this.#metadataPeers = new MetadataPeers(network, random)
    this.#bootstrap = bootstrap
    network.tellEpoch(() => this.#view?.epoch ?? 0)
  }

  /** Finds the overlay at the first bootstrap address that answers, a metadata peer's or a block peer's. Throws `Unavailable`. */
  async connect(signal?: AbortSignal): Promise<void> {
    let failure: unknown = new TritonError('BadRequest', 'could not find the overlay: no address was given', {
      hint: '--bootstrap HOST:PORT names one of its peers',
    })
    for (const address of this.#bootstrap) {
      try {
        return await this.#connectAt(await resolveAddress(address), signal)
      } catch (error) {
        failure = error
      }
    }
    throw failure
  }

  view(): OverlayView {
    if (this.#view === undefined)
      throw new TritonError('Unavailable', 'the overlay has no block peers yet', {
        hint: 'start some: tt block --bootstrap ADDRESS',
      })
    return this.#view
  }

  /** The newest view; asked for where this client came before the first block peer did. Throws `Unavailable`. */
  async presentView(): Promise<OverlayView> {
    if (this.#view === undefined) await this.#findAgain()
    return this.view()
  }

  /**
   * Takes a view that a peer sent, if it is newer. Anybody can sign a view: one that no known metadata peer signed only
   * makes this client ask again at its bootstrap addresses who that is. Throws `Corrupt`.
   */
  async learn(signed: SignedView): Promise<void> {
    const view = await OverlayView.open(signed)
    if (!view.isNewerThan(this.#view)) return
    if (this.#metadataPeers.knows(view.coordinator) || view.coordinator === this.#view?.coordinator)
      this.#adopt(view)
    else await this.#findAgain().catch(() => {})
  }

  seekView(): void {
    // The answer tells an epoch, as every answer does: a newer view is fetched for that.
    this.#seeking ??= this.ask(VIEW, {})
      .catch(() => {})
      .finally(() => {
        this.#seeking = undefined
      })
  }

  /**
   * Asks a metadata peer; where it does not answer, the others, and then whoever is at a bootstrap address by now. Throws
   * `Unavailable` when none answers, and what one tells.
   */
  async ask<Request, Response>(
    method: Method<Request, Response>,
    request: Partial<Request>,
    options: CallOptions = {},
  ): Promise<Answer<Response>> {
    let failure = nobodyAnswers(method.name)
    const tried = new Set<string>()
    for (let peer = this.#choose(tried); peer !== undefined; peer = this.#choose(tried)) {
      try {
        return await this.#askAt(peer, method, request, options)
      } catch (error) {
        if (!isUnanswered(error) || options.signal?.aborted) throw error
        tried.add(peer)
        failure = error
      }
    }
    if (!isTritonError(failure, 'Unavailable')) throw failure
    await this.#findAgain().catch(() => {
      throw failure
    })
    const peer = this.#metadataPeers.current
    if (peer === undefined) throw failure
    return this.#askAt(peer, method, request, options)
  }

  /** Which metadata peer answers names. */
  get metadataPeer(): string | undefined {
    return this.#metadataPeers.current
  }

  #choose(tried: ReadonlySet<string>): string | undefined {
    return this.#metadataPeers.choose(tried)
  }

  async #askAt<Request, Response>(
    peer: string,
    method: Method<Request, Response>,
    request: Partial<Request>,
    options: CallOptions,
  ): Promise<Answer<Response>> {
    const endsInSilence = this.#metadataPeers.several
    const answer = await this.network.call(peer, method, request, { endsInSilence, ...options })
    // Without the newer view the answer is as good.
    if (answer.epoch > (this.#view?.epoch ?? 0)) await this.#pull(peer).catch(() => {})
    return answer
  }

  #findAgain(): Promise<void> {
    this.#finding ??= this.connect().finally(() => {
      this.#finding = undefined
    })
    return this.#finding
  }

  async #connectAt(address: string, signal: AbortSignal | undefined): Promise<void> {
    const peer = await this.network.connect(address, signal)
    const options = signal === undefined ? {} : { signal }
    try {
      const { response } = await this.network.call(peer, VIEW, {}, options)
      const view = response.view === undefined ? undefined : await OverlayView.open(response.view)
      if (view !== undefined && this.#mayFollow(view)) this.#adopt(view)
      this.#metadataPeers.found(peer)
    } catch (error) {
      await this.#connectByBlockPeer(peer, options, error)
    }
  }

  async #connectByBlockPeer(peer: string, options: CallOptions, first: unknown): Promise<void> {
    const { response } = await this.network.call(peer, VIEW_PULL, {}, options).catch(() => {
      throw first
    })
    if (response.view === undefined) throw first
    const view = await OverlayView.open(response.view)
    if (view.isNewerThan(this.#view)) this.#adopt(view)
    this.network.learn(view.coordinator, view.coordinatorAddresses)
    this.#metadataPeers.found(view.coordinator)
  }

  /** A metadata peer at a bootstrap address may have begun a new world; in this one it may be late. */
  #mayFollow(view: OverlayView): boolean {
    if (this.#view === undefined) return true
    return view.isNewerThan(this.#view) || Buffer.compare(view.world, this.#view.world) !== 0
  }

  async #pull(peer: string): Promise<void> {
    const { response } = await this.network.call(peer, VIEW, {})
    if (response.view === undefined) return
    const view = await OverlayView.open(response.view)
    if (view.isNewerThan(this.#view)) this.#adopt(view)
  }

  #adopt(view: OverlayView): void {
    this.#view = view
    this.#metadataPeers.learn(view.metadataPeers)
    for (const { id, addresses } of view.members) this.network.learn(id, addresses)
  }
}

/** Whether another metadata peer may answer what this one did not. */
function isUnanswered(error: unknown): error is TritonError {
  return isTritonError(error, 'Unavailable') || isTritonError(error, 'Timeout')
}

function nobodyAnswers(action: string): TritonError {
  return new TritonError('Unavailable', `could not ${action}: no metadata peer answers`, {
    hint: 'a file can still be read by its root key: tt download --root KEY',
  })
}
