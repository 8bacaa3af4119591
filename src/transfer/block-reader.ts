import { formatKey, keyAt } from '../block/key.ts'
import { group, selectKeys } from '../block/partition.ts'
import { type Verify, verifyBlocks } from '../block/verify.ts'
import { pause } from '../clock.ts'
import { isTritonError, TritonError } from '../errors.ts'
import { BUSY_PAUSE_MS, GETS_PER_PEER, PAGE_BYTES, READ_DEADLINE_MS } from '../limits.ts'
import type { Overlay } from '../membership/overlay.ts'
import type { OverlayView } from '../membership/view.ts'
import { NO_MEMBER } from '../ring/choose.ts'
import { CHECK, GET } from '../wire/blocks.ts'
import type { GetResponse } from '../wire/generated/tritonring.ts'
import { BlockCache } from './block-cache.ts'
import { Pace } from './pace.ts'
import { type PeerQueue, steal } from './peer-queue.ts'
import { plan } from './plan.ts'
import { ReadJob } from './read-job.ts'
import { bytesOf, expectedSize, type ReadTask, wrongBlocks } from './read-task.ts'

/** Before all peers are asked again for what none of them gave; doubles with each round. */
const ROUND_PAUSE_MS = 250
const BUSY = 'was busy'

export interface BlockReaderOptions {
  /** Readers that share a cache spare each other the pages that both read. Default: one of its own. */
  cache?: BlockCache
  /** Default: `verifyBlocks`, which a simulation needs: nothing may run beside its clock. */
  verify?: Verify
}

/**
 * Reads blocks from their owners: a queue for each peer, filled from all jobs under way, a few requests at a time.
 *
 * 1. Each block is planned on one of its owners, both in equal parts, the slower one less.
 * 2. A peer with nothing to do takes work from the longest queue whose blocks it holds as well.
 * 3. An answer that takes much longer than usual is asked for elsewhere too; whichever comes first counts.
 * 4. Every block is verified against its key. What is missing, wrong or unanswered is planned anew on the next
 *    peer of the block's preference list; a job fails when a block has no peer left.
 */
export class BlockReader {
  readonly #overlay: Overlay
  readonly #cache: BlockCache
  readonly #verify: Verify
  readonly #pace = new Pace()
  readonly #queues = new Map<string, PeerQueue>()
  /** Why each peer last failed to give a block: for errors. */
  readonly #whys = new Map<string, string>()
  /** Blocks that another peer than the first had to give. */
  rerouted = 0
  /** Peers that returned bytes that do not match their key. */
  readonly liars = new Set<string>()

  constructor(overlay: Overlay, options: BlockReaderOptions = {}) {
    this.#overlay = overlay
    this.#cache = options.cache ?? new BlockCache()
    this.#verify = options.verify ?? verifyBlocks
  }

  /**
   * The verified blocks of the packed `keys`, back to back: all of `blockSize` bytes, except that they come to `length`
   * together. Throws `NotFound` or `Corrupt` when no peer can give a block, `Busy` when all have too much
   * to do, and the signal's reason.
   */
  async read(keys: Uint8Array, blockSize: number, length: number, signal: AbortSignal): Promise<Uint8Array> {
    return this.#cache.get(keys, length) ?? this.#start(new ReadJob(keys, blockSize, length, signal))
  }

  /** The verified block of one key, whatever its size. Throws as `read` does. */
  async readOne(key: Uint8Array, signal: AbortSignal): Promise<Uint8Array> {
    return this.#cache.get(key) ?? this.#start(ReadJob.ofAnySize(key, signal))
  }

  async #start(job: ReadJob): Promise<Uint8Array> {
    this.#plan(job, job.indexes(), false)
    const bytes = await job.done
    this.#cache.keep(job.keys, job.blockSize, bytes)
    return bytes
  }

  #plan(job: ReadJob, indexes: Uint32Array, again: boolean): void {
    if (job.ended || indexes.length === 0) return
    try {
      const view = this.#overlay.view()
      job.place(view.ring)
      const avoided = this.#overlay.suspicion.avoided(view)
      const chosen = plan(view, { job, indexes }, avoided, this.#pace.latenciesMs(view.ring.members))
      const lost = chosen.indexOf(NO_MEMBER)
      if (lost >= 0) return this.#exhausted(job, indexes, indexes[lost]!, view)
      for (const part of group(chosen, view.ring.size)) {
        for (let i = 0; i < part.indexes.length; i++) part.indexes[i] = indexes[part.indexes[i]!]!
        this.#enqueue(view.ring.members[part.group]!.id, { job, indexes: part.indexes, again })
      }
    } catch (error) {
      job.fail(error)
    }
  }

  /** No peer is left for a block: asks all again after a moment, or gives up. */
  #exhausted(job: ReadJob, indexes: Uint32Array, lost: number, view: OverlayView): void {
    const error = this.#nobodyHas(job, lost, view)
    const again = (delayMs: number) =>
      this.#overlay.network.clock.after(delayMs, () => this.#plan(job, job.open(indexes), true))
    // A slow peer that was asked may give it yet.
    if (job.unanswered > 0) return void again(ROUND_PAUSE_MS)
    const round = view.ring.size === 0 ? undefined : job.startRound(indexes)
    if (round === undefined) return job.fail(error)
    this.#overlay.seekView?.()
    again(ROUND_PAUSE_MS * 2 ** (round - 1))
  }

  #nobodyHas(job: ReadJob, index: number, view: OverlayView): TritonError {
    const key = formatKey(keyAt(job.keys, index))
    const asked = [...(job.refusals(index) ?? [])]
    const whys = asked.map((peer) => `; ${peer} ${this.#whys.get(peer) ?? 'was slow'}`).join('')
    const allBusy = asked.length > 0 && asked.every((peer) => this.#whys.get(peer) === BUSY)
    const hint = allBusy
      ? 'try again when they have less to do'
      : 'its peers may come back: try again, or see tt status'
    return new TritonError(
      allBusy ? 'Busy' : 'NotFound',
      `could not read block ${key}: none of ${view.ring.size} block peers could give it${whys}`,
      { hint: asked.length === 0 ? 'is any block peer running?' : hint },
    )
  }

  #queue(peer: string): PeerQueue {
    let queue = this.#queues.get(peer)
    if (queue === undefined) {
      queue = { peer, waiting: [], underWay: 0 }
      this.#queues.set(peer, queue)
    }
    return queue
  }

  #enqueue(peer: string, task: ReadTask): void {
    const queue = this.#queue(peer)
    queue.waiting.push(task)
    this.#pump(queue)
  }

  #pump(queue: PeerQueue): void {
    while (queue.underWay < GETS_PER_PEER) {
      const task = queue.waiting.shift() ?? steal(this.#queues.values(), queue.peer)
      if (task === undefined) return
      if (task.job.ended) continue
      queue.underWay++
      void this.#ask(queue.peer, task).finally(() => {
        queue.underWay--
        this.#pump(queue)
      })
    }
  }

  async #ask(peer: string, task: ReadTask): Promise<void> {
    const { job } = task
    const { clock } = this.#overlay.network
    const startMs = clock.now()
    const unhedge = clock.after(this.#pace.hedgeAfterMs(bytesOf(task)), () => this.#hedge(peer, task))
    const whole = task.indexes.length === job.count
    const keys = whole ? job.keys : selectKeys(job.keys, task.indexes)
    const bytesMax = bytesOf(task)
    const limits = { answerBytesMax: bytesMax, deadlineMs: READ_DEADLINE_MS, endsInSilence: true }
    job.unanswered++
    try {
      const { response, payload } = await this.#overlay.network
        .call(peer, GET, { bytesMax }, { payload: keys, signal: job.signal, ...limits })
        .finally(() => job.unanswered--)
      this.#pace.observe(peer, clock.now() - startMs)
      this.#overlay.suspicion.clear(peer)
      await this.#settle(peer, task, keys, response, payload)
    } catch (error) {
      await this.#failed(peer, task, error, clock.now() - startMs)
    } finally {
      unhedge()
    }
  }

  #hedge(peer: string, task: ReadTask): void {
    if (task.job.ended) return
    const open = task.indexes.filter((index) => !task.job.isFilled(index))
    // That a short answer is late says little of how fast a peer moves much.
    if (bytesOf(task) > PAGE_BYTES) this.#pace.observe(peer, 2 * this.#pace.hedgeAfterMs(bytesOf(task)))
    const others = open.filter((index) => this.#hasOther(task.job, index, peer))
    if (others.length === 0) return
    for (const index of others) task.job.refuse(index, peer)
    this.rerouted += others.length
    this.#plan(task.job, others, true)
  }

  #hasOther(job: ReadJob, index: number, peer: string): boolean {
    const refusals = job.refusals(index)
    return job.ring
      .ownerIds(job.arcs[index]!)
      .some((id) => id !== peer && !refusals?.has(id) && !this.#overlay.suspicion.isSuspect(id))
  }

  async #settle(
    peer: string,
    task: ReadTask,
    keys: Uint8Array,
    response: GetResponse,
    payload: Uint8Array,
  ): Promise<void> {
    const { job, indexes } = task
    if (job.ended) return
    const sizes = response.blockSize > 0 ? response.blockSize : Uint32Array.from(response.sizes)
    const wrong = await wrongBlocks(this.#verify, payload, sizes, keys)
    const whole =
      typeof sizes === 'number' &&
      sizes === expectedSize(task) &&
      payload.length === bytesOf(task) &&
      wrong.length === 0
    if (whole && indexes.length === job.count) return job.takeAll(payload)
    if (
      whole &&
      job.blockSize % 8 === 0 &&
      payload.length === indexes.length * job.blockSize &&
      payload.byteOffset % 8 === 0
    ) {
      return job.takeWords(indexes, payload)
    }
    this.#settleEach(peer, task, sizes, payload, wrong)
  }

  #settleEach(
    peer: string,
    task: ReadTask,
    sizes: number | Uint32Array,
    payload: Uint8Array,
    wrong: readonly number[],
  ): void {
    const { job, indexes } = task
    const bad = new Set(wrong)
    const unmet: number[] = []
    let at = 0
    for (let i = 0; i < indexes.length; i++) {
      const index = indexes[i]!
      const size = typeof sizes === 'number' ? Math.min(sizes, payload.length - at) : (sizes[i] ?? 0)
      const fits = job.fits(index, size)
      if (fits && !bad.has(i)) job.take(index, payload.subarray(at, at + size))
      else unmet.push(index)
      if (size > 0 && (bad.has(i) || !fits)) this.liars.add(peer)
      at += size
    }
    if (unmet.length > 0) {
      this.#whys.set(peer, this.liars.has(peer) ? 'gave wrong bytes' : 'does not hold it')
      this.#tell(peer, job, unmet)
    }
    this.#elsewhere(peer, job, unmet)
  }

  /** Read repair: an owner that lacks blocks, or has them wrong, looks at its copies and fetches what it should hold. */
  #tell(peer: string, job: ReadJob, indexes: readonly number[]): void {
    const member = job.ring.indexOf(peer)
    const owned = indexes.filter((index) => job.ring.isOwner(job.arcs[index]!, member))
    if (owned.length === 0) return
    const payload = selectKeys(job.keys, Uint32Array.from(owned))
    this.#overlay.network.call(peer, CHECK, {}, { payload }).catch(() => {})
  }

  async #failed(peer: string, task: ReadTask, error: unknown, elapsedMs: number): Promise<void> {
    if (task.job.ended) return
    if (isTritonError(error, 'Busy')) return this.#busy(peer, task, elapsedMs)
    if (isTritonError(error, 'TooLarge') && task.job.widen()) return this.#enqueue(peer, task)
    this.#whys.set(peer, `failed (${error instanceof Error ? error.message : String(error)})`)
    this.#overlay.suspicion.suspect(peer)
    this.#elsewhere(peer, task.job, [...task.indexes])
    for (const waiting of this.#queue(peer).waiting.splice(0)) this.#plan(waiting.job, waiting.indexes, true)
  }

  /** After a pause the others are asked; this one again only where they do not have it. */
  async #busy(peer: string, { job, indexes }: ReadTask, elapsedMs: number): Promise<void> {
    this.#whys.set(peer, BUSY)
    const pauseMs = BUSY_PAUSE_MS * (1 + elapsedMs / READ_DEADLINE_MS)
    await pause(this.#overlay.network.clock, pauseMs, job.signal).catch(() => {})
    this.#elsewhere(peer, job, [...indexes])
  }

  #elsewhere(peer: string, job: ReadJob, indexes: readonly number[]): void {
    const open = Uint32Array.from(indexes.filter((index) => !job.isFilled(index)))
    for (const index of open) job.refuse(index, peer)
    this.rerouted += open.length
    this.#plan(job, open, true)
  }
}
