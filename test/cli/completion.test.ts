import assert from 'node:assert/strict'
import { COMMANDS } from '../../src/cli/commands.ts'
import { run } from '../../src/cli/run.ts'
import { fakeTerminal } from './fake-terminal.ts'

async function answer(...words: string[]): Promise<string[]> {
  const terminal = fakeTerminal({ env: { TT_BOOTSTRAP: '127.0.0.1:1' } })
  assert.equal(await run(['complete', '--', ...words], terminal), 0)
  assert.equal(terminal.warned(), '')
  return terminal
    .printed()
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t')[0]!)
}

describe('shell completion', () => {
  for (const shell of ['bash', 'zsh', 'fish']) {
    it(`has a script for ${shell} that asks tt`, async () => {
      const terminal = fakeTerminal()
      assert.equal(await run(['completion', shell], terminal), 0)
      assert.match(terminal.printed(), /tt complete --/)
    })
  }

  it('refuses a shell that it does not know', async () => {
    const terminal = fakeTerminal()
    assert.equal(await run(['completion', 'tcsh'], terminal), 2)
    assert.match(terminal.warned(), /bash, zsh, fish/)
  })

  it('offers every command, but not its own', async () => {
    const words = await answer('')
    for (const name of Object.keys(COMMANDS)) assert.ok(words.includes(name), name)
    assert.ok(!words.includes('complete'))
  })

  it('offers flags of the command at hand', async () => {
    assert.deepEqual(await answer('upload', '--encrypt'), ['--encrypt', '--encrypt-names', ':4'])
    assert.deepEqual(await answer('key', 'cr'), ['create', ':4'])
  })

  it('leaves local files to the shell', async () => {
    assert.deepEqual(await answer('upload', 'READ'), [':0'])
  })

  it('is quiet and quick where no overlay answers', async () => {
    const startMs = performance.now()
    assert.deepEqual(await answer('download', 'a'), [':4'])
    assert.ok(performance.now() - startMs < 10_000)
  })
})
