import assert from 'node:assert/strict'
import { fitScreen } from '../../src/cli/fit-screen.ts'

const rows = (count: number, what: string) => Array.from({ length: count }, (_, index) => `${what} ${index}`)

function fitted(height: number, { peers = 20, alarms = 2, head = ['Safe', ''], columns = 20 } = {}) {
  const parts = {
    head,
    table: ['PEER', ...rows(peers, 'peer')],
    noun: 'peer',
    foot: ['', ...rows(alarms, 'alarm')],
  }
  return fitScreen(parts, { rows: height, columns })
}

describe('a screen', () => {
  it('holds everything where there is room, and leaves the cursor its line', () => {
    assert.equal(fitted(27).length, 26)
    assert.ok(!fitted(27).join().includes('more'))
    assert.deepEqual(fitted(26).slice(-5), ['peer 17', '… and 2 more peers', '', 'alarm 0', 'alarm 1'])
  })

  it('is not scrolled, however low it is or much there is to tell', () => {
    for (const height of [1, 2, 3, 4, 5, 8, 12, 20])
      for (const alarms of [0, 3, 40]) {
        const lines = fitted(height, { alarms })
        assert.ok(lines.length <= Math.max(1, height - 1), `${lines.length} lines of ${height}`)
        assert.equal(lines[0], 'Safe')
      }
    assert.ok(fitted(20, { alarms: 40 }).includes('… and 34 more lines'))
  })

  it('counts the rows that a wide line takes, and no colours', () => {
    const wide = fitted(12, { head: ['x'.repeat(50), ''] })
    assert.equal(wide.length, 9)
    assert.equal(fitted(12, { head: [`\u001b[1m${'x'.repeat(20)}\u001b[22m`, ''] }).length, 11)
  })

  it('has the beginning of a sentence that is larger than it', () => {
    assert.deepEqual(fitted(3, { head: ['x'.repeat(70)] }), [`${'x'.repeat(39)}…`])
  })
})
