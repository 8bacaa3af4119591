import assert from 'node:assert/strict'
import { healthOf } from '../../src/cli/health.ts'
import type { BlockPeerStatus, OverlayStatus } from '../../src/client/report.ts'
import { overlay, peer } from './overlay-status.ts'

function health(...told: Parameters<typeof overlay>) {
  return healthOf(overlay(...told))
}

describe('the sentence of tt status', () => {
  it('begins with Safe when every peer has told that everything is in its place', () => {
    const { sentence, losable } = health([peer(), peer(), peer({ toldMs: 4_000 })])
    assert.equal(losable, 1)
    assert.match(
      sentence,
      /^Safe: any 1 of 3 block peers can be lost without losing a file \(3 files; .* 4\.00 s\)\.$/,
    )
  })

  const unsafe: [string, BlockPeerStatus[], Partial<OverlayStatus>, RegExp][] = [
    ['nobody is there', [], {}, /^No block peer is there/],
    ['nobody answers', [peer({ state: 'suspect' })], {}, /^No block peer answers/],
    [
      'a peer has not brought to their owners what it keeps for others',
      [peer(), peer({ repair: { comparing: true } })],
      {},
      /^Checking: the ring has changed/,
    ],
    ['one peer is there', [peer()], {}, /^At risk: there is one block peer/],
    ['one of two is being drained', [peer(), peer({ draining: true })], {}, /^At risk: one block peer keeps/],
    [
      'one is silent',
      [peer(), peer(), peer({ state: 'suspect' })],
      {},
      /^At risk: 1 of 3 block peers is silent/,
    ],
    [
      'half are silent',
      [peer(), peer({ state: 'suspect' })],
      { frozen: true },
      /^At risk: .* tt evict PEER\.$/,
    ],
    [
      'a peer has left with what may be the only copies',
      [peer(), peer()],
      { lastHolders: ['12D3KooWabcdefghijkl'] },
      /^At risk: .*ghijkl left before .* Bring it back; .* tt evict .*ghijkl\.$/,
    ],
    ['names are read back', [peer(), peer()], { rebuilding: true }, /^Not known yet: the names/],
    ['the ring has changed', [peer(), peer()], { pending: true }, /^Checking: /],
    [
      'an evicted peer has left, and nobody has counted yet what it held',
      [peer({ repair: { settled: 6 } }), peer()],
      { pending: true, departed: ['12D3KooWabcdefghijkl'] },
      /^At risk: .*ghijkl has left the ring, and its share of the blocks has one copy until/,
    ],
    [
      'one who is left has counted, and another has not',
      [peer({ repair: { settled: 6 } }), peer({ repair: { settled: 6, backlogBlocks: 3 } })],
      { pending: true, departed: ['a', 'b'] },
      /^At risk: a, b have left the ring, and their share/,
    ],
    [
      'copies of all that an evicted peer held are made, and what is kept for others is brought there',
      [peer({ repair: { comparing: true } }), peer()],
      { pending: true, departed: ['a'] },
      /^Checking: /,
    ],
    ['one has not compared yet', [peer(), peer({ repair: { settled: 6 } })], {}, /^Checking: /],
    [
      'one has told nothing',
      [peer(), { ...peer(), repair: undefined }],
      {},
      /^Not known yet: 1 of 2 block peers has not told yet how its copies are\.$/,
    ],
    [
      'blocks are wrong',
      [peer(), peer({ repair: { corruptBlocks: 2 } })],
      {},
      /^At risk: 2 blocks were found wrong/,
    ],
    ['names have too few copies', [peer(), peer()], { recordsBacklog: 1 }, /^Healing: 1 copy of file names/],
    ['what was told is old', [peer(), peer({ toldMs: 14_000 })], {}, /^Not known: .* 14 s old/],
    [
      'copies wait for the grace',
      [peer(), peer({ repair: { backlogBlocks: 9, singleBlocks: 9, countedBlocks: 9, graceLeftMs: 7_000 } })],
      { pending: true },
      /^At risk: 9 blocks at one copy, copies are made anew in 7\.00 s unless/,
    ],
    [
      'copies are made',
      [
        peer(),
        peer({ repair: { backlogBlocks: 590, singleBlocks: 590, countedBlocks: 1000, workingMs: 8_200 } }),
      ],
      { pending: true },
      /^At risk: 590 blocks at one copy, 41 %, 12 s left\.$/,
    ],
    [
      'copies are brought to a new peer',
      [peer(), peer({ repair: { backlogBlocks: 1000, countedBlocks: 1000 } })],
      { pending: true },
      /^Healing: 1,000 copies to be made, 0 %\.$/,
    ],
  ]
  for (const [what, peers, changes, words] of unsafe) {
    it(`does not say Safe when ${what}`, () => {
      const { sentence, losable } = health(peers, changes)
      assert.match(sentence, words)
      assert.notEqual(losable, 1)
    })
  }

  it('comes with what a person should know', () => {
    const obstacle = peer({ repair: { obstacle: 'no room' } })
    const { alarms } = health([obstacle, peer({ draining: true }), peer({ draining: true, blocks: 0 })])
    assert.match(alarms.join('; '), /cannot make copies: no room.*10 blocks are left.*safe to stop/)
  })

  it('does not call a peer safe to stop that has told nothing since the metadata peer started', () => {
    const silent = { ...peer({ draining: true, blocks: 0, toldMs: 0 }), repair: undefined }
    const { alarms, ageMs } = health([peer(), peer(), silent])
    assert.match(alarms.join(), /is being drained: it is not known what is left: .*; do not stop it yet$/)
    assert.equal(ageMs, undefined)
  })
})
