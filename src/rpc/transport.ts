/**
 * What the rpc layer needs of a network: kept, ordered byte channels between peers. `libp2p-transport.ts` gives
 * it over TCP, `memory-transport.ts` inside one process with seeded faults; every role runs over either.
 */
export interface Transport {
  /** This peer's id. */
  readonly id: string
  /** Where others reach this peer, as multiaddrs; known after `start`. */
  readonly addresses: readonly string[]

  /** Begins to listen and to accept channels. Throws `Local` when an address is taken. */
  start(): Promise<void>
  /** Closes every channel. Idempotent. */
  stop(): Promise<void>

  /** Hands every channel that others open for `protocol` to `accept`. Called before `start`. */
  listen(protocol: string, accept: (channel: Channel) => void): void

  /**
   * Connects to whoever answers at `address` (a multiaddr) and resolves with its id.
   * Throws `Unavailable` when nobody answers, when it speaks another language, or when its id is not the one that
   * the address names.
   */
  connect(address: string, signal: AbortSignal): Promise<string>

  /** Opens a channel to `peer`, connecting by `addresses` where there is no connection yet. Throws `Unavailable`. */
  open(peer: string, addresses: readonly string[], protocol: string, signal: AbortSignal): Promise<Channel>

  /** Calls `listener` whenever the last connection with a peer ends. */
  onDisconnect(listener: (peer: string) => void): void

  /**
   * Ends connections that others opened and whose peer `knows` does not know: after STRANGER_MS, or for a newer one where
   * there are STRANGERS_MAX. Called before `start`; a network without connections has nothing to do.
   */
  dropStrangers?(knows: (peer: string) => boolean): void
}

/** One ordered, reliable, two-way byte stream to a peer. It may be cut at any moment, never corrupted. */
export interface Channel {
  readonly peer: string
  /** False when `send` should wait for `drained`. */
  readonly writable: boolean
  /** Queues bytes, which the channel owns from now on. Throws when the channel has ended. */
  send(bytes: Uint8Array): void
  /** Resolves when the channel is writable again; rejects when it ends or the signal fires. */
  drained(signal: AbortSignal): Promise<void>
  /**
   * Sets who gets the bytes, in pieces of any size that are valid only during the call, and who hears of the end,
   * which is told once.
   */
  receive(receiver: ChannelReceiver): void
  /**
   * When work of so many bytes for this channel may begin, where all channels share one event loop: undefined for now.
   * A network that takes no time does without.
   */
  turnFor?(bytes: number): Promise<void> | undefined
  /** Ends the channel at once, both ways. Idempotent. */
  abort(reason: Error): void
}

export interface ChannelReceiver {
  onBytes(bytes: Uint8Array): void
  /** The channel ended; `reason` where it was not closed in order. */
  onEnd(reason?: Error): void
}
