import assert from 'node:assert/strict'
import { allocateMemory } from '../../src/store/allocate-memory.ts'

describe('allocateMemory', () => {
  it('says that there is no space where the process cannot have the memory', () => {
    assert.equal(allocateMemory(100, 'a test').byteLength, 100)
    assert.throws(() => allocateMemory(Number.MAX_SAFE_INTEGER, 'a test'), {
      code: 'NoSpace',
      message: 'could not get 9,007,199,254,740,991 bytes of memory for a test',
    })
  })
})
