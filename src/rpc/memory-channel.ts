import { TritonError } from '../errors.ts'
import type { Channel, ChannelReceiver } from './transport.ts'

/** Bytes that may be under way in one direction of a channel before it is no longer writable. */
const WINDOW_BYTES = 256 * 1024

/** What a channel needs of its network. */
export interface MemoryWay {
  /** Calls `arrive` when a piece that is sent now comes to the other end; false when it is lost. */
  carry(arrive: () => void): boolean
  /** The same for the news of the channel's end, which is never lost. */
  carryEnd(arrive: () => void): void
  /** The channel has ended on this side. */
  onLeft(): void
}

/** One peer's end of a channel in memory. */
export class MemoryChannel implements Channel {
  readonly peer: string
  readonly #way: MemoryWay
  /** Pieces on their way to the other end; however late each is, they arrive in this order. */
  readonly #underWay: Uint8Array[] = []
  #underWayBytes = 0
  #peerEnd!: MemoryChannel
  #receiver: ChannelReceiver | undefined
  /** What came before there was a receiver. */
  readonly #early: Uint8Array[] = []
  #ended: { reason: Error } | undefined
  #onChange: (() => void)[] = []

  constructor(peer: string, way: MemoryWay) {
    this.peer = peer
    this.#way = way
  }

  /** Makes the two ends one channel. Called before anything else. */
  join(other: MemoryChannel): void {
    this.#peerEnd = other
    other.#peerEnd = this
  }

  get writable(): boolean {
    return this.#underWayBytes < WINDOW_BYTES
  }

  send(bytes: Uint8Array): void {
    if (this.#ended !== undefined)
      throw new TritonError('Unavailable', `the channel to peer ${this.peer} has ended`)
    this.#underWay.push(bytes)
    this.#underWayBytes += bytes.length
    if (this.#way.carry(() => this.#arrive())) return
    this.abort(new TritonError('Unavailable', 'the connection was lost'))
  }

  drained(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const check = () => {
        if (this.#ended === undefined && !this.writable && !signal.aborted) return
        signal.removeEventListener('abort', check)
        this.#onChange = this.#onChange.filter((other) => other !== check)
        if (this.#ended !== undefined) reject(this.#ended.reason)
        else if (this.writable) resolve()
        else reject(signal.reason)
      }
      signal.addEventListener('abort', check)
      this.#onChange.push(check)
      check()
    })
  }

  receive(receiver: ChannelReceiver): void {
    this.#receiver = receiver
    for (const bytes of this.#early.splice(0)) this.#take(bytes)
    if (this.#ended !== undefined) receiver.onEnd(this.#ended.reason)
  }

  abort(reason: Error): void {
    if (this.#ended !== undefined) return
    this.#way.carryEnd(() => this.#peerEnd.#end(reason))
    this.#end(reason)
  }

  #arrive(): void {
    const bytes = this.#underWay.shift()
    if (bytes === undefined) return
    this.#underWayBytes -= bytes.length
    for (const check of this.#onChange) check()
    this.#peerEnd.#take(bytes)
  }

  #take(bytes: Uint8Array): void {
    if (this.#ended !== undefined) return
    if (this.#receiver === undefined) {
      this.#early.push(bytes)
      return
    }
    try {
      this.#receiver.onBytes(bytes)
    } catch (error) {
      this.abort(error instanceof Error ? error : new Error(String(error)))
    }
  }

  #end(reason: Error): void {
    if (this.#ended !== undefined) return
    this.#ended = { reason }
    for (const check of [...this.#onChange]) check()
    this.#way.onLeft()
    this.#receiver?.onEnd(reason)
  }
}
