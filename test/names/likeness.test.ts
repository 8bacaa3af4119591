import assert from 'node:assert/strict'
import { likenessOf, nearestOf } from '../../src/names/likeness.ts'

describe('the likeness of two names', () => {
  it('tells which of several was meant, if any', () => {
    assert.equal(nearestOf('bbo', ['alice', 'bob', 'robert']), undefined)
    assert.equal(nearestOf('alcie', ['bob', 'alice', 'malice']), 'alice')
  })

  it('is that of all letters but one after one typing error', () => {
    for (const wrong of ['photos/see.jpg', 'photos/sa.jpg', 'photos/seea.jpg', 'photo/sea.jpg'])
      assert.ok(likenessOf(wrong, 'photos/sea.jpg') > 0.9, wrong)
    assert.equal(likenessOf('README', 'readme'), 1)
  })

  it('is none of names that begin and end otherwise', () => {
    assert.equal(likenessOf('abc', 'xyz'), 0)
    assert.equal(likenessOf('', ''), 0)
    assert.equal(likenessOf('aa', 'a'), 0.5)
  })
})
