import { TritonError } from '../errors.ts'
import { COMMITS_WAITING_MAX } from '../limits.ts'
import { printable } from './file-name.ts'
import type { NameChange } from './names.ts'

/** Changes of one name take turns, in the order in which they come; those of different names do not wait. */
export class NameTurns {
  /** The last change of each name that is under way, and how many there are. */
  readonly #queues = new Map<string, { last: Promise<unknown>; waiting: number }>()

  /** A change of two names takes the turn of both. Throws `Busy` when too many wait, and what `change` throws. */
  take<Result>(
    { owner, name, from, fromOwner = owner }: Pick<NameChange, 'owner' | 'name' | 'from' | 'fromOwner'>,
    change: () => Promise<Result>,
  ): Promise<Result> {
    const key = `${owner}\0${name}`
    const fromKey = `${fromOwner}\0${from}`
    if (from === undefined || fromKey === key) return this.#takeOne(key, name, change)
    const takeFrom = (next: () => Promise<Result>) => this.#takeOne(fromKey, from, next)
    const takeName = (next: () => Promise<Result>) => this.#takeOne(key, name, next)
    // In one order everywhere, so that no two changes wait for each other.
    return fromKey < key ? takeFrom(() => takeName(change)) : takeName(() => takeFrom(change))
  }

  async #takeOne<Result>(key: string, name: string, change: () => Promise<Result>): Promise<Result> {
    const queue = this.#queues.get(key) ?? { last: Promise.resolve(), waiting: 0 }
    if (queue.waiting >= COMMITS_WAITING_MAX) {
      throw new TritonError(
        'Busy',
        `could not commit '${printable(name)}': ${queue.waiting} other commits of it wait`,
      )
    }
    this.#queues.set(key, queue)
    queue.waiting++
    const done = queue.last.then(change)
    queue.last = done.catch(() => {})
    try {
      return await done
    } finally {
      queue.waiting--
      if (queue.waiting === 0) this.#queues.delete(key)
    }
  }
}
