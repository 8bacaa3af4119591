import type { SignedView } from '../wire/generated/tritonring.ts'

/** Where a coordinator keeps its last view over a restart. */
export interface ViewKeeper {
  /** Undefined where there is none. */
  load(): Promise<SignedView | undefined>
  /** Resolves when it is kept. Throws `Local`. */
  save(view: SignedView): Promise<void>
}
