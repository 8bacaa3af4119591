import assert from 'node:assert/strict'
import { isLinearizable, type Operation } from './register.ts'

type History = Operation<string>[]

const write = (value: string | undefined, callMs: number, returnMs: number): Operation<string> => ({
  kind: 'write',
  value,
  callMs,
  returnMs,
})
const read = (value: string | undefined, callMs: number, returnMs: number): Operation<string> => ({
  kind: 'read',
  value,
  callMs,
  returnMs,
})

const EXPLAINED: Record<string, History> = {
  'nothing at all': [],
  'a read of what was written': [write('a', 0, 1), read('a', 2, 3)],
  'reads on both sides of a write under way': [write('a', 0, 10), read(undefined, 1, 2), read('a', 3, 4)],
  'a write of unknown outcome that took effect late': [
    write('a', 0, Infinity),
    read(undefined, 1, 2),
    read('a', 8, 9),
  ],
  'a write of unknown outcome that never took effect': [write('a', 0, Infinity), read(undefined, 5, 6)],
  'writes at once, in either order': [write('a', 0, 9), write('b', 0, 9), read('b', 10, 11)],
  'a deleted value': [write('a', 0, 1), write(undefined, 2, 3), read(undefined, 4, 5)],
}

const UNEXPLAINED: Record<string, History> = {
  'a lost write': [write('a', 0, 1), read(undefined, 2, 3)],
  'a stale read': [write('a', 0, 1), write('b', 2, 3), read('a', 4, 5)],
  'a value that nobody wrote': [write('a', 0, 1), read('b', 2, 3)],
  'a value that comes and goes': [write('a', 0, Infinity), read('a', 1, 2), read(undefined, 3, 4)],
  'two readers who disagree on the order': [
    write('a', 0, 20),
    write('b', 0, 20),
    read('a', 1, 2),
    read('b', 3, 4),
    read('a', 5, 6),
  ],
  'a deleted value that comes back': [write('a', 0, 1), write(undefined, 2, 3), read('a', 4, 5)],
}

describe('a register', () => {
  for (const [what, history] of Object.entries(EXPLAINED))
    it(`explains ${what}`, () => assert.equal(isLinearizable(history), true))

  for (const [what, history] of Object.entries(UNEXPLAINED))
    it(`does not explain ${what}`, () => assert.equal(isLinearizable(history), false))

  it('of 100 operations is checked in a moment', () => {
    const history = Array.from({ length: 100 }, (_, i) =>
      i % 2 ? read(`${(i - 1) / 2}`, i * 10, i * 10 + 5) : write(`${i / 2}`, i * 10, i * 10 + 14),
    )
    assert.equal(isLinearizable(history), true)
  })
})
