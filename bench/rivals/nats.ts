/**
 * NATS: three servers as a JetStream cluster, an object store in memory with two replicas, pieces of 1 MiB: as large as
 * the servers take unless told otherwise. The client awaits each piece's acknowledgement and verifies a digest at the end.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { jetstream } from '@nats-io/jetstream'
import { type ObjectStore, Objm, StorageType } from '@nats-io/obj'
import { connect, type NatsConnection } from '@nats-io/transport-node'
import { type BenchFile, piecesOf } from '../contenders/bench-file.ts'
import { type Contender, NotMeasured, type Take } from '../contenders/contender.ts'
import { findProgram } from '../contenders/find-program.ts'
import { freePorts } from '../contenders/free-ports.ts'
import { serve } from '../contenders/serve.ts'
import { untilListening } from '../contenders/until-listening.ts'
import { writeConfig } from './nats-config.ts'

const SERVERS = 3
const REPLICAS = 2
const PIECE_BYTES = 2 ** 20
const START_MS_MAX = 30_000

class Nats implements Contender {
  readonly #servers: ChildProcess[] = []
  #directory = ''
  #connection: NatsConnection | undefined
  #store: ObjectStore | undefined

  async start(): Promise<void> {
    const program = findProgram('nats-server')
    if (program === undefined)
      throw new NotMeasured('there is no nats-server: npm run bench:setup installs it')
    this.#directory = await mkdtemp(join(tmpdir(), 'tritonring-bench-nats-'))
    const clientPorts = await freePorts(SERVERS)
    const routePorts = await freePorts(SERVERS)
    const routes = routePorts.map((port) => `nats://127.0.0.1:${port}`)
    for (const [index, port] of clientPorts.entries()) {
      const routePort = routePorts[index]!
      const config = await writeConfig({ index, port, routePort, routes, directory: this.#directory })
      this.#servers.push(spawn(program, ['-c', config], { stdio: 'ignore' }))
    }
    await Promise.all(clientPorts.map(untilListening))
    this.#connection = await connect({ servers: clientPorts.map((port) => `127.0.0.1:${port}`) })
    this.#store = await this.#createStore(this.#connection)
  }

  async stop(): Promise<void> {
    await this.#connection?.close()
    for (const server of this.#servers) server.kill()
    if (this.#directory !== '') await rm(this.#directory, { recursive: true, force: true })
  }

  async upload(file: BenchFile): Promise<void> {
    const meta = { name: file.name, options: { max_chunk_size: PIECE_BYTES } }
    await this.#store!.put(meta, ReadableStream.from(piecesOf(file)))
  }

  async download(file: BenchFile, take: Take): Promise<void> {
    const result = await this.#store!.get(file.name)
    if (result === null) throw new Error(`NATS has no ${file.name}`)
    for await (const bytes of result.data) take(bytes)
    const error = await result.error
    if (error) throw error
  }

  async forget(file: BenchFile): Promise<void> {
    await this.#store!.delete(file.name)
  }

  /** The cluster elects a leader first, and refuses until then. */
  async #createStore(connection: NatsConnection): Promise<ObjectStore> {
    const manager = new Objm(jetstream(connection))
    const deadlineMs = performance.now() + START_MS_MAX
    for (;;) {
      try {
        return await manager.create('bench', { replicas: REPLICAS, storage: StorageType.Memory })
      } catch (error) {
        if (performance.now() > deadlineMs) throw error
        await pause(250)
      }
    }
  }
}

serve(new Nats())
