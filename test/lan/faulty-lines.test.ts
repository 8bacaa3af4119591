import assert from 'node:assert/strict'
import { isolation } from './isolation.ts'
import { runSpec } from './run-spec.ts'

const ENDS_WITHIN_MS = 300_000

describe('peers on a network of their own', function () {
  this.timeout(ENDS_WITHIN_MS)

  it('keep every promise while its lines are cut, slow and lossy', async function () {
    const network = isolation()
    if ('whyNot' in network) {
      console.log(`    not run: a network of its own could not be had (${network.whyNot})`)
      return this.skip()
    }
    assert.equal(await runSpec(network.enter, 'test/lan/faulty-lines.ts'), 0)
  })
})
