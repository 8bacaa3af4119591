import assert from 'node:assert/strict'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** What a process holds on to. */
export interface Holdings {
  /** Bytes of live objects and of their buffers, collected. */
  heapBytes: number
  /** Timers, sockets, descriptors and the like, by kind. */
  resources: Record<string, number>
}

/** Collects, then counts. */
export async function holdings(): Promise<Holdings> {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  // What finalizers free is gone only after the second time.
  for (let i = 0; i < 3; i++) {
    collect()
    await new Promise((resolve) => setImmediate(resolve))
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  const resources: Record<string, number> = {}
  for (const kind of process.getActiveResourcesInfo()) resources[kind] = (resources[kind] ?? 0) + 1
  return { heapBytes: heapUsed + arrayBuffers, resources }
}

/** I7: throws unless the heap is within `heapBytesMax` of before, and no kind of resource has become more. */
export function assertBounded(before: Holdings, after: Holdings, heapBytesMax: number): void {
  const grown = after.heapBytes - before.heapBytes
  assert.ok(grown <= heapBytesMax, `the heap grew by ${grown} bytes, at most ${heapBytesMax} are allowed`)
  for (const [kind, count] of Object.entries(after.resources))
    assert.ok(
      count <= (before.resources[kind] ?? 0),
      `${count} ${kind}, ${before.resources[kind] ?? 0} before`,
    )
}
