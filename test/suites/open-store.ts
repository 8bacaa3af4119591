import type { BlockStore } from '../../src/store/store.ts'

export interface OpenOptions {
  /** Bytes of blocks that the store takes. */
  capacity?: number
}

/** Opens an empty store. */
export type OpenStore = (options?: OpenOptions) => Promise<BlockStore> | BlockStore
