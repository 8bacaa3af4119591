import type { Clock } from '../clock.ts'
import { TritonError } from '../errors.ts'
import {
  KEY_BYTES,
  ROOTS_FRESH_MS,
  ROOTS_KEPT_MS,
  ROOTS_PAGE_MAX,
  VERSIONS_KEPT_MS,
  VERSIONS_SLACK_MS,
} from '../limits.ts'
import type { NameStore } from '../names/names.ts'
import { type FileRecord, RecordState } from '../wire/generated/tritonring.ts'
import type { Commits } from './commit.ts'

interface RootList {
  id: number
  generation: number
  /** Commits that had begun when it was. */
  commits: number
  madeMs: number
  askedMs: number
  keys: Promise<Uint8Array>
}

/**
 * Lists of the roots of all live files and kept versions, for collections. A list holds whatever was live when it was begun:
 * commits that began before are waited for, and what others mean meanwhile, or meant before them, is on it too, so that a
 * root that moves from a name not read yet to one that was is not missed.
 */
export class LiveRoots {
  readonly #names: NameStore
  readonly #commits: Commits
  readonly #clock: Clock
  readonly #lists = new Map<number, RootList>()
  #next = 1

  constructor(names: NameStore, commits: Commits, clock: Clock) {
    this.#names = names
    this.#commits = commits
    this.#clock = clock
  }

  /** A page of the list `list`, from its root `from` on; 0: of a new list. Throws `NotFound` for a list that is not kept. */
  async page(
    { list: id, from }: { list: number; from: number },
    generation: number,
  ): Promise<{ list: number; count: number; keys: Uint8Array }> {
    this.#forgetOld()
    const list = id === 0 ? this.#fresh(generation) : this.#lists.get(id)
    if (list === undefined || list.generation !== generation)
      throw new TritonError('NotFound', `there is no list ${id} of roots of generation ${generation}`)
    const all = await list.keys
    list.askedMs = this.#clock.now()
    const keys = all.subarray(from * KEY_BYTES, (from + ROOTS_PAGE_MAX) * KEY_BYTES)
    return { list: list.id, count: all.length / KEY_BYTES, keys }
  }

  /** A name that means the root, or meant it before; found by looking at all. */
  async nameOf(root: Uint8Array): Promise<string | undefined> {
    const isIt = (each: { root: Uint8Array }) => Buffer.compare(each.root, root) === 0
    for await (const record of this.#names.all())
      if (isIt(record) || record.history.some(isIt)) return record.name
    return undefined
  }

  /** The newest list, where nothing was committed since; otherwise a new one. */
  #fresh(generation: number): RootList {
    const now = this.#clock.now()
    for (const list of this.#lists.values()) {
      const same = list.generation === generation && list.commits === this.#commits.begun
      if (same && now - list.madeMs < ROOTS_FRESH_MS) return list
    }
    const list: RootList = {
      ...{ id: this.#next++, generation, commits: this.#commits.begun, madeMs: now, askedMs: now },
      keys: this.#read(),
    }
    this.#lists.set(list.id, list)
    list.keys.catch(() => this.#lists.delete(list.id))
    return list
  }

  async #read(): Promise<Uint8Array> {
    const roots = new Roots(this.#clock.wallNow())
    const unwatch = this.#commits.watch((record) => roots.add(record))
    try {
      await this.#commits.settled()
      for await (const record of this.#names.all(true)) roots.add(record)
      return roots.packed
    } finally {
      unwatch()
    }
  }

  #forgetOld(): void {
    for (const { id, askedMs } of this.#lists.values())
      if (this.#clock.now() - askedMs > ROOTS_KEPT_MS) this.#lists.delete(id)
  }
}

class Roots {
  readonly #nowMs: number
  #keys = new Uint8Array(1_024 * KEY_BYTES)
  #length = 0

  constructor(nowMs: number) {
    this.#nowMs = nowMs
  }

  get packed(): Uint8Array {
    return this.#keys.slice(0, this.#length)
  }

  /** What the record means, and what it meant and may mean again. */
  add({ state, root, history }: FileRecord): void {
    if (state === RecordState.LIVE) this.#push(root)
    for (const { root: before, replacedMs } of history)
      if (this.#nowMs - replacedMs < VERSIONS_KEPT_MS + VERSIONS_SLACK_MS) this.#push(before)
  }

  #push(root: Uint8Array): void {
    if (root.length !== KEY_BYTES) return
    if (this.#length === this.#keys.length) {
      const more = new Uint8Array(2 * this.#length)
      more.set(this.#keys)
      this.#keys = more
    }
    this.#keys.set(root, this.#length)
    this.#length += KEY_BYTES
  }
}
