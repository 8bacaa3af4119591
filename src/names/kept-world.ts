import type { SignedView } from '../wire/generated/tritonring.ts'

/** What lasts with the names, besides them, so that a coordinator can go on where it, or another, left off. */
export interface KeptWorld {
  /** The newest view. */
  view: SignedView | undefined
  /** The view of the world whose names are still to be read back from the ring; undefined when the names are complete. */
  rebuildFrom: SignedView | undefined
}
