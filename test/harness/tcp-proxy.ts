import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

/** A TCP relay before a port on loopback, whose two directions can be held up. */
export class TcpProxy {
  readonly #server: Server
  readonly #pairs: { client: Socket; target: Socket }[] = []

  private constructor(server: Server) {
    this.#server = server
  }

  static async before(targetPort: number): Promise<TcpProxy> {
    const proxy: TcpProxy = new TcpProxy(createServer((client) => proxy.#relay(client, targetPort)))
    proxy.#server.listen(0, '127.0.0.1')
    await once(proxy.#server, 'listening')
    return proxy
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  /** Nothing that the target sends comes out any more; its kernel's buffers fill up. */
  holdAnswers(): void {
    for (const { target } of this.#pairs) target.pause()
  }

  /** Nothing comes out on either side any more. */
  hold(): void {
    this.holdAnswers()
    for (const { client } of this.#pairs) client.pause()
  }

  async close(): Promise<void> {
    for (const { client, target } of this.#pairs) {
      client.destroy()
      target.destroy()
    }
    this.#server.close()
    await once(this.#server, 'close')
  }

  #relay(client: Socket, targetPort: number): void {
    const target = connect(targetPort, '127.0.0.1')
    this.#pairs.push({ client, target })
    for (const [from, to] of [
      [client, target],
      [target, client],
    ] as const) {
      from.on('error', () => to.destroy())
      from.on('close', () => to.destroy())
      from.pipe(to)
    }
  }
}
