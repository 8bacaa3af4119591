import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** With what it needs to heal, and to compare every file. */
const ENDS_WITHIN_MS = 300_000

describe('npm run chaos', function () {
  this.timeout(ENDS_WITHIN_MS)

  it('finds every file after 24 s of it', async () => {
    const args = ['--import=tsx/esm', 'test/chaos/run.ts', '--minutes', '0.4']
    const [code] = await once(spawn(process.execPath, args, { stdio: 'inherit' }), 'exit')
    assert.equal(code, 0)
  })
})
