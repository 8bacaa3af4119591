import assert from 'node:assert/strict'
import { parseByteSize } from '../../src/cli/byte-size.ts'

describe('a size in bytes', () => {
  it('is read with any of the usual units', () => {
    const sizes = {
      '1': 1,
      '500MB': 5e8,
      '10GiB': 10 * 2 ** 30,
      '1.5TiB': 1.5 * 2 ** 40,
      '2KB': 2000,
      '64KiB': 65_536,
    }
    for (const [text, bytes] of Object.entries(sizes)) assert.equal(parseByteSize(text), bytes, text)
  })

  it('that is none is refused, with what is needed', () => {
    for (const text of [
      '',
      '0',
      '-1',
      '10 GiB',
      '10gib',
      '1e9',
      'GiB',
      '9999999999999',
      '9999999TiB',
      '0.1',
    ]) {
      assert.throws(() => parseByteSize(text), { code: 'BadRequest', message: /such as 10GiB/ }, text)
    }
  })
})
