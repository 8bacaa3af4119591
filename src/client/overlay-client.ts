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

/** A client's knowledge of the overlay: the newest view, and a metadata peer to ask for names. */
export class OverlayClient implements Overlay {
  readonly network: Network
  readonly suspicion: Suspicion
  readonly #bootstrap: readonly string[]
  #view: OverlayView | undefined
  /** A metadata peer that answered, if any does. */
  #metadataPeer: string | undefined
  /** The search under way for the overlay, if any. */
  #finding: Promise<void> | undefined

  constructor(network: Network, bootstrap: readonly string[]) {
    this.network = network
    this.suspicion = new Suspicion(network)
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

  /**
   * Takes a view that a peer sent, if it is newer. Anybody can sign a view: one of another coordinator than the known
   * one only makes this client ask again at its bootstrap addresses who that is. Throws `Corrupt`.
   */
  async learn(signed: SignedView): Promise<void> {
    const view = await OverlayView.open(signed)
    if (!view.isNewerThan(this.#view)) return
    if (view.coordinator === (this.#view?.coordinator ?? this.#metadataPeer)) this.#adopt(view)
    else await this.#findAgain().catch(() => {})
  }

  /**
   * Asks a metadata peer, once more where the first request met a peer that was gone, and is now back or has a successor
   * at a bootstrap address. Throws `Unavailable` when none answers.
   */
  async ask<Request, Response>(
    method: Method<Request, Response>,
    request: Partial<Request>,
    options: CallOptions = {},
  ): Promise<Answer<Response>> {
    try {
      return await this.#askOnce(method, request, options)
    } catch (error) {
      if (!isTritonError(error, 'Unavailable') || options.signal?.aborted) throw error
      await this.#findAgain().catch(() => {
        throw error
      })
      return this.#askOnce(method, request, options)
    }
  }

  /** Which metadata peer answers names. */
  get metadataPeer(): string | undefined {
    return this.#metadataPeer
  }

  async #askOnce<Request, Response>(
    method: Method<Request, Response>,
    request: Partial<Request>,
    options: CallOptions,
  ): Promise<Answer<Response>> {
    const peer = this.#metadataPeer
    if (peer === undefined)
      throw new TritonError('Unavailable', `could not ${method.name}: no metadata peer answers`, {
        hint: 'a file can still be read by its root key: tt download --root KEY',
      })
    const answer = await this.network.call(peer, method, request, options)
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
      this.#metadataPeer = peer
      // A coordinator speaks for itself: it may have begun a new world.
      if (response.view !== undefined) this.#adopt(await OverlayView.open(response.view))
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
    this.#metadataPeer = view.coordinator
  }

  async #pull(peer: string): Promise<void> {
    const { response } = await this.network.call(peer, VIEW, {})
    if (response.view === undefined) return
    const view = await OverlayView.open(response.view)
    if (view.isNewerThan(this.#view)) this.#adopt(view)
  }

  #adopt(view: OverlayView): void {
    this.#view = view
    for (const { id, addresses } of view.members) this.network.learn(id, addresses)
  }
}
