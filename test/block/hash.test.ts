import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { createHasher, hashBlock, hashBlocks, hasher } from '../../src/block/hash.ts'
import { isTritonError } from '../../src/errors.ts'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()
const isBadRequest = (error: unknown) => isTritonError(error, 'BadRequest')

function naiveKeys(bytes: Uint8Array, blockSize: number): Uint8Array {
  const keys: Buffer[] = []
  for (let at = 0; at < bytes.length; at += blockSize) keys.push(sha256(bytes.subarray(at, at + blockSize)))
  return new Uint8Array(Buffer.concat(keys))
}

const hashers = {
  'hashtree where there is a binary': createHasher(),
  'crypto.hash': createHasher({ native: false }),
  'crypto.createHash': createHasher({ native: false, oneShot: false }),
}

for (const [name, one] of Object.entries(hashers)) {
  describe(`hashing by ${name}`, () => {
    it('gives the SHA-256 of each block, the last one as short as it is', () => {
      const blockSize = fc.oneof(fc.constant(64), fc.integer({ min: 1, max: 200 }))
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 3000 }), blockSize, fc.nat(9), (bytes, size, offset) => {
          const shifted = bytes.subarray(Math.min(offset, bytes.length))
          assert.deepEqual(one.hashBlocks(shifted, size), naiveKeys(shifted, size))
        }),
      )
    })

    it('hashes more than one native call takes', () => {
      for (const length of [1 << 20, (1 << 20) + 64, (2 << 20) + 65, (3 << 20) - 1]) {
        const bytes = new Uint8Array(randomBytes(length))
        assert.deepEqual(one.hashBlocks(bytes, 64), naiveKeys(bytes, 64), `${length} bytes`)
      }
    })

    it('writes to given memory and nowhere else in it', () => {
      const bytes = new Uint8Array(randomBytes(64 * 5 + 3))
      const memory = new Uint8Array(32 * 8).fill(7)
      const keys = one.hashBlocks(bytes, 64, memory)
      assert.deepEqual(keys, naiveKeys(bytes, 64))
      assert.equal(keys.buffer, memory.buffer)
      assert.deepEqual(memory.subarray(32 * 6), new Uint8Array(64).fill(7))
    })

    it('leaves its input as it was', () => {
      const bytes = new Uint8Array(randomBytes(64 * 100))
      const before = bytes.slice()
      one.hashBlocks(bytes, 64)
      assert.deepEqual(bytes, before)
    })
  })
}

describe('hashing', () => {
  it('gives no bytes no keys', () => {
    assert.equal(hashBlocks(new Uint8Array(), 64).length, 0)
    assert.equal(hashBlocks(new Uint8Array(), 10).length, 0)
  })

  it('gives one block the key that it has in a batch', () => {
    const bytes = new Uint8Array(randomBytes(64 * 3))
    assert.deepEqual(hashBlock(bytes.subarray(64, 128)), hashBlocks(bytes, 64).slice(32, 64))
    assert.deepEqual(hashBlock(bytes), new Uint8Array(sha256(bytes)))
  })

  it('refuses too little room for keys', () => {
    assert.throws(() => hashBlocks(new Uint8Array(65), 64, new Uint8Array(63)), isBadRequest)
  })

  it('refuses an impossible block size and an empty block', () => {
    for (const size of [0, -1, 1.5, Number.NaN]) {
      assert.throws(() => hashBlocks(new Uint8Array(10), size), isBadRequest)
    }
    assert.throws(() => hashBlock(new Uint8Array()), isBadRequest)
  })

  it('is native by default exactly where the package loads, and never when told not to', () => {
    assert.equal(hasher.native, createHasher().native)
    assert.equal(createHasher({ native: false }).native, false)
  })

  it('falls back when the package has no binary for the platform', function () {
    this.timeout(20_000)
    const module = new URL('../../src/block/hash.ts', import.meta.url).href
    const script = `
      const { hasher, hashBlocks } = await import(${JSON.stringify(module)})
      const keys = hashBlocks(new Uint8Array(64 * 3), 64)
      console.log(JSON.stringify({ native: hasher.native, keys: Buffer.from(keys).toString('hex') }))`
    const output = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      env: { ...process.env, NAPI_RS_NATIVE_LIBRARY_PATH: '/does/not/exist.node' },
      encoding: 'utf8',
    })
    const keys = Buffer.from(naiveKeys(new Uint8Array(64 * 3), 64)).toString('hex')
    assert.deepEqual(JSON.parse(output), { native: false, keys })
  })
})
