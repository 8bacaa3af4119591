import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { pause } from '../../src/clock.ts'
import { type Client, createClient, isTritonError } from '../../src/index.ts'
import { isLinearizable, type Operation } from '../checkers/register.ts'
import { RandomFile } from '../harness/random-file.ts'
import { assertOnOwners, isHeld, KnownFile } from './copies.ts'
import { dawdling } from './dawdling.ts'
import { describeHistory } from './describe-history.ts'
import { Logs } from './logs.ts'
import { untilRecordsInPlace } from './records-in-place.ts'
import { rootKeyOf } from './root-key.ts'
import type { Setting } from './setting.ts'
import type { World } from './world.ts'

const NAMES = ['a', 'b/c']
export const CLIENTS = 2
/** Every operation ends by then. */
export const OPERATION_MS_MAX = 90_000

/**
 * Clients that store, read and delete files of few names, and what they were told. Throws when an operation returns wrong
 * bytes (I2), or ends late or by anything but a typed error (I4); `checkNames` when answers contradict each other (I3).
 */
export class Workload {
  /** Operations by how they ended: `ok` or an error's code. */
  readonly outcomes = new Map<string, number>()
  /** By the key of their root, in hex. */
  readonly safe = new Map<string, KnownFile>()
  readonly #world: World
  readonly #random: () => number
  readonly #seed: number
  readonly #setting: Setting
  /** SHA-256 of whatever was ever uploaded. */
  readonly #uploaded = new Set<string>()
  readonly #histories = new Map<string, Operation<string>[]>(NAMES.map((name) => [name, []]))
  readonly #versions = new Set<string>()
  readonly #logs = new Logs()
  /** Whatever was ever uploaded, by the key of its root, in hex. */
  readonly #files = new Map<string, KnownFile>()
  /** Names of which a removal has begun that keeps nothing: what they mean is not safe any more. */
  readonly #forgotten = new Set<string>()
  /** Of what was ever uploaded to each name. */
  readonly #roots = new Map<string, string[]>(NAMES.map((name) => [name, []]))
  readonly #clients: Client[] = []
  #next = 0

  constructor(seed: number, setting: Setting, world: World, random: () => number) {
    this.#setting = setting
    this.#seed = seed
    this.#world = world
    this.#random = random
  }

  /** Resolves when all clients have done all their operations. */
  async play(): Promise<void> {
    await Promise.all(Array.from({ length: CLIENTS }, (_, index) => this.#work(`client-${index}`)))
  }

  /** With the faults over: each name can be looked up and has all copies of its record, and each file that was acknowledged can be read (I1). */
  async checkFiles(): Promise<void> {
    const client = await this.#world.cluster.client('checker')
    for (const name of NAMES) {
      await this.#stat(client, name)
      assert.equal(
        this.#histories.get(name)!.at(-1)?.kind,
        'read',
        'with everybody back a name can be looked up',
      )
    }
    await untilRecordsInPlace(this.#world, client, [...NAMES, ...this.#logs.names])
    for (const { root } of this.safe.values()) await this.#readRight(client, root)
    await client.close()
  }

  /** With nobody in doubt any more, what clients store is on its owners at once, however old the view is that they have. */
  async uploadByOldViews(): Promise<void> {
    for (const client of this.#clients) {
      const before = new Set(this.safe.keys())
      const stored = await this.#upload(client, NAMES[0]!, true)
      // Where there is collection, clients dawdle.
      assert.ok(stored || this.#collects, 'with everybody back a client can store a file')
      const fresh = [...this.safe].filter(([root]) => !before.has(root)).map(([, file]) => file)
      assertOnOwners(this.#world, fresh)
    }
  }

  checkNames(): void {
    for (const [name, history] of this.#histories)
      assert.ok(isLinearizable(history), `one register explains '${name}':\n${describeHistory(history)}`)
  }

  /**
   * All files that names and kept versions mean, in the end. Each name is changed once more before: so nothing is left that
   * was tried and may be on the ring. One that had a single copy and lost it is given up, as a user would.
   */
  async reachable(): Promise<KnownFile[]> {
    const client = await this.#persist(() => this.#world.cluster.client('checker'))
    const files: KnownFile[] = []
    for (const name of NAMES) files.push(...(await this.#reachableAt(client, name)))
    for (const name of this.#logs.names) files.push(...(await this.#reachableLog(client, name)))
    await client.close()
    return files
  }

  async #reachableAt(client: Client, name: string): Promise<KnownFile[]> {
    for (;;) {
      while (!(await this.#upload(client, name, true))) await pause(this.#world.cluster.clock, 500)
      const files = (await rootsOf(client, name)).map(({ root }) => this.#files.get(hex(root))!)
      if (files.every((file) => isHeld(this.#world, file))) return files
      await this.#persist(() => client.remove(name, { forget: true }))
    }
  }

  async #reachableLog(client: Client, name: string): Promise<KnownFile[]> {
    const code = await this.#append(client, name)
    const bytes = code === 'ok' || !this.#logs.isRisky(name) ? await this.#checkLog(client, name) : undefined
    if (bytes === undefined) {
      await client.remove(name, { forget: true }).catch(() => {})
      return []
    }
    return (await rootsOf(client, name)).map(({ root, size }) => {
      assert.deepEqual(root, rootKeyOf(bytes.subarray(0, size), 64), `'${name}' only grew`)
      return new KnownFile(bytes.slice(0, size), 64, root)
    })
  }

  /** The bytes of a log; undefined where blocks of it had one copy alone, which was lost. */
  #checkLog(client: Client, name: string): Promise<Uint8Array | undefined> {
    return this.#logs.check(client, name).catch((error) => {
      if (!this.#logs.isRisky(name) || !isTritonError(error)) throw error
      return undefined
    })
  }

  async #work(name: string): Promise<void> {
    const { clock } = this.#world.cluster
    const { operationsPerClient, faultsMs } = this.#setting
    const client = await this.#persist(() => this.#client(name))
    this.#clients.push(client)
    for (let i = 0; i < operationsPerClient; i++) {
      const waitMs = (this.#random() * 2 * faultsMs) / operationsPerClient
      const happened = await this.#wait(waitMs)
      const startMs = clock.now()
      const file = happened ? this.#fileWith(happened) : undefined
      if (file !== undefined) await this.#ended(this.#readRight(client, file.root))
      else if (this.#collects && this.#random() < 0.25) await this.#append(client, `log of ${name}`)
      else await this.#operate(client, NAMES[Math.floor(this.#random() * NAMES.length)]!)
      const tookMs = clock.now() - startMs
      assert.ok(tookMs <= OPERATION_MS_MAX, `an operation took ${tookMs} ms`)
    }
  }

  #client(name: string): Promise<Client> {
    const { cluster } = this.#world
    const { generationMs } = this.#setting
    const network = cluster.networkOf(name)
    const slow = generationMs === undefined ? network : dawdling(network, 4 * generationMs, this.#random)
    return createClient({ bootstrap: cluster.bootstrap, network: slow, random: cluster.clientRandom })
  }

  /** Every other time, less when something happens: then what it was. */
  async #wait(ms: number): Promise<string | undefined> {
    const { bell, cluster } = this.#world
    if (this.#random() < 0.5) return bell.wait(cluster.clock, ms)
    await pause(cluster.clock, ms)
    return undefined
  }

  #fileWith(key: string): KnownFile | undefined {
    return [...this.safe.values()].find(({ keys }) => keys.includes(key))
  }

  async #operate(client: Client, name: string): Promise<void> {
    const draw = this.#random()
    if (draw < 0.45) return void (await this.#upload(client, name, this.#random() < 0.7))
    if (draw < 0.55) return this.#remove(client, name)
    if (draw < 0.7) return this.#stat(client, name)
    await this.#ended(this.#readName(client, name))
  }

  get #collects(): boolean {
    return this.#setting.generationMs !== undefined
  }

  /** New bytes; where there is collection also those of before, whose blocks may be about to go. */
  #content(): Uint8Array {
    const before = [...this.#files.values()]
    if (this.#collects && before.length > 0 && this.#random() < 0.4)
      return before[Math.floor(this.#random() * before.length)]!.bytes
    const size = Math.floor(this.#random() * this.#setting.fileBytesMax)
    const bytes = new RandomFile(this.#seed * 1_000 + this.#next++, size).bytes()
    this.#uploaded.add(createHash('sha256').update(bytes).digest('hex'))
    return bytes
  }

  async #upload(client: Client, name: string, force: boolean): Promise<boolean> {
    const bytes = this.#content()
    const blockSize = this.#random() < 0.7 ? 64 : 1_000
    const write = this.#begin(name, 'write', force ? undefined : 'nothing')
    // The key of the root is known for what fails too: it follows from the bytes.
    const root = rootKeyOf(bytes, blockSize)
    const file = new KnownFile(bytes, blockSize, root)
    this.#files.set(hex(root), file)
    this.#roots.get(name)!.push(hex(root))
    const uploaded = client
      .upload(once(bytes), { name, blockSize, force })
      .then(({ singleCopies, record }) => {
        this.#noteVersion(record)
        this.#world.committed.ring()
        if (singleCopies === 0 && !this.#forgotten.has(name)) this.safe.set(hex(root), file)
      })
    const code = await this.#ended(uploaded)
    write.end(hex(root), code)
    return code === 'ok'
  }

  async #remove(client: Client, name: string): Promise<void> {
    const forget = this.#collects && this.#random() < 0.5
    if (forget) this.#forget(name)
    // What is deleted already can still be forgotten.
    const write = this.#begin(name, 'write', forget ? undefined : 'something')
    const removed = client.remove(name, { forget }).then((record) => this.#noteVersion(record))
    write.end(undefined, await this.#ended(removed))
  }

  /** Its files go, kept versions too. */
  #forget(name: string): void {
    this.#forgotten.add(name)
    for (const root of this.#roots.get(name)!) this.safe.delete(root)
  }

  async #append(client: Client, name: string): Promise<string> {
    const line = `${this.#next++}`.padEnd(Math.floor(this.#random() * 300), '.')
    const callMs = this.#world.nowMs
    let version: number | undefined
    let singleCopies = 1
    const appended = client.append(name, once(Buffer.from(`${line}\n`)), { blockSize: 64 }).then((report) => {
      version = report.record.version
      singleCopies = report.singleCopies
    })
    const code = await this.#ended(appended)
    const outcome = code === 'ok' ? 'acknowledged' : 'unknown'
    const operation = { version, outcome, callMs, returnMs: this.#world.nowMs } as const
    this.#logs.note(name, line, operation, singleCopies > 0)
    return code
  }

  async #stat(client: Client, name: string): Promise<void> {
    const read = this.#begin(name, 'read')
    let root: string | undefined
    const found = client.stat(name).then((record) => {
      root = hex(record.root)
    })
    const code = await this.#ended(found)
    if (code === 'ok' || code === 'NotFound') read.end(root, 'ok')
  }

  async #readName(client: Client, name: string): Promise<void> {
    const { root } = await client.stat(name)
    await this.#readRight(client, root).catch((error) => {
      this.#assertHeld(hex(root), error)
      throw error
    })
  }

  /** Blocks of a file that was acknowledged may be out of reach for a while, but are held by somebody. */
  #assertHeld(root: string, error: Error): void {
    const { running, powerless } = this.#world
    const without = error.message.split(' does not hold it').length - 1
    const everybody = without >= running.length && powerless.size === 0
    assert.ok(
      !everybody || !this.safe.has(root),
      `somebody holds the file ${root.slice(0, 8)}: ${error.message}`,
    )
  }

  /** I2: whatever is read is a file that somebody uploaded. */
  async #readRight(client: Client, root: Uint8Array): Promise<void> {
    const hash = createHash('sha256')
    for await (const piece of client.read({ root })) hash.update(piece)
    assert.ok(this.#uploaded.has(hash.digest('hex')), 'the bytes read are those of a file that was uploaded')
  }

  /** How an operation ended; nothing but a TritonError is taken for an end (I4). */
  async #ended(operation: Promise<unknown>): Promise<string> {
    const code = await operation.then(
      () => 'ok',
      (error) => {
        if (!isTritonError(error)) throw error
        return error.code
      },
    )
    this.outcomes.set(code, (this.outcomes.get(code) ?? 0) + 1)
    return code
  }

  /** Each version of a name is acknowledged to one writer alone. */
  #noteVersion({ name, version }: { name: string; version: number }): void {
    const text = `version ${version} of '${name}'`
    assert.ok(!this.#versions.has(text), `${text} is one writer's`)
    this.#versions.add(text)
  }

  #begin(name: string, kind: 'read' | 'write', requires?: 'nothing' | 'something') {
    const callMs = this.#world.nowMs
    return {
      end: (value: string | undefined, code: string) => {
        const never = ['Exists', 'NotFound', 'Conflict', 'BadRequest', 'NoSpace'].includes(code)
        if (never) return
        const returnMs = code === 'ok' ? this.#world.nowMs : Number.POSITIVE_INFINITY
        this.#histories.get(name)!.push({ kind, value, callMs, returnMs, requires })
      },
    }
  }

  /** Tries until it succeeds. */
  async #persist<Result>(attempt: () => Promise<Result>): Promise<Result> {
    for (;;) {
      try {
        return await attempt()
      } catch (error) {
        if (!isTritonError(error)) throw error
        await pause(this.#world.cluster.clock, 500)
      }
    }
  }
}

/** Of what a name means, and meant. */
async function rootsOf(client: Client, name: string) {
  const record = await client.versions(name)
  return [record, ...record.history]
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes.slice()
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
