import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { Ring } from '../../src/ring/ring.ts'
import { type PeerQueue, steal } from '../../src/transfer/peer-queue.ts'
import { ReadJob } from '../../src/transfer/read-job.ts'
import type { ReadTask } from '../../src/transfer/read-task.ts'

const ring = Ring.of(['a', 'b', 'c'].map((id) => ({ id, seed: Buffer.from(id), weight: 1, zone: '' })))

/** A task of so many blocks, all of which just these two own. */
function taskOf(owners: string[], count = 1): ReadTask {
  const keys: Uint8Array[] = []
  while (keys.length < count) {
    const key = new Uint8Array(randomBytes(32))
    if (ring.ownersOf(key).sort().join() === owners.join()) keys.push(key)
  }
  const job = new ReadJob(new Uint8Array(Buffer.concat(keys)), 64, 64 * count, new AbortController().signal)
  job.place(ring)
  return { job, indexes: Uint32Array.from(keys.keys()), again: false }
}

const queue = (peer: string, ...waiting: ReadTask[]): PeerQueue => ({ peer, waiting, underWay: 3 })

describe('stealing work', () => {
  it('takes the last task that the thief owns, also behind others that it does not', () => {
    const [own, foreign] = [taskOf(['a', 'b']), taskOf(['a', 'c'])]
    const slow = queue('a', own, foreign)
    assert.deepEqual(steal([slow, queue('b')], 'b')?.indexes, own.indexes)
    assert.deepEqual(slow.waiting, [foreign])
    assert.equal(steal([slow, queue('b')], 'b'), undefined)
  })

  it('begins with the longest queue, and goes on to others where that has nothing for the thief', () => {
    const own = taskOf(['b', 'c'])
    const longest = queue('a', taskOf(['a', 'c']), taskOf(['a', 'c']))
    const shorter = queue('c', own)
    assert.equal(steal([shorter, longest], 'b')?.job, own.job)
    assert.equal(shorter.waiting.length, 0)
    assert.equal(longest.waiting.length, 2)
  })

  it('takes nothing that the thief failed to give before, and nothing from itself', () => {
    const refused = taskOf(['a', 'b'])
    refused.job.refuse(0, 'b')
    assert.equal(steal([queue('a', refused), queue('b', taskOf(['a', 'b']))], 'b'), undefined)
  })
})
