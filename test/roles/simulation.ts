import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { hashBlocks } from '../../src/block/hash.ts'
import { ManifestBuilder } from '../../src/block/manifest.ts'
import { pause } from '../../src/clock.ts'
import { type Client, isTritonError } from '../../src/index.ts'
import { isLinearizable, type Operation } from '../checkers/register.ts'
import { MemoryCluster } from '../harness/memory-cluster.ts'
import { seededRandom } from '../harness/random.ts'
import { RandomFile } from '../harness/random-file.ts'

const NAMES = ['a', 'b/c']
const CLIENTS = 2
const OPERATIONS_PER_CLIENT = 12
/** The end of the faults; what is under way goes on. */
const FAULTS_END_MS = 20_000
/** Every operation ends by then. */
const OPERATION_MS_MAX = 90_000
/** After the faults everything is as it should be again. */
const HEAL_MS_MAX = 30_000

/** What a run did, for a test to see that it did something. */
export interface Tally {
  /** Operations by how they ended: `ok` or an error's code. */
  outcomes: Map<string, number>
  uploads: number
  bytesRead: number
}

/**
 * One random course of events that the seed names: clients store, read and delete files while the network is bad,
 * is cut here and there, one block peer dies with its memory and the metadata peer is started anew without names.
 * Throws when an operation returns wrong bytes (I2), loses a file that was acknowledged on two peers (I1), contradicts
 * the others on a name (I3), or ends late or by anything but a typed error (I4).
 */
export async function simulate(seed: number): Promise<Tally> {
  const simulation = new Simulation(seed, await startCluster(seed))
  await simulation.play()
  await simulation.heal()
  await simulation.checkFiles()
  simulation.checkNames()
  return simulation.tally
}

function startCluster(seed: number): Promise<MemoryCluster> {
  const random = seededRandom(seed ^ 0x5eed)
  return MemoryCluster.start({ seed, blockPeers: 3 + Math.floor(random() * 3), heartbeatMs: 500 })
}

class Simulation {
  readonly tally: Tally = { outcomes: new Map(), uploads: 0, bytesRead: 0 }
  readonly #cluster: MemoryCluster
  readonly #random: () => number
  readonly #seed: number
  /** What was ever uploaded, by its SHA-256 and by its root's key in hex. */
  readonly #files = new Map<string, RandomFile>()
  /** Roots of files that were acknowledged with two copies of each block. */
  readonly #safe = new Set<string>()
  readonly #histories = new Map<string, Operation<string>[]>(NAMES.map((name) => [name, []]))
  /** The one block peer whose memory may be lost, which is what two copies are for. */
  readonly #victim: number
  #next = 0

  constructor(seed: number, cluster: MemoryCluster) {
    this.#seed = seed
    this.#cluster = cluster
    this.#random = seededRandom(seed)
    this.#victim = this.#below(cluster.blockPeers.length)
  }

  async play(): Promise<void> {
    const { network } = this.#cluster
    network.setFaults({
      delayMs: this.#random() * 30,
      jitterMs: this.#random() * 30,
      loss: this.#random() < 0.5 ? 0 : this.#random() * 0.01,
      reorder: this.#random() * 0.05,
    })
    const clients = Array.from({ length: CLIENTS }, (_, index) => this.#work(`client-${index}`))
    await this.#cluster.run(
      Promise.all([...clients, this.#cutLinks(), this.#killOne(), this.#restartMetadata()]),
      FAULTS_END_MS + OPERATIONS_PER_CLIENT * OPERATION_MS_MAX,
    )
  }

  /** The faults are over: everybody is back, and the metadata peer says so. */
  async heal(): Promise<void> {
    this.#cluster.network.setFaults({})
    const client = await this.#cluster.run(this.#cluster.client())
    const healthy = async () => {
      const { peers, rebuilding } = await client.status()
      const alive = peers.filter(({ state }) => state === 'alive').length
      return !rebuilding && alive === this.#cluster.blockPeers.length
    }
    await this.#cluster.until('everybody is back', () => healthy().catch(() => false), HEAL_MS_MAX)
  }

  /** Every name means something, and what was acknowledged can be read. */
  async checkFiles(): Promise<void> {
    const client = await this.#cluster.run(this.#cluster.client())
    for (const name of NAMES) {
      await this.#cluster.run(this.#stat(client, name))
      const last = this.#histories.get(name)!.at(-1)!
      assert.equal(last.kind, 'read', 'with everybody back a name can be looked up')
      if (last.value === undefined || !this.#safe.has(last.value)) continue
      const root = new Uint8Array(Buffer.from(last.value, 'hex'))
      await this.#cluster.run(this.#readRight(client, root))
    }
  }

  checkNames(): void {
    for (const [name, history] of this.#histories)
      assert.ok(
        isLinearizable(history),
        `the history of '${name}' is explained:\n${describeHistory(history)}`,
      )
  }

  async #work(name: string): Promise<void> {
    const client = await this.#persist(() => this.#cluster.client(name))
    for (let i = 0; i < OPERATIONS_PER_CLIENT; i++) {
      await pause(this.#cluster.clock, this.#random() * 2_000)
      const startMs = this.#cluster.clock.now()
      await this.#operate(client, NAMES[this.#below(NAMES.length)]!)
      const tookMs = this.#cluster.clock.now() - startMs
      assert.ok(tookMs <= OPERATION_MS_MAX, `an operation took ${tookMs} ms`)
    }
  }

  async #operate(client: Client, name: string): Promise<void> {
    const draw = this.#random()
    if (draw < 0.4) return this.#upload(client, name, this.#random() < 0.7)
    if (draw < 0.55) return this.#remove(client, name)
    if (draw < 0.8) return this.#stat(client, name)
    if (draw < 0.8) return this.#stat(client, name)
    await this.#ended(this.#readName(client, name))
  }

  async #upload(client: Client, name: string, force: boolean): Promise<void> {
    const file = new RandomFile(this.#seed * 1_000 + this.#next++, this.#below(30_000))
    this.#files.set(await file.sha256(), file)
    const blockSize = this.#random() < 0.7 ? 64 : 1_000
    const write = this.#begin(name, 'write')
    let root: string | undefined
    const uploaded = client.upload(file.pieces(), { name, blockSize, force }).then((report) => {
      root = hex(report.record.root)
      if (report.singleCopies === 0) this.#safe.add(root)
    })
    const code = await this.#ended(uploaded)
    this.tally.uploads++
    // The key of the root is known for what failed too: it follows from the bytes.
    write.end(root ?? hex(rootKeyOf(file.bytes(), blockSize)), code)
    await this.#maybeRestartMetadata(code)
  }

  async #remove(client: Client, name: string): Promise<void> {
    const write = this.#begin(name, 'write')
    const code = await this.#ended(client.remove(name))
    write.end(undefined, code)
    await this.#maybeRestartMetadata(code)
  }

  async #stat(client: Client, name: string): Promise<void> {
    const read = this.#begin(name, 'read')
    let root: string | undefined
    const code = await this.#ended(
      client.stat(name).then((record) => {
        root = hex(record.root)
      }),
    )
    if (code === 'ok' || code === 'NotFound') read.end(root, 'ok')
  }

  async #readName(client: Client, name: string): Promise<void> {
    const { root } = await client.stat(name)
    await this.#readRight(client, root)
  }

  /** I2: whatever is read is a file that somebody uploaded. */
  async #readRight(client: Client, root: Uint8Array): Promise<void> {
    const hash = createHash('sha256')
    for await (const piece of client.read({ root })) {
      hash.update(piece)
      this.tally.bytesRead += piece.length
    }
    assert.ok(this.#files.has(hash.digest('hex')), 'the bytes read are those of a file that was uploaded')
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
    this.tally.outcomes.set(code, (this.tally.outcomes.get(code) ?? 0) + 1)
    return code
  }

  #begin(name: string, kind: 'read' | 'write') {
    const callMs = this.#cluster.clock.now()
    return {
      end: (value: string | undefined, code: string) => {
        const known = code === 'ok'
        const never = ['Exists', 'NotFound', 'Conflict', 'BadRequest', 'NoSpace'].includes(code)
        if (never) return
        const returnMs = known ? this.#cluster.clock.now() : Number.POSITIVE_INFINITY
        this.#histories.get(name)!.push({ kind, value, callMs, returnMs })
      },
    }
  }

  /** Cuts links, one way or both, for a while each. */
  async #cutLinks(): Promise<void> {
    const { clock, network } = this.#cluster
    const ids = [this.#cluster.metadataId, 'client-0', 'client-1']
    for (let index = 0; index < this.#cluster.blockPeers.length; index++)
      ids.push(this.#cluster.blockPeerId(index))
    while (clock.now() < FAULTS_END_MS) {
      await pause(clock, this.#random() * 4_000)
      const [from, to] = [ids[this.#below(ids.length)]!, ids[this.#below(ids.length)]!]
      const ways =
        this.#random() < 0.5
          ? [[from, to]]
          : [
              [from, to],
              [to, from],
            ] // prettier-ignore
      for (const [one, other] of ways) network.cut(one!, other!)
      await pause(clock, this.#random() * 5_000)
      for (const [one, other] of ways) network.mend(one!, other!)
    }
  }

  #cutBoth(one: string, other: string): void {
    this.#cluster.network.cut(one, other)
    this.#cluster.network.cut(other, one)
  }

  #mendBoth(one: string, other: string): void {
    this.#cluster.network.mend(one, other)
    this.#cluster.network.mend(other, one)
  }

  async #killOne(): Promise<void> {
    const { clock } = this.#cluster
    await pause(clock, this.#random() * FAULTS_END_MS)
    this.#cluster.crash(this.#victim)
    await pause(clock, this.#random() * 10_000)
    await this.#cluster.restart(this.#victim)
  }

  /** The metadata peer loses sight of some block peers, is killed, and comes back, still blind to some. */
  async #restartMetadata(): Promise<void> {
    const { clock } = this.#cluster
    for (let restarts = this.#below(4); restarts > 0; restarts--) {
      await pause(clock, (this.#random() * FAULTS_END_MS) / 3)
      const unseen = this.#cluster.blockPeers.map(({ id }) => id).filter(() => this.#random() < 0.4)
      for (const id of unseen) this.#cutBoth(this.#cluster.metadataId, id)
      await pause(clock, this.#random() * 2_000)
      this.#cluster.crashMetadata()
      await pause(clock, this.#random() * 2_000)
      await this.#cluster.restartMetadata()
      await pause(clock, this.#random() * 2_000)
      for (const id of unseen) this.#mendBoth(this.#cluster.metadataId, id)
    }
  }

  /** Now and then the metadata peer dies with the acknowledgement still on its lips. */
  async #maybeRestartMetadata(code: string): Promise<void> {
    if (code !== 'ok' || this.#random() > 0.1 || this.#cluster.clock.now() > FAULTS_END_MS) return
    this.#cluster.crashMetadata()
    await this.#cluster.restartMetadata()
  }

  /** Tries until it succeeds. */
  async #persist<Result>(attempt: () => Promise<Result>): Promise<Result> {
    for (;;) {
      try {
        return await attempt()
      } catch (error) {
        if (!isTritonError(error)) throw error
        await pause(this.#cluster.clock, 500)
      }
    }
  }

  #below(count: number): number {
    return Math.floor(this.#random() * count)
  }
}

function rootKeyOf(bytes: Uint8Array, blockSize: number): Uint8Array {
  const manifest = new ManifestBuilder(blockSize)
  manifest.push(hashBlocks(bytes, blockSize))
  return manifest.finish(bytes.length).rootKey
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

function describeHistory(history: readonly Operation<string>[]): string {
  return history
    .map(({ kind, value, callMs, returnMs }) => {
      const what = value?.slice(0, 8) ?? 'nothing'
      return `  ${kind} ${what} from ${callMs.toFixed()} to ${returnMs.toFixed()} ms`
    })
    .join('\n')
}
