import { GENERATIONS_BEHIND_MAX } from '../limits.ts'
import type { OverlayView } from '../membership/view.ts'
import { type Stamp, stampOf } from '../store/stamp.ts'
import type { BlockStore } from '../store/store.ts'

/**
 * The generation of collection that a block peer goes by: what it is given, or asked for, from now on is stamped with it.
 * It never goes back within one world, whatever a coordinator says that was reborn with less.
 */
export class Leases {
  readonly #store: BlockStore
  #present = 0
  #world: Uint8Array | undefined
  /** The generation in which all stamps were last known to be near the present one. */
  #inOrder = 0

  constructor(store: BlockStore) {
    this.#store = store
  }

  get present(): number {
    return this.#present
  }

  /** Stamps that nobody can judge any more, since so much time has passed or the world is another, are renewed. */
  follow({ world, generation }: Pick<OverlayView, 'world' | 'generation'>): void {
    const same = this.#world !== undefined && Buffer.compare(this.#world, world) === 0
    this.#world = world
    this.#present = same ? Math.max(this.#present, generation) : generation
    if (!same || this.#present - this.#inOrder > GENERATIONS_BEHIND_MAX) this.renewAll()
  }

  /** A process has started: what the stamps of its blocks were it does not know. */
  renewAll(): void {
    this.#store.renewAll(stampOf(this.#present))
    this.#inOrder = this.#present
  }

  /** Nothing is left whose lease had ended in `generation`. */
  collected(generation: number): void {
    this.#inOrder = Math.max(this.#inOrder, generation)
  }

  /**
   * For what a caller gives, or asks for, who knows the generation `known`: that may be the next one already. It cannot be a
   * later one, for the next begins when all members go by this one.
   */
  stamp(known = 0): Stamp {
    return stampOf(Math.max(this.#present, Math.min(known, this.#present + 1)))
  }
}
