import type { BlockStore, StoreStatistics } from '../../src/store/store.ts'
import type { Child } from './child.ts'

/** A DiskStore in a process of its own. */
export class StoreProcess implements BlockStore {
  readonly #child: Child

  constructor(child: Child) {
    this.#child = child
  }

  put(...args: Parameters<BlockStore['put']>): Promise<number> {
    return this.#child.call('put', args)
  }

  get(...args: Parameters<BlockStore['get']>): ReturnType<BlockStore['get']> {
    return this.#child.call('get', args)
  }

  has(...args: Parameters<BlockStore['has']>): Promise<Uint8Array> {
    return this.#child.call('has', args)
  }

  delete(...args: Parameters<BlockStore['delete']>): Promise<number> {
    return this.#child.call('delete', args)
  }

  stamps(...args: Parameters<BlockStore['stamps']>): ReturnType<BlockStore['stamps']> {
    return this.#child.call('stamps', args)
  }

  renewAll(): void {
    throw new Error('ask the store itself')
  }

  expired(...args: Parameters<BlockStore['expired']>): ReturnType<BlockStore['expired']> {
    return this.#child.call('expired', args)
  }

  scan(...args: Parameters<BlockStore['scan']>): ReturnType<BlockStore['scan']> {
    return this.#child.call('scan', args)
  }

  verify(...args: Parameters<BlockStore['verify']>): ReturnType<BlockStore['verify']> {
    return this.#child.call('verify', args)
  }

  /** Not known on this side. */
  statistics(): StoreStatistics {
    throw new Error('ask the store itself')
  }

  close(): Promise<void> {
    return this.#child.call('close', [])
  }
}
