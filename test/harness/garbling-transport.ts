import type { Channel, ChannelReceiver, Transport } from '../../src/rpc/transport.ts'

/** What becomes of the bytes that a peer sends on a channel that another opened. */
export type Garble = (bytes: Uint8Array, channel: Channel) => void

export const GARBLES: Record<string, Garble> = {
  'garbage instead of frames': (bytes, channel) => channel.send(bytes.map((_, i) => (i * 31 + 7) & 0xff)),
  'frames with some bits flipped': (bytes, channel) =>
    channel.send(bytes.map((byte, i) => (i % 97 === 13 ? byte ^ 0x10 : byte))),
  'frames cut short': (bytes, channel) => channel.send(bytes.subarray(0, bytes.length >> 1)),
  'a frame that says it has 4 GiB': (_, channel) => channel.send(new Uint8Array(64).fill(0xff)),
  'a frame without a header': (_, channel) => channel.send(new Uint8Array(64)),
  'the end of the stream': (_, channel) => channel.abort(new Error('enough')),
  nothing: () => {},
}

/** A transport whose answers are garbled as long as `garbles` says so. */
export class GarblingTransport implements Transport {
  readonly #inner: Transport
  readonly #garble: Garble
  readonly #garbles: () => boolean

  constructor(inner: Transport, garble: Garble, garbles: () => boolean) {
    this.#inner = inner
    this.#garble = garble
    this.#garbles = garbles
  }

  get id(): string {
    return this.#inner.id
  }

  get addresses(): readonly string[] {
    return this.#inner.addresses
  }

  listen(protocol: string, accept: (channel: Channel) => void): void {
    this.#inner.listen(protocol, (channel) => accept(this.#garbled(channel)))
  }

  start(): Promise<void> {
    return this.#inner.start()
  }

  stop(): Promise<void> {
    return this.#inner.stop()
  }

  connect(address: string, signal: AbortSignal): Promise<string> {
    return this.#inner.connect(address, signal)
  }

  open(...way: Parameters<Transport['open']>): Promise<Channel> {
    return this.#inner.open(...way)
  }

  onDisconnect(listener: (peer: string) => void): void {
    this.#inner.onDisconnect(listener)
  }

  #garbled(channel: Channel): Channel {
    return {
      peer: channel.peer,
      get writable() {
        return channel.writable
      },
      send: (bytes: Uint8Array) => {
        if (this.#garbles()) this.#garble(bytes, channel)
        else channel.send(bytes)
      },
      drained: (signal: AbortSignal) => channel.drained(signal),
      receive: (receiver: ChannelReceiver) => channel.receive(receiver),
      abort: (reason: Error) => channel.abort(reason),
    }
  }
}
