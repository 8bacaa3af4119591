import assert from 'node:assert/strict'
import type { Progress } from '../../src/index.ts'
import { MemoryCluster } from '../harness/memory-cluster.ts'
import { RandomFile } from '../harness/random-file.ts'

describe('the report of an upload', () => {
  it("counts the file's own bytes that were there, not those of its manifest, and no more than have been done", async () => {
    const cluster = await MemoryCluster.start({ heartbeatMs: 60_000 })
    const client = await cluster.run(cluster.client())
    const file = new RandomFile(1, 3_000_003)
    const first = await cluster.run(client.upload(file.pieces(), { name: 'first' }))
    assert.equal(first.bytesDeduplicated, 0)
    const told: Progress[] = []
    const onProgress = (progress: Progress) => void told.push(progress)
    const second = await cluster.run(client.upload(file.pieces(), { name: 'second', onProgress }))
    assert.equal(second.bytesDeduplicated, file.size)
    for (const { bytes, bytesDeduplicated } of told) assert.ok(bytesDeduplicated <= bytes)
    assert.deepEqual(told.at(-1), { bytes: file.size, total: undefined, bytesDeduplicated: file.size })
  })
})
