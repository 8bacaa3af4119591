import assert from 'node:assert/strict'
import fc from 'fast-check'
import { KEY_WORDS } from '../../src/store/segment.ts'
import { Segments } from '../../src/store/segments.ts'
import { KeyTable } from '../../src/store/table.ts'
import { hex, KEY_BYTES, keyAt, packed, sampleBatch } from './sample-blocks.ts'

const KEYS = 2000
/** Keys in two shards, so that both grow and shrink many times. */
const keys = Array.from({ length: KEYS }, (_, i) => {
  const key = keyAt(sampleBatch(1, 8, i).keys, 0)
  key.set([i % 2, 0])
  return key
})

/** A table of keys, each with a slot of its own. */
class KeySet {
  readonly segments = new Segments()
  readonly table: KeyTable

  constructor(multipliers: Int32Array) {
    this.table = new KeyTable(this.segments, multipliers)
  }

  add(key: Uint8Array): boolean {
    const lookup = this.table.prepare(key)
    const cell = this.table.seat(lookup, 0)
    if (cell < 0) return false
    const ref = this.segments.classFor(8).allocate()
    this.table.fill(lookup, 0, cell, ref)
    this.segments.setKey(ref, lookup.words, 0)
    return true
  }

  remove(key: Uint8Array): boolean {
    const ref = this.table.remove(this.table.prepare(key), 0)
    if (ref !== 0) this.segments.release(ref)
    return ref !== 0
  }

  /** For each key its own text where the table finds it, else undefined. */
  find(some: Uint8Array[]): (string | undefined)[] {
    const { refs } = this.table.locate(packed(some))
    return some.map((_, i) => (refs[i] === 0 ? undefined : this.textOf(refs[i]!)))
  }

  textOf(ref: number): string {
    const words = new Int32Array(KEY_WORDS)
    this.segments.copyKey(ref, words, 0)
    return hex(new Uint8Array(words.buffer))
  }
}

const random = Int32Array.from({ length: KEY_WORDS }, (_, i) => Math.imul(i + 1, 0x9e3779b1) | 1)
const families: [string, Int32Array, number][] = [
  ['keys of random tags', random, KEYS],
  ['keys that all have one tag', new Int32Array(KEY_WORDS), 200],
  ['keys of few tags', Int32Array.from([0, 0, 0, 0, 0, 0, 0, 1 << 29]), 400],
]

describe('KeyTable', () => {
  for (const [name, multipliers, count] of families) {
    it(`finds ${name} while it grows, and no others`, () => {
      const set = new KeySet(multipliers)
      for (let i = 0; i < count; i += 2) {
        assert.equal(set.add(keys[i]!), true)
        assert.equal(set.add(keys[i]!), false)
      }
      const expected = keys.slice(0, count).map((key, i) => (i % 2 === 0 ? hex(key) : undefined))
      assert.deepEqual(set.find(keys.slice(0, count)), expected)
      assert.equal(set.table.count, count / 2)
    })

    it(`is a set of ${name}, whatever is added and removed`, () => {
      const step = fc.tuple(
        fc.constantFrom('add', 'remove'),
        fc.nat(count - 1),
        fc.integer({ min: 1, max: 100 }),
      )
      fc.assert(
        fc.property(fc.array(step, { maxLength: 40, size: 'max' }), (steps) => {
          checkSteps(new KeySet(multipliers), steps, count)
        }),
        { numRuns: 20 },
      )
    })
  }

  it('gives its memory back when it is empty', () => {
    const set = new KeySet(random)
    for (const key of keys) set.add(key)
    const full = set.table.bytesAllocated
    assert.ok(full >= KEYS * 8 && full < KEYS * 16, `${full} bytes for ${KEYS} keys`)
    for (const key of keys.slice(0, KEYS * 0.9)) set.remove(key)
    assert.ok(set.table.bytesAllocated < full / 2)
    for (const key of keys.slice(KEYS * 0.9)) set.remove(key)
    assert.equal(set.table.bytesAllocated, 0)
    assert.equal(set.add(keys[0]!), true)
  })

  it('lists the references of each shard', () => {
    const set = new KeySet(random)
    for (const key of keys) set.add(key)
    const inSecond = [...set.table.refsIn(0)].map((ref) => set.textOf(ref)).sort()
    const expected = keys.filter((key) => key[0] === 0).map(hex)
    assert.deepEqual(inSecond, expected.sort())
    assert.equal(set.table.countIn(0), expected.length)
    assert.equal(set.table.refsIn(3).length, 0)
  })

  it('takes more keys in one call than it keeps room for', () => {
    const set = new KeySet(random)
    set.add(keys[7]!)
    const many = new Uint8Array(20_000 * KEY_BYTES)
    many.set(keys[7]!, 19_999 * KEY_BYTES)
    const { refs } = set.table.locate(many)
    assert.notEqual(refs[19_999], 0)
    assert.equal(
      refs.subarray(0, 19_999).some((ref) => ref !== 0),
      false,
    )
    assert.deepEqual(set.find([keys[8]!, keys[7]!]), [undefined, hex(keys[7]!)])
  })
})

/** Adds or removes stretches of keys, and compares with a plain set after each. */
function checkSteps(set: KeySet, steps: [string, number, number][], count: number): void {
  const model = new Set<string>()
  for (const [kind, first, length] of steps) {
    for (const key of keys.slice(first, Math.min(first + length, count))) {
      const text = hex(key)
      if (kind === 'add') {
        assert.equal(set.add(key), !model.has(text))
        model.add(text)
      } else {
        assert.equal(set.remove(key), model.delete(text))
      }
    }
    const expected = keys.slice(0, count).map((key) => (model.has(hex(key)) ? hex(key) : undefined))
    assert.deepEqual(set.find(keys.slice(0, count)), expected)
    assert.equal(set.table.count, model.size)
  }
}
