import assert from 'node:assert/strict'
import { COMMANDS } from '../../src/cli/commands.ts'
import { Interrupted } from '../../src/cli/interruption.ts'
import { run } from '../../src/cli/run.ts'
import { fakeTerminal } from './fake-terminal.ts'

describe('tt', () => {
  async function outcome(...argv: string[]) {
    const terminal = fakeTerminal()
    const exitCode = await run(argv, terminal)
    return { exitCode, printed: terminal.printed(), warned: terminal.warned() }
  }

  for (const name of Object.keys(COMMANDS)) {
    it(`${name} --help shows its use and examples`, async () => {
      const { exitCode, printed, warned } = await outcome(name, '--help')
      assert.equal(exitCode, 0)
      assert.equal(warned, '')
      assert.match(printed, new RegExp(`^Usage: tt ${name} `))
      assert.match(printed, new RegExp(`Examples:\n {2}\\$ tt ${name}`))
      assert.match(printed, /--json/)
    })
  }

  it('--help lists every command', async () => {
    const { exitCode, printed } = await outcome('--help')
    assert.equal(exitCode, 0)
    for (const name of Object.keys(COMMANDS)) assert.match(printed, new RegExp(`^ {2}${name}\\b`, 'm'))
  })

  it('help COMMAND is the same as COMMAND --help', async () => {
    assert.deepEqual(await outcome('help', 'upload'), await outcome('upload', '--help'))
  })

  it('--version prints the version of the package', async () => {
    const { exitCode, printed } = await outcome('--version')
    assert.equal(exitCode, 0)
    assert.match(printed, /^\d+\.\d+\.\d+\n$/)
  })

  it('without a command shows the help as an error', async () => {
    const { exitCode, printed, warned } = await outcome()
    assert.equal(exitCode, 2)
    assert.equal(printed, '')
    assert.match(warned, /^Usage: tt/)
  })

  const usageErrors: [argv: string[], told: RegExp][] = [
    [['uplod', 'x'], /^tt: unknown command 'uplod' \(Did you mean upload\?\)\n$/],
    [['constructor'], /^tt: unknown command 'constructor'/],
    [['ls', '--jsn'], /^tt: unknown option '--jsn' \(Did you mean --json\?\)\n$/],
    [['ls', 'a', 'b'], /^tt: too many arguments.* \(see tt ls --help\)\n$/],
    [['upload'], /^tt: missing required argument 'file' \(see tt upload --help\)\n$/],
    [['upload', 'x', '--block-size', '7'], /^tt: --block-size: .*"7".*\n$/],
    [['upload', 'x', '--block-size', '0'], /^tt: --block-size: /],
    [['upload', 'x', '--block-size', '11MiB'], /^tt: --block-size: /],
    [['upload', 'x', '--block-size', 'abc'], /^tt: --block-size: /],
    [['upload', '-'], /^tt: standard input has no name of its own \(upload it alone, with --name NAME\)\n$/],
    [['upload', 'a/x', 'b/x'], /^tt: two of the files would be stored as 'x'/],
    [['upload', 'a', 'b', '--name', 'x'], /^tt: two of the files would be stored as 'x'/],
    [['ls', '--bootstrap', 'nowhere'], /^tt: --bootstrap: 'nowhere' is no address/],
    [['download'], /^tt: which file\? neither a NAME nor --root KEY was given\n$/],
    [['download', '--root', 'abc'], /^tt: could not read the key "abc"/],
    [['download', '../x', '--root', '0'.repeat(64)], /^tt: '\.\.\/x' cannot name a file/],
    [['metadata', '--port', '65536'], /^tt: option .*--port.*'65536' is invalid/],
    [['metadata', '--port', '1', '--listen', '/ip4/127.0.0.1/tcp/1'], /cannot be used with option/],
    [['metadata', '--heartbeat', 'often'], /^tt: --heartbeat: .*"often"/],
    [['metadata', '--listen', '/ip4/127.0.0.1'], /^tt: '\/ip4\/127\.0\.0\.1' is no address/],
    [['block', '--weight', '-1'], /^tt: --weight: a number over 0/],
    [['block', '--capacity', '0'], /^tt: --capacity: could not read the size "0"/],
    [['block', '--capacity', '2 GiB'], /^tt: --capacity: could not read the size "2 GiB"/],
    [['cat', 'x', '--range', '5'], /^tt: --range: bytes A-B needed.*got "5"/],
    [['cat', 'x', '--range', '5-4'], /^tt: --range: /],
    [['append'], /^tt: missing required argument 'name'/],
    [['append', 'x', '--if-version', 'old'], /^tt: --if-version: a whole number needed, got "old"\n$/],
    [['modify', 'x'], /^tt: required option '--at <offset>' not specified/],
    [['modify', 'x', '--at', '1.5'], /^tt: --at: a whole number needed/],
    [['truncate', 'x'], /^tt: missing required argument 'size'/],
    [['truncate', 'x', '--', '-1'], /^tt: SIZE: a whole number needed, got "-1"/],
    [['mv', 'x'], /^tt: missing required argument 'to'/],
    [['versions', 'x', '--restore', 'all'], /^tt: --restore: a whole number needed/],
    [['demo', '--peers', '1'], /^tt: option .*--peers.*'1' is invalid. A number from 2 to 12 needed/],
    [['demo', '--peers', '13'], /^tt: option .*--peers/],
  ]
  for (const [argv, told] of usageErrors) {
    it(`${argv.join(' ')} is wrong usage`, async () => {
      const { exitCode, printed, warned } = await outcome(...argv)
      assert.deepEqual({ exitCode, printed }, { exitCode: 2, printed: '' })
      assert.match(warned, told)
      assert.equal(warned.split('\n').length, 2, 'one line')
    })
  }

  it('refuses an address that other machines reach, and says what to do', async () => {
    for (const role of ['metadata', 'block']) {
      const { exitCode, warned } = await outcome(role, '--listen', '/ip4/0.0.0.0/tcp/0')
      assert.equal(exitCode, 1)
      assert.match(warned, /^tt: could not listen on \/ip4\/0\.0\.0\.0\/tcp\/0: .*--insecure/)
    }
  })

  it('tells where it looked when no overlay is there, and how to get one', async () => {
    const { exitCode, warned } = await outcome('ls', '--bootstrap', '127.0.0.1:1')
    assert.equal(exitCode, 1)
    assert.match(warned, /^tt: could not connect to \/ip4\/127\.0\.0\.1\/tcp\/1: /)
  })

  it('shows a stack with --debug alone', async () => {
    const { warned } = await outcome('ls', '--bootstrap', '127.0.0.1:1', '--debug')
    assert.match(warned, /\n {4}at /)
  })

  it('ends with the code of what interrupted it', async () => {
    const signal = AbortSignal.abort(new Interrupted('stopped by SIGINT', 130))
    const terminal = fakeTerminal({ signal })
    assert.equal(await run(['ls', '--bootstrap', '127.0.0.1:1'], terminal), 130)
    assert.equal(terminal.warned(), 'tt: stopped by SIGINT\n')
  })

  it('says nothing where nobody reads', async () => {
    const signal = AbortSignal.abort(new Interrupted('nobody reads the output', 141, true))
    const terminal = fakeTerminal({ signal })
    assert.equal(await run(['ls', '--bootstrap', '127.0.0.1:1'], terminal), 141)
    assert.equal(terminal.warned(), '')
  })
})
