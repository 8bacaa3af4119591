import assert from 'node:assert/strict'
import { setImmediate as turn } from 'node:timers/promises'
import { QUANTUM_BYTES } from '../../src/limits.ts'
import { Quantum } from '../../src/rpc/quantum.ts'

/** Asks for turns of so many bytes each, one after the other, and notes in which order they begin. */
function asking(quantum: Quantum, ...sizes: number[]): number[] {
  const begun: number[] = []
  for (const [index, size] of sizes.entries()) {
    const mine = quantum.turnFor(size)
    if (mine === undefined) begun.push(index)
    else void mine.then(() => begun.push(index))
  }
  return begun
}

describe('a quantum of the event loop', () => {
  it('is used up by work of its size, and by the last that begins within it', () => {
    assert.deepEqual(asking(new Quantum(), QUANTUM_BYTES, 1), [0])
    assert.deepEqual(asking(new Quantum(), QUANTUM_BYTES - 1, 8 * QUANTUM_BYTES, 1), [0, 1])
  })

  it('is there again in each turn of the loop, for those that waited, in the order in which they came', async () => {
    const half = QUANTUM_BYTES / 2
    const begun = asking(new Quantum(), QUANTUM_BYTES, half, half, half, 3 * QUANTUM_BYTES, half)
    for (const expected of [
      [0, 1, 2],
      [0, 1, 2, 3, 4],
      [0, 1, 2, 3, 4, 5],
    ]) {
      await turn()
      assert.deepEqual(begun, expected)
    }
  })

  it('is whole again when nobody asked in a turn', async () => {
    const quantum = new Quantum()
    asking(quantum, QUANTUM_BYTES)
    await turn()
    assert.deepEqual(asking(quantum, QUANTUM_BYTES, 1), [0])
  })
})
