import { AUTH_PROTOCOL } from '../wire/auth.ts'
import { authHandlers } from './auth-handlers.ts'
import { Issuing, type IssuingOptions } from './issuing.ts'

export type AuthPeerOptions = IssuingOptions

/**
 * Knows users, devices and admitted peers, and issues their tokens, which everybody else verifies without it. Runs in a
 * process of its own, or beside a metadata peer on the same network.
 */
export class AuthPeer extends Issuing {
  readonly #options: AuthPeerOptions

  constructor(options: AuthPeerOptions) {
    super(options)
    this.#options = options
  }

  /** Reads what was kept, makes what is missing, and begins to answer. To be called before the network starts. */
  override async open(): Promise<void> {
    await super.open()
    const { network } = this.#options
    network.serve(AUTH_PROTOCOL, authHandlers(this, network.clock))
  }
}
