import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { type Cluster, startCluster } from '../harness/cluster.ts'
import { announcedSeed } from '../harness/seed.ts'

const MiB = 1024 * 1024
/** More than a transfer has under way at once, and much more. */
const [SMALL_BYTES, LARGE_BYTES] = [64 * MiB, 512 * MiB]
/** What the collector has not got round to; a third of what the larger file is more. */
const MORE_BYTES_MAX = 64 * MiB
const CHILD = fileURLToPath(new URL('../harness/transfer-child.ts', import.meta.url))

describe('the memory of a client', () => {
  const seed = announcedSeed('memory')

  /** The most that a process took which stored and read back a file. */
  async function memoryBytes(cluster: Cluster, size: number, blockSize: number): Promise<number> {
    const child = fork(CHILD, [cluster.bootstrap[0]!, `${seed}`, `${size}`, `${blockSize}`])
    const exited = once(child, 'exit')
    const [told] = await Promise.race([once(child, 'message'), exited])
    assert.equal(told.identical, true)
    await exited
    return told.memoryBytes
  }

  it('does not grow with the file', async function () {
    this.timeout(120_000)
    await using cluster = await startCluster()
    const before = await memoryBytes(cluster, SMALL_BYTES, MiB)
    const after = await memoryBytes(cluster, LARGE_BYTES, MiB)
    const more = Math.round((after - before) / MiB)
    assert.ok(after - before <= MORE_BYTES_MAX, `${more} MiB more for ${LARGE_BYTES / MiB} MiB`)
  })
})
