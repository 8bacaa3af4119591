import assert from 'node:assert/strict'
import { assertGrowingList, type ListOperation } from './growing-list.ts'

const add = (
  line: string,
  version: number | undefined,
  callMs: number,
  fields: Partial<ListOperation> = {},
) => ({
  ...{ kind: 'add' as const, lines: [line], version, outcome: 'acknowledged' as const },
  ...{ callMs, returnMs: callMs + 10, ...fields },
})
const read = (lines: string[], version: number, callMs: number): ListOperation => ({
  ...{ kind: 'read', lines, version, outcome: 'acknowledged', callMs, returnMs: callMs + 1 },
})

describe('the checker of growing lists', () => {
  it('takes what one list explains', () => {
    assertGrowingList(
      [add('a', 1, 0), add('b', 2, 5), read(['a'], 1, 8), read(['a', 'b'], 2, 20)],
      ['a', 'b'],
    )
    assertGrowingList([add('a', undefined, 0, { outcome: 'unknown' })], ['a'])
    assertGrowingList([add('a', undefined, 0, { outcome: 'unknown' })], [])
  })

  const wrong: [title: string, history: ListOperation[], last: string[]][] = [
    ['an acknowledged line that is lost', [add('a', 1, 0)], []],
    ['a line that is there twice', [add('a', 1, 0)], ['a', 'a']],
    ['an unknown one that is there twice', [add('a', undefined, 0, { outcome: 'unknown' })], ['a', 'a']],
    ['a refused line', [add('a', undefined, 0, { outcome: 'refused' })], ['a']],
    ['a line of nobody', [], ['a']],
    ['lines in another order than their versions', [add('a', 2, 0), add('b', 1, 0)], ['a', 'b']],
    ['a version before one that had returned', [add('a', 2, 0), add('b', 1, 20)], ['b', 'a']],
    ['a read of the past', [add('a', 1, 0), add('b', 2, 20), read(['a'], 1, 40)], ['a', 'b']],
    ['a read of another list', [add('a', 1, 0), read(['b'], 1, 40)], ['a']],
    ['a read without the line of its version', [add('a', 1, 0), read([], 1, 40)], ['a']],
  ]
  for (const [title, history, last] of wrong)
    it(`refuses ${title}`, () => assert.throws(() => assertGrowingList(history, last), assert.AssertionError))
})
