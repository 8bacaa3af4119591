import assert from 'node:assert/strict'
import { xaesOpen, xaesSeal } from '../../../src/client/encryption/xaes.ts'

const NONCE = Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWX')
const NOTHING = new Uint8Array(0)

describe('XAES-256-GCM', () => {
  const vectors: [byte: number, about: string, sealed: string][] = [
    [1, '', 'ce546ef63c9cc60765923609b33a9a1974e96e52daf2fcf7075e2271'],
    [3, 'c2sp.org/XAES-256-GCM', '986ec1832593df5443a179437fd083bf3fdb41abd740a21f71eb769d'],
  ]
  for (const [byte, about, sealed] of vectors) {
    it(`seals as C2SP's vector with key ${byte} says`, () => {
      const key = new Uint8Array(32).fill(byte)
      const parts = xaesSeal(key, NONCE, Buffer.from('XAES-256-GCM'), Buffer.from(about))
      assert.equal(Buffer.concat(parts).toString('hex'), sealed)
    })
  }

  it('opens what it sealed, and nothing that differs by a bit', () => {
    const key = new Uint8Array(32).fill(5)
    const [sealed, tag] = xaesSeal(key, NONCE, Buffer.from('secret'), NOTHING) as [Uint8Array, Uint8Array]
    assert.equal(Buffer.from(xaesOpen(key, NONCE, sealed, tag, NOTHING)!).toString(), 'secret')
    for (const changed of [sealed, tag]) {
      changed[0]! ^= 1
      assert.equal(xaesOpen(key, NONCE, sealed, tag, NOTHING), undefined)
      changed[0]! ^= 1
    }
    assert.equal(xaesOpen(key, NONCE, sealed, tag, Buffer.from('about')), undefined)
  })
})
