import assert from 'node:assert/strict'
import { formatSize } from '../../src/cli/format.ts'
import { type Column, printTable } from '../../src/cli/table.ts'
import { print } from '../../src/cli/terminal.ts'
import { fakeTerminal, stalledOutput } from './fake-terminal.ts'

const COLUMNS: Column[] = [{ head: 'NAME' }, { head: 'SIZE', align: 'right', show: formatSize }]
const ROWS = [
  ['a', 64],
  ['longer\u001b[31m', 2048],
]

describe('a table', () => {
  it('is aligned under a head for a person, with values in words', async () => {
    const terminal = fakeTerminal({ outputToPerson: true, env: { NO_COLOR: '1' } })
    await printTable(terminal, COLUMNS, ROWS)
    assert.deepEqual(terminal.printed().split('\n'), [
      'NAME               SIZE',
      'a                  64 B',
      'longer\\u{1b}[31m  2 KiB',
      '',
    ])
  })

  it('has a head in bold unless NO_COLOR is set', async () => {
    const terminal = fakeTerminal({ outputToPerson: true })
    await printTable(terminal, COLUMNS, ROWS)
    assert.ok(terminal.printed().startsWith('\u001b[1mNAME'))
  })

  it('is tabs and bare values in a pipe, escaped', async () => {
    const terminal = fakeTerminal()
    await printTable(terminal, COLUMNS, ROWS)
    assert.equal(terminal.printed(), 'a\t64\nlonger\\u{1b}[31m\t2048\n')
  })

  it('without rows prints nothing into a pipe', async () => {
    const terminal = fakeTerminal()
    await printTable(terminal, COLUMNS, [])
    assert.equal(terminal.printed(), '')
  })
})

describe('printing', () => {
  it('waits for a reader that lags behind', async () => {
    const stdout = stalledOutput()
    let done = false
    const printing = print(fakeTerminal({ stdout }), 'line').then(() => {
      done = true
    })
    await new Promise((resolve) => setImmediate(resolve))
    assert.equal(done, false)
    assert.equal(String(stdout.read()), 'line\n')
    await printing
  })

  it('ends when it is interrupted while the reader takes nothing', async () => {
    const controller = new AbortController()
    const printing = print(fakeTerminal({ stdout: stalledOutput(), signal: controller.signal }), 'line')
    controller.abort()
    await assert.rejects(printing, { name: 'AbortError' })
  })
})
