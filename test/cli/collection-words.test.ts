import assert from 'node:assert/strict'
import { collectionWords } from '../../src/cli/collection-words.ts'
import type { OverlayStatus } from '../../src/client/report.ts'
import type { CollectionReport } from '../../src/wire/generated/tritonring.ts'

function words(collectionObstacle: string, ...reports: Partial<CollectionReport>[]): string {
  const none = { complete: false, dryRun: false, obstacle: '', freedBlocks: 0, freedBytes: 0, endedMs: 0 }
  const collections = reports.map((report) => ({ ...none, peer: 'block-1', ...report }))
  return collectionWords({ generation: 4, collectionObstacle, collections } as unknown as OverlayStatus)
}

describe('what tt status says of collection', () => {
  it('sums up what all peers freed', () => {
    const done = { complete: true, freedBlocks: 5, freedBytes: 320, endedMs: 2_000 }
    assert.equal(
      words('', done, { ...done, endedMs: 3_000 }),
      'Last collection 3.00 s ago, in generation 4: 10 copies of blocks, 640 B freed.',
    )
  })

  it('names the file that cannot be read', () => {
    const obstacle = "could not read 'holey' or an earlier version of it: no peer has it"
    assert.ok(words('', { obstacle }).includes(obstacle))
    assert.ok(words('', { complete: true }, { obstacle }).includes(obstacle))
  })

  it('says what to do about a file that cannot be read', () => {
    const obstacle = "could not read 'holey' or an earlier version of it: no peer has it"
    assert.match(words('', { obstacle }), /bring back the block peers .* tt rm --forget/)
    assert.doesNotMatch(words('', { obstacle: 'the view has changed' }), /--forget/)
  })

  it('says what stands in the way of any', () => {
    assert.equal(words('a peer is silent'), 'Nothing was collected yet (generation 4): a peer is silent.')
  })
})
