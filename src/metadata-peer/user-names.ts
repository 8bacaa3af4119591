import type { Audit } from '../auth/audit.ts'
import type { QuotaLimit, Trust } from '../auth/trust.ts'
import { checkUserName, nameFor } from '../auth/user-name.ts'
import type { Clock } from '../clock.ts'
import { TritonError } from '../errors.ts'
import type { OverlayView } from '../membership/view.ts'
import { printable } from '../names/file-name.ts'
import { nearestOf } from '../names/likeness.ts'
import type { NameStore } from '../names/names.ts'
import {
  type AuthPeerResponse,
  type CommitRequest,
  type FileRecord,
  type QuotaRequest,
  type QuotaResponse,
  RecordState,
  type ShareRequest,
} from '../wire/generated/tritonring.ts'
import type { Commits } from './commit.ts'
import type { Asked, Ownership } from './ownership.ts'
import { Usage } from './usage.ts'

export interface UserNamesOptions {
  names: NameStore
  commits: Commits
  ownership: Ownership
  clock: Clock
  trust: Trust | undefined
  audit: Audit | undefined
}

/** Changes of names by users: of their own, within their quotas, and of others' that they were granted. */
export class UserNames {
  readonly #options: UserNamesOptions
  readonly #usage: Usage

  constructor(options: UserNamesOptions) {
    this.#options = options
    this.#usage = new Usage(options.names, options.clock)
  }

  /** Where users log in; nothing where there are none. */
  get authPeer(): Partial<AuthPeerResponse> {
    const { trust } = this.#options
    return trust === undefined ? {} : { id: trust.authPeer.id, addresses: [...trust.authPeer.addresses] }
  }

  /** See Commits. Throws `Refused` also where the owner's quota would be exceeded. */
  async commit(peer: string, request: CommitRequest, view: OverlayView): Promise<FileRecord> {
    const { commits, clock, ownership } = this.#options
    const to = ownership.asked(peer, request.name)
    const from = request.rename === '' ? undefined : this.#source(peer, to, request)
    const own = { ...request, name: to.name, rename: from?.name ?? '' }
    const asked = from === undefined ? to : { ...to, fromOwner: from.owner }
    return this.#audited(peer, asked, eventOf(request), () =>
      this.#usage.during(asked.owner, this.#quotaOf(asked.owner), (plan) =>
        commits.commit(own, view, clock.wallNow(), asked, plan),
      ),
    )
  }

  /** What is copied, or renamed: then it is of the same user, who asks himself. Throws `Refused`. */
  #source(peer: string, to: Asked, { rename: name, copy }: CommitRequest): Asked {
    const from = this.#options.ownership.asked(peer, name)
    if (copy || (from.owner === to.owner && from.user === from.owner)) return from
    throw new TritonError('Refused', `could not rename '${printable(name)}': both names must be your own`, {
      hint: 'tt cp makes a copy of your own',
    })
  }

  share(peer: string, request: ShareRequest, view: OverlayView): Promise<FileRecord> {
    const { clock, commits, ownership } = this.#options
    const asked = ownership.asked(peer, request.name)
    const event =
      request.read || request.write ? `share with ${request.user}` : `unshare from ${request.user}`
    return this.#audited(peer, asked, event, async () => {
      const own = asked.user !== '' && asked.user === asked.owner
      if (own && (request.read || request.write)) await this.#checkUser(request.user)
      return commits.share(request, view, clock.wallNow(), asked)
    })
  }

  /**
   * What the caller uses and may use, or the user whose `~` an administrator names. Throws `Refused` where `bytes` more
   * under `name` would exceed its owner's quota, `NotFound`.
   */
  async quota(peer: string, { name, bytes }: QuotaRequest): Promise<Partial<QuotaResponse>> {
    const { names, ownership } = this.#options
    const { user, owner, name: own } = ownership.asked(peer, name)
    const limit = this.#quotaOf(owner)
    if (user !== owner) {
      if (!ownership.mayAdminister(peer)) return {}
      await this.#checkUser(owner)
    }
    if (own !== '' && limit !== undefined) {
      const there = await names.get(owner, own)
      const live = there?.state === RecordState.LIVE ? there : undefined
      const more = { bytes: bytes - (live?.size ?? 0), files: live === undefined ? 1 : 0 }
      await this.#usage.check(owner, limit, more)
    }
    return { ...(await this.#usage.of(owner)), ...limit }
  }

  /** Throws `NotFound` for a user who is not known, naming one who is spelt nearly so; nothing where nobody can tell. */
  async #checkUser(user: string): Promise<void> {
    checkUserName(user)
    const users = await this.#options.trust?.users().catch(() => undefined)
    if (users === undefined || users.includes(user)) return
    const nearest = nearestOf(user, users)
    throw new TritonError('NotFound', `there is no user '${user}'`, {
      hint:
        nearest === undefined ? 'an administrator can add one: tt user add' : `did you mean '${nearest}'?`,
    })
  }

  #quotaOf(user: string): QuotaLimit | undefined {
    return user === '' ? undefined : this.#options.trust?.quotaOf(user)
  }

  /** Notes who changed what, where there are users. */
  async #audited<T>(peer: string, asked: Asked, event: string, change: () => Promise<T>): Promise<T> {
    const { audit } = this.#options
    if (asked.user === '' || audit === undefined) return change()
    const { user } = asked
    const object = nameFor(user, asked)
    try {
      const result = await change()
      audit({ event, peer, user, object })
      return result
    } catch (error) {
      audit({ event, peer, user, object, refused: (error as Error).message })
      throw error
    }
  }
}

function eventOf(request: CommitRequest): string {
  if (request.delete) return 'delete'
  if (request.rename === '') return 'commit'
  return `${request.copy ? 'copy' : 'rename'} from ${request.rename}`
}
