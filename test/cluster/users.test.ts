import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseInvitation } from '../../src/auth/invitation.ts'
import { AuthClient, freshIdentity } from '../../src/index.ts'
import { peerEntry } from '../harness/peer-entry.ts'
import { PeerProcess } from '../harness/peer-process.ts'

/** A machine of its own: an empty directory, with a home in it. */
class Machine {
  readonly directory: string
  /** Commands that a person has typed here. */
  commands = 0

  constructor(directory: string) {
    this.directory = directory
  }

  static async make(): Promise<Machine> {
    return new Machine(await mkdtemp(join(tmpdir(), 'tritonring-machine-')))
  }

  path(name: string): string {
    return join(this.directory, name)
  }

  /** A command that ends. */
  tt(args: readonly string[], { env = {}, input = '' }: { env?: object; input?: string } = {}) {
    this.commands++
    return new Promise<{ exitCode: number | null; stdout: string; stderr: string }>((resolve) => {
      const own = { PATH: process.env['PATH'], HOME: this.directory, ...env }
      const options = { env: own as NodeJS.ProcessEnv, cwd: this.directory, timeout: 30_000 }
      const child = execFile(process.execPath, [peerEntry(), ...args], options, (_, stdout, stderr) =>
        resolve({ exitCode: child.exitCode, stdout, stderr }),
      )
      child.stdin!.end(input)
    })
  }

  /** The same, where it is to succeed. */
  async ok(args: readonly string[], options: { env?: object; input?: string } = {}): Promise<string> {
    const { exitCode, stdout, stderr } = await this.tt(args, options)
    assert.equal(exitCode, 0, `tt ${args.join(' ')}: ${stderr}`)
    return stdout.trim()
  }

  /** A command that runs on. */
  start(args: readonly string[]): Promise<PeerProcess> {
    this.commands++
    return PeerProcess.start(args[0]!, [...args, '--json', '--port', '0'])
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.directory, { recursive: true, force: true })
  }
}

describe('an overlay with users, from two empty directories', function () {
  this.timeout(180_000)

  it('takes three commands on each machine until a file goes up and down', async () => {
    await using first = await Machine.make()
    await using second = await Machine.make()
    const metadata = await first.start(['metadata', '--auth', '--data', first.path('m')])
    await first.ok(['login', '--join', metadata.invitation!])
    const invitation = await first.ok(['invite', '--user', 'bob'])
    const block = await second.start(['block', '--join', invitation, '--data', second.path('b')])
    await second.ok(['login', '--join', invitation])
    const file = second.path('photo.bin')
    await writeFile(file, randomBytes(200_000))
    await second.ok(['upload', file])
    assert.deepEqual([first.commands, second.commands], [3, 3])

    await second.ok(['download', 'photo.bin', second.path('.'), '--force'])
    assert.equal(await first.ok(['ls', '--json']), '', 'it is bob’s')
    await second.ok(['share', 'photo.bin', '--with', 'admin'])
    await first.ok(['download', '~bob/photo.bin', first.directory])
    assert.deepEqual(await readFile(first.path('photo.bin')), await readFile(file))
    assert.match(await second.ok(['whoami']), /^bob: .* in 1 file$/)
    await sharedFilesAreChanged(first, second)
    await usersAreLookedAfter(first, second)
    await tokensAndRestarts({ first, second, metadata, block })
  })

  /** `~bob/list` is changed, never one's own `list`, which has the same version (sharing makes one too). */
  async function sharedFilesAreChanged(first: Machine, second: Machine): Promise<void> {
    for (const word of ['a', 'b', 'c']) await first.ok(['append', 'list'], { input: word })
    await second.ok(['append', 'list'], { input: 'his\n' })
    await second.ok(['share', 'list', '--with', 'admin'])
    const refused = await first.tt(['append', '~bob/list'], { input: 'more\n' })
    assert.match(refused.stderr, /^tt: could not change '~bob\/list': bob lets you read it only/)
    await second.ok(['share', 'list', '--with', 'admin', '--write'])
    await first.ok(['append', '~bob/list'], { input: 'more\n' })
    assert.equal(await second.ok(['cat', 'list']), 'his\nmore')
    await first.ok(['versions', '~bob/list', '--restore', '3'])
    assert.equal(await second.ok(['cat', 'list']), 'his')
    assert.equal(await first.ok(['cat', 'list']), 'abc')
    await first.ok(['rm', 'list'])
    await second.ok(['rm', 'list'])
  }

  async function usersAreLookedAfter(first: Machine, second: Machine): Promise<void> {
    assert.equal((await stat(second.path('.config/tritonring/login.json'))).mode & 0o777, 0o600)
    await first.ok(['user', 'quota', 'bob', '--bytes', '201000'])
    const over = await second.tt(['upload', second.path('photo.bin'), '--name', 'again'])
    assert.equal(over.exitCode, 1)
    assert.match(
      over.stderr,
      /^tt: the quota of bob would be exceeded by 199000 bytes: 200000 of 201000 are used/,
    )
    await first.ok(['user', 'add', 'carol', '--scope', 'read'], { input: 'correct horse\n' })
    const wrong = await second.tt(['login', 'carol'], { input: 'wrong horse\n' })
    assert.equal(wrong.exitCode, 1)
    assert.match(wrong.stderr, /could not log in as 'carol': no such user, or another password/)
    assert.match(await first.ok(['user', 'list']), /admin\s.*\nbob\s.*\ncarol\s+read\s+enabled/)
    const asJson = (await first.ok(['user', 'list', '--json'])).split('\n').map((line) => JSON.parse(line))
    assert.equal(asJson.length, 3)
    assert.match((await first.tt(['doctor'])).stdout, /ok +overlay +the metadata peer .* answers/)
    const notAdmin = await second.tt(['user', 'list'])
    assert.match(notAdmin.stderr, /'admin' needed, bob has 'write'/)
  }

  async function tokensAndRestarts(set: {
    first: Machine
    second: Machine
    metadata: PeerProcess
    block: PeerProcess
  }) {
    const { first, second, metadata, block } = set
    const token = await second.ok(['token', 'create', '--scope', 'read'])
    const asScript = { env: { TT_TOKEN: token, HOME: '/nonexistent' } }
    const script = ['--bootstrap', `127.0.0.1:${metadata.port}`]
    assert.match(await first.ok(['ls', ...script], asScript), /photo\.bin/)
    assert.match(
      (await first.tt(['rm', 'photo.bin', ...script], asScript)).stderr,
      /'write' needed, bob has 'read'/,
    )
    const nobody = await first.tt(['ls', ...script], { env: { HOME: '/nonexistent' } })
    assert.match(nobody.stderr, /who you are was not shown \(tt login/)
    await block.kill('SIGTERM')
    const again = await second.start(['block', '--data', second.path('b')])
    await first.ok(['user', 'disable', 'bob'])
    const disabled = await second.tt(['ls'])
    assert.equal(disabled.exitCode, 1)
    assert.match(disabled.stderr, /revoked|not logged in|expired/)
    const audit = (await readFile(first.path('m/audit.ndjson'), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    assert.ok(
      audit.some(({ event, user, object }) => event === 'commit' && user === 'bob' && object === 'photo.bin'),
    )
    assert.ok(audit.every(({ time, peer }) => !Number.isNaN(Date.parse(time)) && peer.length > 10))
    await again.kill('SIGTERM')
    await metadata.kill('SIGTERM')
  }

  it('lets an invitation be used once, by whoever comes first', async () => {
    await using first = await Machine.make()
    await using second = await Machine.make()
    const metadata = await first.start(['metadata', '--auth', '--data', first.path('m')])
    await first.ok(['login', '--join', metadata.invitation!])
    const replayed = await second.tt(['login', '--join', metadata.invitation!])
    assert.equal(replayed.exitCode, 1)
    assert.match(replayed.stderr, /somebody else has used it/)
    const invitation = await first.ok(['invite'])
    const { authPeer, secret } = parseInvitation(invitation)
    const thief = await AuthClient.connect({ privateKey: await freshIdentity(), authPeer })
    try {
      await thief.redeem(secret, true)
      const late = await second.tt(['block', '--join', invitation, '--data', second.path('b'), '--port', '0'])
      assert.match(late.stderr, /somebody else has used it/)
    } finally {
      await thief.close()
    }
    await metadata.kill('SIGTERM')
  })

  it('goes over a private network, with an auth peer of its own', async () => {
    await using machine = await Machine.make()
    const key = machine.path('swarm.key')
    await writeFile(key, `/key/swarm/psk/1.0.0/\n/base16/\n${randomBytes(32).toString('hex')}\n`)
    const auth = await machine.start(['auth', '--data', machine.path('a'), '--swarm-key', key])
    await machine.ok(['login', '--join', auth.invitation!])
    const forMetadata = await machine.ok(['invite'])
    const metadata = await machine.start(['metadata', '--join', forMetadata, '--data', machine.path('m')])
    const at = ['--bootstrap', `127.0.0.1:${metadata.port}`]
    const forBlock = await machine.ok(['invite', ...at])
    const block = await machine.start(['block', '--join', forBlock, '--data', machine.path('b')])
    await writeFile(machine.path('x'), 'some text')
    await machine.ok(['upload', machine.path('x'), ...at])
    assert.equal(await machine.ok(['cat', 'x', ...at]), 'some text')
    await using outside = await Machine.make()
    const refused = await outside.tt(['ls', ...at])
    assert.equal(refused.exitCode, 1)
    for (const peer of [block, metadata, auth]) await peer.kill('SIGTERM')
  })
})

describe('a peer that other machines reach', () => {
  it('refuses to start without users, and says what to do', async () => {
    await using machine = await Machine.make()
    const { exitCode, stderr } = await machine.tt(['metadata', '--listen', '/ip4/0.0.0.0/tcp/0'])
    assert.equal(exitCode, 1)
    assert.match(
      stderr,
      /could not listen on .*: other machines can reach it.*add --auth and --data DIRECTORY.*--insecure/,
    )
    const block = await machine.tt(['block', '--listen', '/ip4/0.0.0.0/tcp/0'])
    assert.match(block.stderr, /--join STRING of tt invite.*--insecure/)
    const started = await PeerProcess.start('metadata', [
      ...['metadata', '--auth', '--data', machine.path('m'), '--listen', '/ip4/0.0.0.0/tcp/0', '--json'],
    ])
    await started.kill('SIGTERM')
  })
})
