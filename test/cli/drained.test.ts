import assert from 'node:assert/strict'
import { drainRemainder, isDrained } from '../../src/cli/drained.ts'
import type { BlockPeerStatus, OverlayStatus } from '../../src/client/report.ts'
import { overlay, peer, RING_EPOCH } from './overlay-status.ts'

const EMPTY = { draining: true, blocks: 0 }

function drained(leaving: BlockPeerStatus, changes: Partial<OverlayStatus> = {}): boolean {
  return isDrained(overlay([peer(), peer(), leaving], changes), leaving)
}

describe('a peer that is drained', () => {
  it('has told, by this very ring, that nothing is left on it', () => {
    assert.equal(drained(peer(EMPTY)), true)
  })

  const unready: [string, BlockPeerStatus, Partial<OverlayStatus>][] = [
    ['that keeps its share', peer({ blocks: 0 }), {}],
    ['that holds blocks', peer({ draining: true }), {}],
    ['that has told nothing', { ...peer(EMPTY), repair: undefined }, {}],
    ['that is silent', peer({ ...EMPTY, state: 'suspect' }), {}],
    ['that told so before the ring changed', peer({ ...EMPTY, repair: { settled: RING_EPOCH - 1 } }), {}],
    ['that still compares', peer({ ...EMPTY, repair: { comparing: true } }), {}],
    ['that has copies to make', peer({ ...EMPTY, repair: { backlogBlocks: 1 } }), {}],
    ['that told so long ago', peer({ ...EMPTY, toldMs: 14_000 }), {}],
    ['while others compare', peer(EMPTY), { pending: true }],
    ['while names are read back', peer(EMPTY), { rebuilding: true }],
    ['while names have too few copies', peer(EMPTY), { recordsBacklog: 1 }],
  ]
  for (const [which, leaving, changes] of unready) {
    it(`is none ${which}`, () => {
      assert.equal(drained(leaving, changes), false)
    })
  }
})

describe('a peer that is not drained yet', () => {
  const leaving = peer({ id: 'leaving', draining: true, blocks: 1_234 })
  const other = (changes: Parameters<typeof peer>[0]) => peer({ id: 'other', ...changes })
  const full = { obstacle: 'no block peer takes them: NoSpace' }
  const reasons: [string, BlockPeerStatus[], Partial<OverlayStatus>, string][] = [
    ['nothing but time', [leaving, other({})], {}, '1,234 blocks are left'],
    [
      'itself, where it is silent',
      [peer({ ...leaving, state: 'suspect', silentMs: 12_000 }), other({})],
      {},
      '1,234 blocks are left: it has not been heard for 12 s',
    ],
    [
      'somebody who is silent',
      [leaving, other({ state: 'suspect', silentMs: 12_000 })],
      {},
      '1,234 blocks are left: other has not been heard for 12 s',
    ],
    [
      'full disks',
      [peer({ ...leaving, repair: full }), other({})],
      {},
      `1,234 blocks are left: it cannot make copies: ${full.obstacle}`,
    ],
    [
      'others that cannot make copies',
      [peer({ ...leaving, blocks: 0 }), other({ repair: full })],
      {},
      `no block is left, and not all is in its place: other cannot make copies: ${full.obstacle}`,
    ],
    [
      'its first heartbeat',
      [{ ...leaving, repair: undefined }, other({})],
      {},
      'it is not known what is left: it has not told yet how its copies are',
    ],
    [
      'the names',
      [leaving, other({})],
      { rebuilding: true },
      '1,234 blocks are left: the names are being read back from the ring',
    ],
    [
      'nobody, where the drain was called off',
      [peer({ ...leaving, draining: false }), other({})],
      {},
      '1,234 blocks are left: it is not being drained any more',
    ],
  ]
  for (const [what, peers, changes, words] of reasons) {
    it(`says that it waits for ${what}`, () => {
      assert.equal(drainRemainder(overlay(peers, changes), peers[0]!), words)
    })
  }
})
