import type { PrivateKey } from '@libp2p/interface'
import { type KeptCredential, RenewingCredential } from '../auth/renewing-credential.ts'
import type { Clock } from '../clock.ts'
import { systemClock } from '../clock.ts'
import { TritonError } from '../errors.ts'
import { resolveAddress } from '../rpc/address.ts'
import { Libp2pTransport } from '../rpc/libp2p-transport.ts'
import { Network } from '../rpc/network.ts'
import * as auth from '../wire/auth.ts'
import type { Credential, UserChangeRequest, UserInfo } from '../wire/generated/tritonring.ts'
import { AUTH_PEER } from '../wire/metadata.ts'
import type { Method } from '../wire/method.ts'

export interface AuthClientOptions {
  /** Who this device is: what it logs in with is worth nothing without this key. */
  privateKey: PrivateKey
  /** Where the overlay is, to be asked for its auth peer; not needed where that is known. */
  bootstrap?: readonly string[]
  authPeer?: { id: string; addresses: readonly string[] } | undefined
  /** What this device has logged in with, and who is told when it renews. */
  credential?: KeptCredential | undefined
  onRenewed?: ((credential: KeptCredential) => void) | undefined
  /** Instead of a credential. */
  token?: string | undefined
  /** Of a private network: the text of its key file. */
  swarmKey?: string | undefined
  clock?: Clock
  /** Instead of libp2p over TCP. */
  network?: Network
}

/** Asks the auth peer: logs in, invites, and looks after users. Every method throws what the auth peer refuses. */
export class AuthClient {
  readonly authPeer: { id: string; addresses: readonly string[] }
  readonly #network: Network
  readonly #renewing: RenewingCredential | undefined

  private constructor(
    network: Network,
    authPeer: { id: string; addresses: readonly string[] },
    renewing: RenewingCredential | undefined,
  ) {
    this.#network = network
    this.authPeer = authPeer
    this.#renewing = renewing
  }

  /** Finds the auth peer. Throws `Unavailable`, and `NotFound` where there are no users. */
  static async connect(options: AuthClientOptions): Promise<AuthClient> {
    const { privateKey, clock = systemClock(), credential, token, swarmKey, onRenewed = () => {} } = options
    const network = options.network ?? new Network(new Libp2pTransport({ privateKey, swarmKey }), clock)
    const renewing =
      credential === undefined ? undefined : new RenewingCredential(network, credential, onRenewed)
    renewing?.show()
    if (token !== undefined) network.showToken(() => token)
    await network.start()
    try {
      await renewing?.renewed()
      const authPeer = options.authPeer ?? (await findAuthPeer(network, options.bootstrap ?? []))
      network.learn(authPeer.id, authPeer.addresses)
      return new AuthClient(network, authPeer, renewing)
    } catch (error) {
      renewing?.stop()
      await network.stop()
      throw error
    }
  }

  async close(): Promise<void> {
    this.#renewing?.stop()
    await this.#network.stop()
  }

  async logIn(user: string, password: string): Promise<KeptCredential> {
    return this.#kept((await this.#ask(auth.LOGIN, { user, password })).credential)
  }

  /** Redeems an invitation, as a block or metadata peer or as a device of the user that was invited. */
  async redeem(secret: Uint8Array, asPeer: boolean): Promise<KeptCredential> {
    const request = { secret: Uint8Array.from(secret), peer: asPeer }
    return this.#kept((await this.#ask(auth.REDEEM, request)).credential)
  }

  async logOut(refresh: Uint8Array): Promise<void> {
    await this.#ask(auth.LOGOUT, { refresh: Uint8Array.from(refresh) })
  }

  async invite(user: string, lifeMs = 0): Promise<{ secret: Uint8Array; expiresMs: number }> {
    return this.#ask(auth.INVITE, { user, lifeMs })
  }

  /** A token for another PeerId, with some of one's own scopes. */
  async createToken(peer: string, scope: string, lifeMs = 0): Promise<{ token: string; expiresMs: number }> {
    return this.#ask(auth.TOKEN, { peer, scope, lifeMs })
  }

  async addUser(name: string, scope: string, password: string): Promise<UserInfo> {
    return (await this.#ask(auth.USER_ADD, { name, scope, password })).user as UserInfo
  }

  async changeUser(change: Partial<UserChangeRequest> & { name: string }): Promise<UserInfo> {
    return (await this.#ask(auth.USER_CHANGE, change)).user as UserInfo
  }

  async *users(): AsyncGenerator<UserInfo> {
    let after = ''
    do {
      const { users, next } = await this.#ask(auth.USER_LIST, { after })
      yield* users
      after = next
    } while (after !== '')
  }

  /** Throws `NotFound`. */
  async user(name: string): Promise<UserInfo> {
    for await (const user of this.users()) if (user.name === name) return user
    throw new TritonError('NotFound', `there is no user '${name}'`, {
      hint: 'tt user list shows who there is',
    })
  }

  async #ask<Request, Response>(
    method: Method<Request, Response>,
    request: Partial<Request>,
  ): Promise<Response> {
    return (await this.#network.call(this.authPeer.id, method, request)).response
  }

  #kept(credential: Credential | undefined): KeptCredential {
    if (credential === undefined)
      throw new TritonError('Corrupt', 'the auth peer answered without a credential')
    const { subject, refresh, token, expiresMs } = credential
    return {
      issuer: this.authPeer.id,
      addresses: this.authPeer.addresses,
      subject,
      refresh,
      token,
      expiresMs,
    }
  }
}

async function findAuthPeer(network: Network, bootstrap: readonly string[]) {
  let failure: unknown = new TritonError('BadRequest', 'could not find the auth peer: no address was given')
  for (const address of bootstrap) {
    try {
      const peer = await network.connect(await resolveAddress(address))
      const { response } = await network.call(peer, AUTH_PEER, {})
      if (response.id !== '') return response
      failure = new TritonError('NotFound', `the overlay at ${address} has no users`, {
        hint: 'tt metadata --auth starts one that has',
      })
    } catch (error) {
      failure = error
    }
  }
  throw failure
}
