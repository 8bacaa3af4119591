import { type Clock, pause } from '../../clock.ts'
import { type ErrorCode, TritonError } from '../../errors.ts'
import { ETCD_ATTEMPT_MS, ETCD_DEADLINE_MS } from '../../limits.ts'

/** gRPC's codes, as etcd's JSON gateway tells them. */
const GRPC_CODES: Readonly<Record<number, ErrorCode>> = {
  3: 'BadRequest',
  5: 'NotFound',
  7: 'Refused',
  8: 'NoSpace',
  16: 'Refused',
}
/** Of these codes, what is answered by one member may go well at another. */
const UNAVAILABLE: ReadonlySet<number> = new Set([1, 4, 14])
const AGAIN_MS = 50

/**
 * Speaks to an etcd cluster by the JSON gateway that each of its members has. Goes on with the member that answered last;
 * from one that is gone, silent or without a leader to the next, until the deadline.
 */
export class EtcdGateway {
  readonly #endpoints: readonly string[]
  readonly #clock: Clock
  #current = 0

  /** `endpoints`: URLs of members, such as http://127.0.0.1:2379. */
  constructor(endpoints: readonly string[], clock: Clock) {
    this.#endpoints = endpoints
    this.#clock = clock
  }

  /** Which members there are, as a person would name them. */
  get title(): string {
    return this.#endpoints.map((endpoint) => endpoint.replace(/^https?:\/\//, '')).join(', ')
  }

  /**
   * Asks for `path` of /v3/. A request may be made several times: what it does must be the same each time. Throws
   * `Unavailable` when no member answers in time, and what etcd answers: `NotFound`, `NoSpace`, `Refused`, `BadRequest`.
   */
  async ask<Answer>(path: string, body: object, deadlineMs = ETCD_DEADLINE_MS): Promise<Answer> {
    const endMs = this.#clock.now() + deadlineMs
    const text = JSON.stringify(body)
    for (let attempt = 1; ; attempt++) {
      const member = this.#current
      const leftMs = endMs - this.#clock.now()
      try {
        return await this.#askOnce<Answer>(member, path, text, Math.min(leftMs, ETCD_ATTEMPT_MS))
      } catch (error) {
        if (!(error instanceof TritonError) || error.code !== 'Unavailable') throw error
        if (this.#current === member) this.#current = (member + 1) % this.#endpoints.length
        // Everybody was asked: an election takes a second or two.
        if (attempt % this.#endpoints.length === 0) await pause(this.#clock, AGAIN_MS)
        if (this.#clock.now() >= endMs) throw error
      }
    }
  }

  async #askOnce<Answer>(member: number, path: string, body: string, deadlineMs: number): Promise<Answer> {
    const url = `${this.#endpoints[member]}/v3/${path}`
    let status: number
    let answer: Record<string, unknown>
    try {
      const signal = AbortSignal.timeout(Math.max(1, Math.ceil(deadlineMs)))
      const response = await fetch(url, { method: 'POST', body, signal })
      status = response.status
      answer = (await response.json()) as Record<string, unknown>
    } catch (cause) {
      throw new TritonError('Unavailable', `etcd does not answer at ${url}: ${reasonOf(cause)}`, {
        cause,
        ...HINT,
      })
    }
    if (status === 200) return answer as Answer
    throw refusal(url, status, answer)
  }
}

const HINT = { hint: 'start more members of the etcd cluster: names need more than half of them' }

function refusal(url: string, status: number, answer: Record<string, unknown>): TritonError {
  const reason = String(answer['message'] ?? answer['error'] ?? `status ${status}`)
  const code = Number(answer['code'])
  const message = `etcd at ${url} answered: ${reason}`
  if (UNAVAILABLE.has(code)) return new TritonError('Unavailable', message, HINT)
  if (code === 8 && !/space/.test(reason)) return new TritonError('Busy', message)
  if (code === 8)
    return new TritonError('NoSpace', `${message}: nothing can be changed until there is room, reads go on`, {
      hint: 'compact and defragment etcd, then etcdctl alarm disarm; a larger --quota-backend-bytes helps too',
    })
  return new TritonError(GRPC_CODES[code] ?? 'Unavailable', message)
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause)
  return cause.cause instanceof Error ? cause.cause.message : cause.message
}
