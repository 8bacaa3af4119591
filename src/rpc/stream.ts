import type { Stream, StreamCloseEvent, StreamMessageEvent } from '@libp2p/interface'
import { isTritonError, TritonError } from '../errors.ts'
import type { Quantum } from './quantum.ts'
import type { Channel, ChannelReceiver } from './transport.ts'

/**
 * A libp2p stream as a Channel; the only place that knows a stream's shape.
 *
 * Bytes are taken from `message` events as they come: reading by `for await` or `it-pipe` costs a promise a piece
 * and buffers without end (docs/decisions/0003). They are never left to wait, so yamux's read buffer stays empty.
 */
export class StreamChannel implements Channel {
  readonly peer: string
  readonly #stream: Stream
  readonly #quantum: Quantum | undefined
  #ended = false

  /** `quantum`: what this process's channels share, where they take turns. */
  constructor(stream: Stream, peer: string, quantum: Quantum | undefined) {
    this.#stream = stream
    this.peer = peer
    this.#quantum = quantum
  }

  get writable(): boolean {
    return !this.#stream.writableNeedsDrain
  }

  send(bytes: Uint8Array): void {
    this.#stream.send(bytes)
  }

  turnFor(bytes: number): Promise<void> | undefined {
    return this.#quantum?.turnFor(bytes)
  }

  /** `stream.onDrain()` waits only the first time (utils 7.4.1), so the `drain` event is waited for instead. */
  drained(signal: AbortSignal): Promise<void> {
    const stream = this.#stream
    return new Promise((resolve, reject) => {
      const settle = (act: () => void) => () => {
        stream.removeEventListener('drain', onDrain)
        stream.removeEventListener('close', onClose)
        signal.removeEventListener('abort', onAbort)
        act()
      }
      const onDrain = settle(resolve)
      const onClose = settle(() =>
        reject(new TritonError('Unavailable', `the stream to peer ${this.peer} was closed`)),
      )
      const onAbort = settle(() => reject(signal.reason))
      if (stream.status !== 'open') return onClose()
      if (!stream.writableNeedsDrain) return onDrain()
      if (signal.aborted) return onAbort()
      stream.addEventListener('drain', onDrain)
      stream.addEventListener('close', onClose)
      signal.addEventListener('abort', onAbort)
    })
  }

  receive(receiver: ChannelReceiver): void {
    const end = (reason?: Error) => {
      if (this.#ended) return
      this.#ended = true
      receiver.onEnd(reason)
    }
    this.#stream.addEventListener('message', (event: StreamMessageEvent) => {
      if (!this.#ended) this.#pass(event.data, receiver)
    })
    this.#stream.addEventListener('close', (event: StreamCloseEvent) => end(event.error))
    this.#stream.addEventListener('remoteCloseWrite', () => {
      end()
      this.#stream.abort(new TritonError('Unavailable', 'the other side closed the stream'))
    })
    if (this.#stream.status !== 'open') end()
  }

  abort(reason: Error): void {
    this.#stream.abort(reason)
  }

  #pass(data: StreamMessageEvent['data'], receiver: ChannelReceiver): void {
    try {
      if (data instanceof Uint8Array) receiver.onBytes(data)
      else for (const piece of data) if (!this.#ended) receiver.onBytes(piece)
    } catch (error) {
      const reason = isTritonError(error)
        ? error
        : new TritonError('Corrupt', `could not read what peer ${this.peer} sent`, { cause: error })
      this.abort(reason)
    }
  }
}
