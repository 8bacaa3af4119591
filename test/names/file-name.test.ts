import assert from 'node:assert/strict'
import { checkFileName, printable } from '../../src/names/file-name.ts'

describe('a file name', () => {
  for (const name of [
    'a',
    'a/b/c.txt',
    '…',
    '\u{1f600}',
    ' ',
    'a..b',
    '...',
    '.hidden',
    'x'.repeat(1024),
    'é'.repeat(512),
  ]) {
    it(`may be ${JSON.stringify(printable(name))}`, () => checkFileName(name))
  }

  const refused: [string, RegExp][] = [
    ['', /it is empty/],
    ['x'.repeat(1025), /it has 1025 bytes/],
    ['é'.repeat(513), /it has 1026 bytes/],
    ['..', /a segment '\.\.'/],
    ['a/../b', /a segment '\.\.'/],
    ['./a', /a segment '\.'/],
    ['/etc/passwd', /an empty segment/],
    ['a//b', /an empty segment/],
    ['a/', /an empty segment/],
    ['a\0b', /control characters/],
    ['a\nb', /control characters/],
    ['a\u001b[31m', /control characters/],
    ['a\u0085b', /control characters/],
    ['\ud800', /broken Unicode/],
  ]
  for (const [name, why] of refused) {
    it(`may not be ${JSON.stringify(printable(name))}`, () => {
      assert.throws(() => checkFileName(name), { code: 'BadRequest', message: why })
    })
  }

  it('is shown without anything that a terminal would obey', () => {
    assert.equal(printable('a\u001b[2Jb\u202e\n'), 'a\\u{1b}[2Jb\\u{202e}\\u{a}')
    assert.ok(printable('x'.repeat(5000)).length < 100)
  })
})
