import type { Channel, ChannelReceiver, Transport } from '../../src/rpc/transport.ts'

/** A transport that holds up whatever is answered on channels that others opened. Nothing overtakes, nothing is lost. */
export class SlowTransport implements Transport {
  readonly #inner: Transport
  /** What is sent from now on is held up for so long. */
  delayMs = 0

  constructor(inner: Transport) {
    this.#inner = inner
  }

  get id(): string {
    return this.#inner.id
  }

  get addresses(): readonly string[] {
    return this.#inner.addresses
  }

  listen(protocol: string, accept: (channel: Channel) => void): void {
    this.#inner.listen(protocol, (channel) => accept(this.#slow(channel)))
  }

  start(): Promise<void> {
    return this.#inner.start()
  }

  stop(): Promise<void> {
    return this.#inner.stop()
  }

  connect(...where: Parameters<Transport['connect']>): Promise<string> {
    return this.#inner.connect(...where)
  }

  open(...way: Parameters<Transport['open']>): Promise<Channel> {
    return this.#inner.open(...way)
  }

  onDisconnect(listener: (peer: string) => void): void {
    this.#inner.onDisconnect(listener)
  }

  #slow(channel: Channel): Channel {
    let lastMs = 0
    return {
      peer: channel.peer,
      get writable() {
        return channel.writable
      },
      send: (bytes: Uint8Array) => {
        const nowMs = performance.now()
        lastMs = Math.max(lastMs, nowMs + this.delayMs)
        if (lastMs <= nowMs) channel.send(bytes)
        else setTimeout(() => sendIfOpen(channel, bytes), lastMs - nowMs)
      },
      drained: (signal: AbortSignal) => channel.drained(signal),
      receive: (receiver: ChannelReceiver) => channel.receive(receiver),
      abort: (reason: Error) => channel.abort(reason),
    }
  }
}

/** The one who would get the bytes may have gone meanwhile. */
function sendIfOpen(channel: Channel, bytes: Uint8Array): void {
  try {
    channel.send(bytes)
  } catch {}
}
