import assert from 'node:assert/strict'
import { parseByteRange } from '../../src/cli/byte-range.ts'

describe('a range of bytes', () => {
  it('has both ends in it, as in HTTP, or goes on to the end', () => {
    assert.deepEqual(parseByteRange('0-0'), { from: 0, to: 1 })
    assert.deepEqual(parseByteRange('100-199'), { from: 100, to: 200 })
    assert.deepEqual(parseByteRange('7-'), { from: 7, to: undefined })
  })

  it('is nothing else', () => {
    for (const text of ['', '-', '-5', '5', '2-1', 'a-b', '1-2-3', '1.5-2', '99999999999999999-'])
      assert.throws(() => parseByteRange(text), { code: 'BadRequest' }, text)
  })
})
