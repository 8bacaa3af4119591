import { type Clock, pause } from '../../clock.ts'
import { isTritonError, TritonError } from '../../errors.ts'
import { COUNCIL_LEASE_MS, COUNCIL_POLL_MS } from '../../limits.ts'
import { MetadataPeerInfo, SignedView } from '../../wire/generated/tritonring.ts'
import type { Council, CouncilState } from '../council.ts'
import type { EtcdTables } from './etcd-tables.ts'
import type { EtcdGateway } from './gateway.ts'
import { grantLease, renewLease, revokeLease } from './lease.ts'
import * as requests from './requests.ts'
import { REBUILD_KEY, VIEW_KEY } from './state-keys.ts'

const COORDINATOR_KEY = Buffer.from('coordinator')

/**
 * Seats and the coordinator's place as keys under leases. Who holds the place may write views, but only in transactions
 * that hold while the place is the same (its fence): a coordinator that stood still and wakes up changes nothing.
 */
export class EtcdCouncil implements Council {
  readonly #gateway: EtcdGateway
  readonly #tables: EtcdTables
  readonly #clock: Clock
  #lease: string | undefined
  #renewedMs = 0
  /** The revision at which this peer got the coordinator's place, while it has it. */
  #fence: string | undefined
  readonly #left = new AbortController()
  #running: Promise<void> = Promise.resolve()

  constructor(gateway: EtcdGateway, tables: EtcdTables, clock: Clock) {
    this.#gateway = gateway
    this.#tables = tables
    this.#clock = clock
  }

  /** What must hold for the coordinator's writes. Throws `Unavailable` where this peer is not the coordinator. */
  fence(): requests.Comparison[] {
    if (this.#fence === undefined)
      throw new TritonError('Unavailable', 'this metadata peer is not the coordinator')
    return [requests.createdAt(this.#placeKey, this.#fence)]
  }

  async enter(self: MetadataPeerInfo, onState: (state: CouncilState) => Promise<void>): Promise<void> {
    await this.#sit(self)
    await this.#round(self, onState)
    this.#running = this.#run(self, onState)
  }

  async leave(): Promise<void> {
    if (this.#left.signal.aborted) return
    this.#left.abort()
    await this.#running
    if (this.#lease !== undefined) await revokeLease(this.#gateway, this.#lease, COUNCIL_POLL_MS)
  }

  get #placeKey(): Buffer {
    return this.#tables.key('state', COORDINATOR_KEY)
  }

  async #run(self: MetadataPeerInfo, onState: (state: CouncilState) => Promise<void>): Promise<void> {
    const { signal } = this.#left
    while (!signal.aborted) {
      await pause(this.#clock, COUNCIL_POLL_MS, signal).catch(() => {})
      if (signal.aborted) return
      await this.#round(self, onState).catch((error) => {
        // Without etcd nothing changes: what is known stays so until it answers again.
        if (!isTritonError(error)) throw error
      })
    }
  }

  async #round(self: MetadataPeerInfo, onState: (state: CouncilState) => Promise<void>): Promise<void> {
    await this.#renew(self)
    let state = await this.#look(self)
    if (state.coordinator === undefined && (await this.#campaign(self))) state = await this.#look(self)
    if (this.#left.signal.aborted) return
    await onState(state)
  }

  async #sit(self: MetadataPeerInfo): Promise<void> {
    this.#renewedMs = this.#clock.now()
    const lease = await grantLease(this.#gateway, COUNCIL_LEASE_MS)
    const key = this.#tables.key('seats', Buffer.from(self.id))
    await this.#tables.txn({ success: [requests.putOperation(key, MetadataPeerInfo.encode(self), lease)] })
    this.#lease = lease
  }

  async #renew(self: MetadataPeerInfo): Promise<void> {
    const nowMs = this.#clock.now()
    if (nowMs - this.#renewedMs < COUNCIL_LEASE_MS / 4) return
    if (await renewLease(this.#gateway, this.#lease!, COUNCIL_LEASE_MS)) this.#renewedMs = nowMs
    else await this.#sit(self)
  }

  async #look(self: MetadataPeerInfo): Promise<CouncilState> {
    const answer = await this.#tables.txn({
      success: [
        requests.getOperation(this.#placeKey),
        this.#tables.wholeTable('seats'),
        requests.getOperation(this.#tables.key('state', VIEW_KEY)),
        requests.getOperation(this.#tables.key('state', REBUILD_KEY)),
      ],
    })
    const [place] = requests.entriesOf(answer, 0)
    this.#fence = place !== undefined && place.lease === this.#lease ? place.create_revision : undefined
    const [view, from] = [requests.foundAt(answer, 2).value, requests.foundAt(answer, 3).value]
    return {
      coordinator: place === undefined ? undefined : this.#holder(place, self),
      peers: this.#tables.entriesIn('seats', answer, 1).map(([, value]) => MetadataPeerInfo.decode(value)),
      world: {
        view: view === undefined ? undefined : SignedView.decode(view),
        rebuildFrom: from === undefined ? undefined : SignedView.decode(from),
      },
    }
  }

  /** Who has the place; nobody that could be named where it is an earlier start of this peer, whose lease will end. */
  #holder(place: requests.KeyValue, self: MetadataPeerInfo): string {
    const holder = Buffer.from(requests.bytesOf(place.value)).toString()
    return holder === self.id && this.#fence === undefined ? '' : holder
  }

  async #campaign(self: MetadataPeerInfo): Promise<boolean> {
    const answer = await this.#tables.txn({
      compare: [requests.createdAt(this.#placeKey, '0')],
      success: [requests.putOperation(this.#placeKey, Buffer.from(self.id), this.#lease!)],
    })
    return answer.succeeded === true
  }
}
