import assert from 'node:assert/strict'
import { isLoose, Segments } from '../../src/store/segments.ts'

describe('Segments', () => {
  it('blocks of one size get references of their own, in ascending runs', () => {
    const segments = new Segments()
    const sizeClass = segments.classFor(64)
    const refs = Array.from({ length: 200_000 }, () => sizeClass.allocate())
    assert.equal(new Set(refs).size, refs.length)
    const runs = refs.filter((ref, i) => i > 0 && ref !== refs[i - 1]! + 1).length
    assert.ok(runs < 20, `${runs} runs`)
    assert.ok(refs.every((ref) => ref !== 0 && segments.sizeOf(ref) === 64))
  })

  it('keys stay where they are while their segment grows', () => {
    const segments = new Segments()
    const refs = Array.from({ length: 2000 }, (_, i) => {
      const ref = segments.classFor(8).allocate()
      segments.setKey(ref, new Int32Array(8).fill(i), 0)
      return ref
    })
    assert.ok(refs.every((ref, i) => segments.hasKey(ref, new Int32Array(8).fill(i), 0)))
    assert.ok(refs.every((ref, i) => !segments.hasKey(ref, Int32Array.from([i, i, i, i, i, i, i, -1]), 0)))
  })

  it('a released slot is the next one taken', () => {
    const segments = new Segments()
    const sizeClass = segments.classFor(1000)
    const refs = Array.from({ length: 1000 }, () => sizeClass.allocate())
    const before = segments.bytesAllocated
    for (const ref of [refs[10]!, refs[500]!, refs[999]!]) {
      segments.release(ref)
      assert.equal(sizeClass.allocate(), ref)
    }
    assert.equal(segments.bytesAllocated, before)
  })

  it('an emptied segment goes, and its id is used again', () => {
    const segments = new Segments()
    for (let round = 0; round < 3; round++) {
      const refs = Array.from({ length: 5000 }, () => segments.classFor(4096).allocate())
      const full = segments.bytesAllocated
      for (const ref of refs.slice(0, 4500)) segments.release(ref)
      assert.ok(segments.bytesAllocated < full / 2)
      for (const ref of refs.slice(4500)) segments.release(ref)
      assert.equal(segments.bytesAllocated, 0)
    }
    segments.classFor(4096).allocate()
    assert.ok(segments.bytesAllocated < 5000, `${segments.bytesAllocated} bytes for one block`)
    assert.ok(segments.byId.length < 30, `${segments.byId.length} ids`)
  })

  it('putting and deleting one block beside full segments keeps the room for it', () => {
    const segments = new Segments()
    const sizeClass = segments.classFor(64)
    let edge = 0
    while (segments.bytesAllocated < 2 ** 20) edge = sizeClass.allocate()
    const before = segments.bytesAllocated
    segments.release(edge)
    assert.equal(segments.bytesAllocated, before)
    assert.equal(sizeClass.allocate(), edge)
  })

  it('the first block of a size takes little', () => {
    const segments = new Segments()
    for (let size = 1; size <= 1000; size++) segments.classFor(size).allocate()
    assert.ok(segments.bytesAllocated < 1.1 * 2 ** 20, `${segments.bytesAllocated} bytes`)
  })

  it('every size up to 4 KiB and whole KiB up to 64 KiB lie in segments, others loose', () => {
    const sizes = [1, 64, 4095, 4096, 4097, 5119, 5120, 65_535, 65_536, 65_537, 66_560]
    assert.deepEqual(sizes.filter(isLoose), [4097, 5119, 65_535, 65_537, 66_560])
  })

  it('a loose block counts with its whole buffer, and no longer once released', () => {
    const segments = new Segments()
    const ref = segments.classFor(100_000).allocate()
    const before = segments.bytesAllocated
    segments.setLooseBlock(ref, new Uint8Array(110_000).subarray(0, 100_000))
    assert.equal(segments.bytesAllocated - before, 110_000)
    assert.equal(segments.sizeOf(ref), 100_000)
    segments.release(ref)
    assert.equal(segments.bytesAllocated, 0)
  })
})
