import { KEY_BYTES } from '../../src/limits.ts'
import { MemoryStore } from '../../src/store/memory.ts'

export const BLOCK_SIZE = 64

/** What keeps 64-byte blocks in this process. Keys and blocks are packed. */
export interface StoreContender {
  put(keys: Uint8Array, bytes: Uint8Array): void
  /** The blocks, packed; all of them are there. */
  get(keys: Uint8Array): Uint8Array
  /** Walks over everything and returns the number of blocks, where that can be done. */
  scan?(): number
  /** What it says that it takes. */
  bytesAllocated?(): number
}

export function memoryStore(): StoreContender {
  const store = new MemoryStore()
  return {
    put: (keys, bytes) => void store.put({ keys, bytes, blockSize: BLOCK_SIZE }),
    get: (keys) => store.get(keys, (keys.length / KEY_BYTES) * BLOCK_SIZE).bytes,
    bytesAllocated: () => store.statistics().bytesAllocated,
    scan: () => {
      let count = 0
      let next: Uint8Array | undefined
      do {
        const page = store.scan({ from: 0, to: 0 }, next, 4096)
        count += page.sizes.length
        next = page.next
      } while (next !== undefined)
      return count
    },
  }
}

/** What one would write first: a `Map` from the key as a latin1 string to a Buffer of the block's own. */
export function mapStore(): StoreContender {
  const blocks = new Map<string, Buffer>()
  const keysOf = (keys: Uint8Array) => {
    const text = Buffer.from(keys.buffer, keys.byteOffset, keys.length).toString('latin1')
    return Array.from({ length: keys.length / KEY_BYTES }, (_, i) =>
      text.slice(i * KEY_BYTES, (i + 1) * KEY_BYTES),
    )
  }
  return {
    put: (keys, bytes) => {
      for (const [i, key] of keysOf(keys).entries()) {
        if (blocks.has(key)) continue
        blocks.set(key, Buffer.from(bytes.subarray(i * BLOCK_SIZE, (i + 1) * BLOCK_SIZE)))
      }
    },
    get: (keys) => {
      const found = Buffer.allocUnsafe((keys.length / KEY_BYTES) * BLOCK_SIZE)
      for (const [i, key] of keysOf(keys).entries()) blocks.get(key)?.copy(found, i * BLOCK_SIZE)
      return found
    },
  }
}
