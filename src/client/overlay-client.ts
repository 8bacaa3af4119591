import { TritonError } from '../errors.ts'
import type { Overlay } from '../membership/overlay.ts'
import { Suspicion } from '../membership/suspicion.ts'
import { OverlayView } from '../membership/view.ts'
import { resolveAddress } from '../rpc/address.ts'
import type { Answer, CallOptions } from '../rpc/caller.ts'
import type { Network } from '../rpc/network.ts'
import { VIEW_PULL } from '../wire/blocks.ts'
import type { SignedView } from '../wire/generated/tritonring.ts'
import { METADATA_PROTOCOL, VIEW } from '../wire/metadata.ts'
import type { Method } from '../wire/method.ts'

/** A client's knowledge of the overlay: the newest view, and a metadata peer to ask for names. */
export class OverlayClient implements Overlay {
  readonly network: Network
  readonly suspicion: Suspicion
  readonly #bootstrap: readonly string[]
  #view: OverlayView | undefined
  /** A metadata peer that answered, if any does. */
  #metadataPeer: string | undefined

  constructor(network: Network, bootstrap: readonly string[]) {
    this.network = network
    this.suspicion = new Suspicion(network.clock)
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

  async learn(signed: SignedView): Promise<void> {
    const view = await OverlayView.open(signed)
    if (!view.isNewerThan(this.#view)) return
    this.#view = view
    for (const { id, addresses } of view.members) this.network.learn(id, addresses)
  }

  /** Asks a metadata peer. Throws `Unavailable` when none answers. */
  async ask<Request, Response>(
    method: Method<Request, Response>,
    request: Partial<Request>,
    options: CallOptions = {},
  ): Promise<Answer<Response>> {
    const peer = this.#metadataPeer
    if (peer === undefined)
      throw new TritonError('Unavailable', `could not ${method.name}: no metadata peer answers`, {
        hint: 'a file can still be read by its root key: tt download --root KEY',
      })
    const answer = await this.network.call(peer, method, request, options)
    if (answer.epoch > (this.#view?.epoch ?? 0) && method.protocol === METADATA_PROTOCOL)
      await this.#pull(peer)
    return answer
  }

  /** Which metadata peer answers names. */
  get metadataPeer(): string | undefined {
    return this.#metadataPeer
  }

  async #connectAt(address: string, signal: AbortSignal | undefined): Promise<void> {
    const peer = await this.network.connect(address, signal)
    const options = signal === undefined ? {} : { signal }
    try {
      const { response } = await this.network.call(peer, VIEW, {}, options)
      this.#metadataPeer = peer
      if (response.view !== undefined) await this.learn(response.view)
    } catch (error) {
      await this.#connectByBlockPeer(peer, options, error)
    }
  }

  async #connectByBlockPeer(peer: string, options: CallOptions, first: unknown): Promise<void> {
    const { response } = await this.network.call(peer, VIEW_PULL, {}, options).catch(() => {
      throw first
    })
    if (response.view !== undefined) await this.learn(response.view)
    this.#metadataPeer = this.#view?.coordinator
  }

  async #pull(peer: string): Promise<void> {
    const { response } = await this.network.call(peer, VIEW, {})
    if (response.view !== undefined) await this.learn(response.view)
  }
}
