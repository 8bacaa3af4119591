import assert from 'node:assert/strict'
import { isDrained } from '../../src/cli/drained.ts'
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
