import type { MultiaddrConnection, StreamMessageEvent, Transport, Upgrader } from '@libp2p/interface'
import { type TCPComponents, tcp } from '@libp2p/tcp'
import { READ_BYTES_A_TURN } from '../limits.ts'

/**
 * libp2p's TCP, but of a connection that others opened READ_BYTES_A_TURN are read in a turn of the event loop and no more:
 * Node would read 2 MiB from one socket, and have all of it deciphered, before it looks at the next.
 */
export function fairTcp(): (components: TCPComponents) => Transport {
  return (components) => {
    const transport = tcp()(components)
    const createListener = transport.createListener.bind(transport)
    transport.createListener = (options) =>
      createListener({ ...options, upgrader: readingInTurns(options.upgrader) })
    return transport
  }
}

function readingInTurns(upgrader: Upgrader): Upgrader {
  return {
    upgradeOutbound: upgrader.upgradeOutbound.bind(upgrader),
    createInboundAbortSignal: upgrader.createInboundAbortSignal.bind(upgrader),
    getStreamMuxers: upgrader.getStreamMuxers.bind(upgrader),
    getConnectionEncrypters: upgrader.getConnectionEncrypters.bind(upgrader),
    /** Listens once Noise does: a connection keeps its bytes until somebody listens. */
    async upgradeInbound(
      connection: MultiaddrConnection,
      options: Parameters<Upgrader['upgradeInbound']>[1],
    ) {
      await upgrader.upgradeInbound(connection, options)
      readInTurns(connection)
    },
  }
}

function readInTurns(connection: MultiaddrConnection): void {
  let read = 0
  let paused = false
  let turnEnds = false
  const endTurn = () => {
    turnEnds = false
    read = 0
    const ended = connection.status !== 'open' && connection.status !== 'closing'
    if (paused && !ended) connection.resume()
    paused = false
  }
  connection.addEventListener('message', ({ data }: StreamMessageEvent) => {
    read += data.byteLength
    if (read >= READ_BYTES_A_TURN && !paused && connection.status === 'open') {
      paused = true
      connection.pause()
    }
    if (turnEnds) return
    turnEnds = true
    setImmediate(endTurn)
  })
}
