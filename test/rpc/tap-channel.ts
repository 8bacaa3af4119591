import type { Channel, ChannelReceiver } from '../../src/rpc/transport.ts'

/** A channel of which a test plays the network: it sees what is sent, and turns the tap off and on. */
export class TapChannel implements Channel {
  readonly peer = 'far-peer'
  readonly sent: Uint8Array[] = []
  /** Sends that may still be made before the tap closes. */
  room = Number.POSITIVE_INFINITY
  receiver: ChannelReceiver | undefined
  ended: Error | undefined
  turnFor: (bytes: number) => Promise<void> | undefined = () => undefined
  #waiting: (() => void)[] = []

  get writable(): boolean {
    return this.room > 0
  }

  send(bytes: Uint8Array): void {
    if (this.ended !== undefined) throw this.ended
    this.room--
    this.sent.push(bytes)
  }

  drained(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason))
      this.#waiting.push(() => (this.ended === undefined ? resolve() : reject(this.ended)))
    })
  }

  /** Lets `sends` more through. */
  open(sends = Number.POSITIVE_INFINITY): void {
    this.room = sends
    for (const go of this.#waiting.splice(0)) go()
  }

  receive(receiver: ChannelReceiver): void {
    this.receiver = receiver
  }

  abort(reason: Error): void {
    if (this.ended !== undefined) return
    this.ended = reason
    for (const go of this.#waiting.splice(0)) go()
    this.receiver?.onEnd(reason)
  }

  /** All bytes that were sent. */
  get stream(): Uint8Array {
    return Uint8Array.from(Buffer.concat(this.sent))
  }
}
