import assert from 'node:assert/strict'
import { findPeer } from '../../src/cli/find-peer.ts'
import type { OverlayStatus } from '../../src/client/report.ts'

const status = {
  peers: ['12D3KooWaaaaaaXYZ', '12D3KooWbbbbbbXYZ', '12D3KooWccccccQQQ'].map((id) => ({ id })),
} as unknown as OverlayStatus

describe('a block peer that a person names', () => {
  it('is found by its id, by its short form, and by the end of its id', () => {
    for (const named of ['12D3KooWccccccQQQ', '12D3…cccQQQ', 'QQQ'])
      assert.equal(findPeer(status, named).id, '12D3KooWccccccQQQ')
  })

  it('is not guessed', () => {
    assert.throws(() => findPeer(status, 'XYZ'), { code: 'BadRequest', message: /may be 2 block peers/ })
    assert.throws(() => findPeer(status, 'nobody'), { code: 'NotFound', message: /no block peer 'nobody'/ })
    assert.throws(() => findPeer(status, ''), { code: 'NotFound' })
  })
})
