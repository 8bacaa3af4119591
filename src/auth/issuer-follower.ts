import { ISSUER_POLL_MS, USERS_MAX } from '../limits.ts'
import type { Network } from '../rpc/network.ts'
import { ISSUER, USER_LIST } from '../wire/auth.ts'
import type { Denial } from './deny-list.ts'
import type { PublicKey } from './issuer-key.ts'
import type { QuotaLimit, Trust } from './trust.ts'

/** What an auth peer elsewhere says, asked for again and again; the last answer counts while it is away. */
export class IssuerFollower implements Trust {
  readonly authPeer: { id: string; addresses: readonly string[] }
  keys: readonly PublicKey[] = []
  denials: readonly Denial[] = []
  readonly #network: Network
  readonly #listeners: (() => void)[] = []
  #quotas = new Map<string, QuotaLimit>()
  #cancel = () => {}
  #stopped = false

  constructor(network: Network, authPeer: { id: string; addresses: readonly string[] }) {
    this.#network = network
    this.authPeer = authPeer
  }

  quotaOf(user: string): QuotaLimit | undefined {
    return this.#quotas.get(user)
  }

  async users(): Promise<readonly string[]> {
    const names: string[] = []
    let after = ''
    do {
      const { response } = await this.#network.call(this.authPeer.id, USER_LIST, { after })
      for (const { name } of response.users) names.push(name)
      // Another page may follow only behind this one.
      after = response.next > after && names.length < USERS_MAX ? response.next : ''
    } while (after !== '')
    return names
  }

  onChange(listener: () => void): void {
    this.#listeners.push(listener)
  }

  /** To be called when the network has started. Resolves when the auth peer has answered, or did not. */
  async start(): Promise<void> {
    await this.#ask().catch(() => {})
    if (this.#stopped) return
    this.#cancel = this.#network.clock.after(ISSUER_POLL_MS, () => void this.start())
  }

  stop(): void {
    this.#stopped = true
    this.#cancel()
  }

  async #ask(): Promise<void> {
    this.#network.learn(this.authPeer.id, this.authPeer.addresses)
    const { response } = await this.#network.call(this.authPeer.id, ISSUER, {})
    const { keys, denials, quotas } = response
    this.#quotas = new Map(quotas.map(({ user, bytesMax, filesMax }) => [user, { bytesMax, filesMax }]))
    const before = nameOf(this.keys, this.denials)
    // An auth peer speaks for itself alone.
    this.keys = keys.filter(({ issuer }) => issuer === this.authPeer.id)
    this.denials = denials
    if (nameOf(this.keys, this.denials) !== before) for (const listener of this.#listeners) listener()
  }
}

function nameOf(keys: readonly PublicKey[], denials: readonly Denial[]): string {
  return JSON.stringify([keys.map(({ kid }) => kid), denials.map(({ id, sinceMs }) => [id, sinceMs])])
}
