/**
 * Hypercore: a log of blocks of 64 bytes, held by one process and replicated to another over a TCP connection, encrypted
 * by its own Noise; blocks are verified by their Merkle tree and written to the reader's own log, both logs in directories
 * in memory. All blocks are asked for as one range, and read out when they are there. Appending is local to the holder.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Hypercore from 'hypercore'
import type { BenchFile } from '../contenders/bench-file.ts'
import type { Contender, Take } from '../contenders/contender.ts'
import { serve } from '../contenders/serve.ts'

interface Held {
  key: string
  port: number
  length: number
}

class HypercoreReader implements Contender {
  #directory = ''
  #holder: ChildProcess | undefined
  readonly #held = new Map<string, Held>()
  #reads = 0

  async start(): Promise<void> {
    this.#directory = await mkdtemp(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'tritonring-bench-'))
    const holder = fileURLToPath(new URL('hypercore-holder.ts', import.meta.url))
    this.#holder = fork(holder, [this.#directory])
  }

  async stop(): Promise<void> {
    this.#holder?.disconnect()
    if (this.#directory !== '') await rm(this.#directory, { recursive: true, force: true })
  }

  async upload(file: BenchFile): Promise<void> {
    this.#holder!.send(file)
    const [held] = (await once(this.#holder!, 'message')) as [Held]
    this.#held.set(file.name, held)
  }

  async download(file: BenchFile, take: Take): Promise<void> {
    const { key, port, length } = this.#held.get(file.name)!
    const core = new Hypercore(join(this.#directory, `read-${this.#reads++}`), Buffer.from(key, 'hex'))
    await core.ready()
    const socket = await replicate(core, port)
    await core.download({ start: 0, end: length }).done()
    for (let index = 0; index < length; index++) take(await core.get(index))
    socket.destroy()
    await core.close()
  }
}

async function replicate(core: Hypercore, port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  socket.setNoDelay(true)
  const stream = core.replicate(true)
  socket.pipe(stream).pipe(socket)
  for (const end of [socket, stream]) end.on('error', () => socket.destroy())
  await once(socket, 'connect')
  return socket
}

serve(new HypercoreReader())
