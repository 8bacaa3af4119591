import type { Clock } from '../../clock.ts'
import { isTritonError, TritonError } from '../../errors.ts'
import { OPERATION_KEPT_MS } from '../../limits.ts'
import type { EtcdGateway } from './gateway.ts'

/** A lease for `ttlMs`, in whole seconds; etcd's least is about 2 s. */
export async function grantLease(gateway: EtcdGateway, ttlMs: number): Promise<string> {
  const answer = await gateway.ask<{ ID?: string }>('lease/grant', { TTL: `${Math.ceil(ttlMs / 1000)}` })
  if (answer.ID !== undefined) return answer.ID
  throw new TritonError('Unavailable', 'etcd granted no lease')
}

/** Whether the lease was still there, and lasts its whole time again. */
export async function renewLease(gateway: EtcdGateway, lease: string, deadlineMs: number): Promise<boolean> {
  const answer = await gateway.ask<{ result?: { TTL?: string } }>(
    'lease/keepalive',
    { ID: lease },
    deadlineMs,
  )
  return Number(answer.result?.TTL ?? 0) > 0
}

export async function revokeLease(gateway: EtcdGateway, lease: string, deadlineMs: number): Promise<void> {
  await gateway.ask('lease/revoke', { ID: lease }, deadlineMs).catch((error) => {
    if (!isTritonError(error)) throw error
  })
}

/**
 * The leases of what operations did: one for all operations of some minutes. Each lasts twice as long as it is given to
 * new ones, so every operation is remembered for OPERATION_KEPT_MS at least; nobody renews them.
 */
export class OperationLeases {
  readonly #gateway: EtcdGateway
  readonly #clock: Clock
  #granted: Promise<string> | undefined
  #untilMs = 0

  constructor(gateway: EtcdGateway, clock: Clock) {
    this.#gateway = gateway
    this.#clock = clock
  }

  /** The lease for an operation that is applied now. */
  present(): Promise<string> {
    const nowMs = this.#clock.now()
    if (this.#granted === undefined || nowMs >= this.#untilMs) {
      this.#untilMs = nowMs + OPERATION_KEPT_MS
      this.#granted = grantLease(this.#gateway, 2 * OPERATION_KEPT_MS)
      this.#granted.catch(() => this.forget())
    }
    return this.#granted
  }

  /** The lease was gone: this process stood still for long. */
  forget(): void {
    this.#granted = undefined
  }
}
