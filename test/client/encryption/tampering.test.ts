import assert from 'node:assert/strict'
import { blockCount } from '../../../src/block/block-size.ts'
import { manifestDepth, type Root } from '../../../src/block/root.ts'
import { openSeal, startSealing } from '../../../src/client/encryption/root-seal.ts'
import { SealedNames } from '../../../src/client/encryption/sealed-names.ts'
import {
  contentSize,
  openRecords,
  sealedSize,
  sealRecords,
} from '../../../src/client/encryption/sealed-records.ts'
import { Secret } from '../../../src/client/encryption/secret.ts'
import { SEALED_RECORD_BYTES } from '../../../src/limits.ts'
import { seededBytes } from '../../harness/random.ts'

const secret = Secret.random()

function rootOf(size: number): Root {
  const top = new Uint8Array(32).fill(7)
  return { size, blockSize: 64, depth: manifestDepth(blockCount(size, 64)), top }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

async function all(parts: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const kept: Uint8Array[] = []
  for await (const part of parts) kept.push(part)
  return Buffer.concat(kept)
}

describe('what somebody without the key does to an encrypted file', () => {
  const root = rootOf(sealedSize(1000))
  const seal = startSealing(secret, true).seal(root)

  const changes: [what: string, change: (root: Root) => Root][] = [
    ['leaving its end out', (was) => rootOf(was.size - 64)],
    ['other blocks, or the same in another order', (was) => ({ ...was, top: new Uint8Array(32).fill(8) })],
    ['another block size', (was) => ({ ...was, blockSize: 128 })],
  ]
  for (const [what, change] of changes) {
    it(`is seen at its root: ${what}`, () => {
      assert.throws(() => openSeal(change(root), seal, secret, 'a'), { code: 'Corrupt' })
    })
  }

  it('is seen at its root: any bit of its seal', () => {
    for (let bit = 0; bit < 8 * seal.length; bit++) {
      const changed = seal.slice()
      changed[bit >> 3]! ^= 1 << (bit & 7)
      assert.throws(() => openSeal(root, changed, secret, 'a'), /Corrupt|key/)
    }
    assert.equal(openSeal(root, seal, secret, 'a').size, 1000)
  })

  it('is seen in its records: a bit that differs', async () => {
    const { keys } = startSealing(secret, true)
    const sealed = await all(sealRecords(once(seededBytes(1, 100_000)), keys))
    for (const at of [0, 30, SEALED_RECORD_BYTES - 1, SEALED_RECORD_BYTES + 1, sealed.length - 1]) {
      sealed[at]! ^= 1
      await assert.rejects(all(openRecords(once(sealed), keys, SEALED_RECORD_BYTES)), { code: 'Corrupt' })
      sealed[at]! ^= 1
    }
  })
})

describe('the size of sealed records', () => {
  it('tells that of the content, and no other does', () => {
    for (const size of [0, 1, 65_495, 65_496, 65_497, 131_000, 10 ** 9]) {
      assert.equal(contentSize(sealedSize(size), SEALED_RECORD_BYTES), size)
    }
    for (const size of [1, 40, SEALED_RECORD_BYTES + 1, SEALED_RECORD_BYTES + 40])
      assert.throws(() => contentSize(size, SEALED_RECORD_BYTES), { code: 'Corrupt' })
  })
})

describe('sealed names', () => {
  const names = new SealedNames(secret)

  it('are the same each time, differ between folders, and stand under their folder', () => {
    assert.equal(names.seal('a/b'), names.seal('a/b'))
    assert.ok(names.seal('a/b').startsWith(names.beginning('a/')))
    assert.notEqual(names.seal('x/b').split('/')[1], names.seal('a/b').split('/')[1])
    for (const name of ['a', 'a/b', 'ä/ö ü/b', 'x'.repeat(700)])
      assert.equal(names.open(names.seal(name)), name)
  })

  it('are opened with no other key, nor when moved to another folder', () => {
    assert.equal(new SealedNames(Secret.random()).open(names.seal('a/b')), undefined)
    const [, file] = names.seal('a/b').split('/')
    assert.equal(names.open(`${names.seal('x')}/${file}`), undefined)
    assert.equal(names.open('a/b'), undefined)
  })

  it('that get too long are refused', () => {
    assert.throws(() => names.seal('x'.repeat(1000)), { code: 'BadRequest' })
  })
})
