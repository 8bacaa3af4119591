import type { QuotaLimit } from '../auth/trust.ts'
import type { Clock } from '../clock.ts'
import { TritonError } from '../errors.ts'
import { ISSUER_POLL_MS, LIST_PAGE_MAX } from '../limits.ts'
import type { NameStore } from '../names/names.ts'
import { type FileRecord, RecordState } from '../wire/generated/tritonring.ts'
import type { Plan } from './commit.ts'

/** What a user stores: bytes of all live files, each counted in full whatever blocks they share. */
export interface Used {
  bytes: number
  files: number
}

interface Counted extends Used {
  atMs: number
  /** Changes that are decided and not committed yet. */
  readonly planned: Map<symbol, Used>
}

/** Counts what users store, so that quotas hold also for commits at once. Those without a quota are not counted. */
export class Usage {
  readonly #names: NameStore
  readonly #clock: Clock
  readonly #counted = new Map<string, Promise<Counted>>()

  constructor(names: NameStore, clock: Clock) {
    this.#names = names
    this.#clock = clock
  }

  /** What a user stores now. */
  async of(user: string): Promise<Used> {
    const { bytes, files } = await this.#count(user)
    return { bytes, files }
  }

  /** Throws `Refused`, saying by how much, when `more` would exceed the quota. */
  async check(user: string, quota: QuotaLimit, more: Used): Promise<void> {
    checkQuota(user, quota, total(await this.#count(user)), more)
  }

  /**
   * Runs a commit of a file of `user`. What it decides it has to tell by `plan`, which throws `Refused` where that would
   * exceed the quota; it counts when the commit resolves.
   */
  async during(
    user: string,
    quota: QuotaLimit | undefined,
    commit: (plan: Plan) => Promise<FileRecord>,
  ): Promise<FileRecord> {
    const counted = await (quota === undefined ? this.#counted.get(user) : this.#count(user))
    if (counted === undefined) return commit(() => {})
    const operation = Symbol('commit')
    const plan: Plan = (changes) => {
      counted.planned.delete(operation)
      const more = { bytes: 0, files: 0 }
      for (const [before, after] of changes) {
        const { bytes, files } = difference(before, after)
        more.bytes += bytes
        more.files += files
      }
      if (quota !== undefined) checkQuota(user, quota, total(counted), more)
      counted.planned.set(operation, more)
    }
    try {
      const record = await commit(plan)
      const { bytes, files } = counted.planned.get(operation) ?? { bytes: 0, files: 0 }
      counted.bytes += bytes
      counted.files += files
      return record
    } finally {
      counted.planned.delete(operation)
    }
  }

  /** Other metadata peers may commit as well: then what was counted is old soon. */
  async #count(user: string): Promise<Counted> {
    const known = this.#counted.get(user)
    const counted = await known
    const old = this.#names.council !== undefined && this.#clock.now() - (counted?.atMs ?? 0) > ISSUER_POLL_MS
    if (counted !== undefined && (!old || counted.planned.size > 0)) return counted
    if (this.#counted.get(user) !== known) return this.#count(user)
    const counting = this.#countAnew(user)
    this.#counted.set(user, counting)
    counting.catch(() => this.#counted.delete(user))
    return counting
  }

  async #countAnew(user: string): Promise<Counted> {
    const counted = { bytes: 0, files: 0, atMs: this.#clock.now(), planned: new Map<symbol, Used>() }
    for (let after: string | undefined = ''; after !== undefined; ) {
      const { records, next } = await this.#names.list(user, '', after, LIST_PAGE_MAX)
      for (const { size } of records) counted.bytes += size
      counted.files += records.length
      after = next
    }
    return counted
  }
}

function total({ bytes, files, planned }: Counted): Used {
  const sum = { bytes, files }
  for (const more of planned.values()) {
    sum.bytes += more.bytes
    sum.files += more.files
  }
  return sum
}

function difference(before: FileRecord | undefined, after: FileRecord): Used {
  const was = before?.state === RecordState.LIVE ? before : undefined
  const is = after.state === RecordState.LIVE ? after : undefined
  return {
    bytes: (is?.size ?? 0) - (was?.size ?? 0),
    files: (is === undefined ? 0 : 1) - (was === undefined ? 0 : 1),
  }
}

/** What makes nothing larger is always allowed. */
function checkQuota(user: string, { bytesMax, filesMax }: QuotaLimit, used: Used, more: Used): void {
  const over = (what: string, max: number, now: number, added: number) => {
    if (max === 0 || added <= 0 || now + added <= max) return
    throw new TritonError(
      'Refused',
      `the quota of ${user} would be exceeded by ${now + added - max} ${what}: ${now} of ${max} are used`,
      { hint: 'tt rm frees some; an administrator can raise it: tt user quota' },
    )
  }
  over('bytes', bytesMax, used.bytes, more.bytes)
  over('files', filesMax, used.files, more.files)
}
