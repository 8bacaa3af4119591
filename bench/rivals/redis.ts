/**
 * Redis: two servers without persistence, 64-byte blocks under their SHA-256, each on both, by ioredis. The client hashes
 * as tritonring's does, in native batches. Reads ask each server for half of the keys.
 *
 *     redis.ts single    pipelines of SET and of GET
 *     redis.ts many      MSET and MGET
 */
import { type ChildProcess, spawn } from 'node:child_process'
import process from 'node:process'
import { Redis as Client } from 'ioredis'
import { hashBlocks } from '../../src/block/hash.ts'
import { type BenchFile, piecesOf } from '../contenders/bench-file.ts'
import { type Contender, NotMeasured, type Take } from '../contenders/contender.ts'
import { findProgram } from '../contenders/find-program.ts'
import { freePorts } from '../contenders/free-ports.ts'
import { serve } from '../contenders/serve.ts'
import { untilListening } from '../contenders/until-listening.ts'

const KEY_BYTES = 32
const SINGLE = process.argv[2] === 'single'
const [put, get] = SINGLE ? [setEach, getEach] : [setAll, getAll]
/** Keys of one MSET or MGET, or commands of one pipeline; the best of 128 to 4,096 by the client's processor time. */
const BATCH = SINGLE ? 256 : 2048
/** How many of those are under way for each server. */
const DEPTH = 4

interface Batch {
  keys: Buffer[]
  blocks: Buffer[]
}

class Redis implements Contender {
  readonly #servers: ChildProcess[] = []
  readonly #clients: Client[] = []
  /** Keys of the files stored, which the rings' pages tell a tritonring client: here they are just remembered. */
  readonly #keys = new Map<string, Buffer[]>()

  async start(): Promise<void> {
    const program = findProgram('redis-server')
    if (program === undefined)
      throw new NotMeasured('there is no redis-server: npm run bench:setup installs it')
    for (let copy = 0; copy < 2; copy++) {
      const [port] = (await freePorts(1)) as [number]
      const options = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
      this.#servers.push(spawn(program, options, { stdio: 'ignore', cwd: '/tmp' }))
      await untilListening(port)
      this.#clients.push(new Client({ port, host: '127.0.0.1' }))
    }
  }

  async stop(): Promise<void> {
    for (const client of this.#clients) client.disconnect()
    for (const server of this.#servers) server.kill()
  }

  async upload(file: BenchFile): Promise<void> {
    const keys: Buffer[] = []
    const puts = batchesOf(file, keys)
    await inParallel(DEPTH, puts, async (batch) => {
      await Promise.all(this.#clients.map((client) => put(client, batch)))
    })
    this.#keys.set(file.name, keys)
  }

  async download(file: BenchFile, take: Take): Promise<void> {
    const keys = this.#keys.get(file.name)!
    const got: (Buffer | null)[][] = []
    let taken = 0
    const gets = indexed(slices(keys, BATCH))
    await inParallel(DEPTH * 2, gets, async ([keysOfBatch, index]) => {
      const client = this.#clients[index % 2]!
      got[index] = await get(client, keysOfBatch)
      for (; got[taken] !== undefined; taken++) {
        for (const block of got[taken]!) take(block!)
        got[taken] = []
      }
    })
  }

  async forget(file: BenchFile): Promise<void> {
    this.#keys.delete(file.name)
    await Promise.all(this.#clients.map((client) => client.flushall('SYNC')))
  }
}

/** Collects the keys too, in order. */
function* batchesOf(file: BenchFile, allKeys: Buffer[]): Generator<Batch> {
  for (const piece of piecesOf(file)) {
    const packed = hashBlocks(piece, file.blockSize)
    const keys = cut(packed, KEY_BYTES)
    const blocks = cut(piece, file.blockSize)
    for (const key of keys) allKeys.push(key)
    for (let at = 0; at < keys.length; at += BATCH) {
      yield { keys: keys.slice(at, at + BATCH), blocks: blocks.slice(at, at + BATCH) }
    }
  }
}

function cut(bytes: Uint8Array, size: number): Buffer[] {
  const pieces: Buffer[] = []
  for (let at = 0; at < bytes.length; at += size) {
    pieces.push(Buffer.from(bytes.buffer, bytes.byteOffset + at, Math.min(size, bytes.length - at)))
  }
  return pieces
}

function* slices<T>(list: T[], size: number): Generator<T[]> {
  for (let at = 0; at < list.length; at += size) yield list.slice(at, at + size)
}

function* indexed<T>(items: Iterable<T>): Generator<[T, number]> {
  let index = 0
  for (const item of items) yield [item, index++]
}

async function inParallel<T>(
  depth: number,
  items: Iterable<T>,
  act: (item: T) => Promise<void>,
): Promise<void> {
  const iterator = items[Symbol.iterator]()
  const work = async () => {
    for (let next = iterator.next(); !next.done; next = iterator.next()) await act(next.value)
  }
  await Promise.all(Array.from({ length: depth }, work))
}

async function setAll(client: Client, { keys, blocks }: Batch): Promise<void> {
  const pairs: Buffer[] = []
  for (let i = 0; i < keys.length; i++) pairs.push(keys[i]!, blocks[i]!)
  await client.mset(pairs)
}

async function setEach(client: Client, { keys, blocks }: Batch): Promise<void> {
  const pipeline = client.pipeline()
  for (let i = 0; i < keys.length; i++) pipeline.set(keys[i]!, blocks[i]!)
  for (const [error] of (await pipeline.exec()) ?? []) if (error !== null) throw error
}

function getAll(client: Client, keys: Buffer[]): Promise<(Buffer | null)[]> {
  return client.mgetBuffer(keys)
}

async function getEach(client: Client, keys: Buffer[]): Promise<Buffer[]> {
  const pipeline = client.pipeline()
  for (const key of keys) pipeline.getBuffer(key)
  return ((await pipeline.exec()) ?? []).map(([error, block]) => {
    if (error !== null) throw error
    return block as Buffer
  })
}

serve(new Redis())
