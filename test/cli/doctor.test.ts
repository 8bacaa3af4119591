import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { privateKeyToProtobuf } from '@libp2p/crypto/keys'
import { Issuer } from '../../src/auth/issuer.ts'
import type { Patient } from '../../src/cli/doctor/check.ts'
import { login } from '../../src/cli/doctor/checks/login.ts'
import { examine } from '../../src/cli/doctor/examine.ts'
import { writeLogin } from '../../src/cli/login-file.ts'
import { run } from '../../src/cli/run.ts'
import { formatScriptToken } from '../../src/cli/script-token.ts'
import {
  BlockPeer,
  type Clock,
  freshIdentity,
  Libp2pTransport,
  MemoryStore,
  MetadataPeer,
  Network,
  systemClock,
} from '../../src/index.ts'
import { PEER_TOKEN_MS, SESSION_MS, TOKEN_MS } from '../../src/limits.ts'
import { freePort } from '../harness/free-port.ts'
import { until } from '../harness/until.ts'
import { fakeTerminal } from './fake-terminal.ts'

const HOUR_MS = 3_600_000

describe('tt doctor', () => {
  const ends: (() => unknown)[] = []
  let directory = ''

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'tritonring-doctor-'))
  })
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end()
    await rm(directory, { recursive: true, force: true })
  })

  async function found(address: string, changes: Partial<Patient> = {}) {
    const settings = { bootstrap: [address], ...changes.settings }
    const terminal = fakeTerminal({ directory })
    const patient = {
      terminal,
      bootstrap: [address],
      nodeVersion: '20.20.2',
      wallNow: Date.now,
      ...changes,
      settings,
    }
    return examine(patient)
  }

  /** What is wrong, by each check, each with something to do next. */
  async function wrong(address: string, changes: Partial<Patient> = {}): Promise<Record<string, string>> {
    const findings = (await found(address, changes)).filter(({ level }) => level !== 'ok')
    for (const { next, says } of findings) assert.ok(next !== undefined && next !== '', `${says}: and now?`)
    return Object.fromEntries(findings.map(({ check, says }) => [check, says]))
  }

  async function listener(onSocket: (socket: Socket) => void): Promise<string> {
    const server = createServer((socket) => {
      socket.on('error', () => {})
      ends.push(() => socket.destroy())
      onSocket(socket)
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    ends.push(() => server.close())
    return `127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  async function network(clock: Clock = systemClock()) {
    const privateKey = await freshIdentity()
    const listen = ['/ip4/127.0.0.1/tcp/0']
    return { privateKey, network: new Network(new Libp2pTransport({ privateKey, listen }), clock) }
  }

  async function overlay(options: { blockPeers: number; clock?: Clock; capacity?: number }): Promise<string> {
    const metadata = new MetadataPeer({ ...(await network(options.clock)), heartbeatMs: 300 })
    await metadata.start()
    ends.push(() => metadata.stop())
    for (let index = 0; index < options.blockPeers; index++) {
      const { capacity } = options
      const store = new MemoryStore(capacity === undefined ? {} : { capacity })
      if (capacity !== undefined) {
        const { hashBlocks } = await import('../../src/block/hash.ts')
        const bytes = new Uint8Array(randomBytes(capacity))
        store.put({ keys: hashBlocks(bytes, 64), bytes, blockSize: 64 })
      }
      const peer = new BlockPeer({ network: (await network()).network, store, bootstrap: metadata.addresses })
      await peer.start()
      ends.push(() => peer.stop())
    }
    return metadata.addresses[0]!
  }

  it('finds nothing wrong with an overlay where nothing is', async function calm() {
    this.timeout(60_000)
    const address = await overlay({ blockPeers: 2 })
    await until('nothing is wrong', async () => Object.keys(await wrong(address)).length === 0, 40_000)
  })

  it('says that nobody listens', async () => {
    const port = await freePort()
    const says = await wrong(`127.0.0.1:${port}`)
    assert.match(says['addresses']!, /nobody listens at 127\.0\.0\.1:\d+: the connection is refused/)
    assert.match(says['overlay']!, /could not connect/)
  })

  it('says that something else listens', async () => {
    const address = await listener((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
    assert.match((await wrong(address))['addresses']!, /something else listens/)
  })

  it('says that who listens never says anything', async () => {
    const address = await listener(() => {})
    assert.match((await wrong(address))['addresses']!, /says nothing/)
  })

  it('says that a private network has another swarm key', async () => {
    const address = await listener((socket) => socket.write(Buffer.concat([Buffer.of(0), randomBytes(23)])))
    assert.match((await wrong(address))['addresses']!, /swarm key/)
  })

  it('says that a host has no address', async () => {
    assert.match((await wrong('no-such-host.invalid:4001'))['addresses']!, /could not find the host/)
  })

  it('says that a peer speaks another version of the protocol', async () => {
    const { network: other } = await network()
    other.serve('/tritonring/metadata/9.0.0', [])
    await other.start()
    ends.push(() => other.stop())
    assert.match((await wrong(other.addresses[0]!))['overlay']!, /another version of the protocol/)
  })

  it('says whose clock is wrong, and by how much', async () => {
    const system = systemClock()
    const address = await overlay({
      blockPeers: 0,
      clock: { ...system, wallNow: () => Date.now() + 2 * HOUR_MS },
    })
    assert.match(
      (await wrong(address))['clocks']!,
      /the metadata peer .* is (2 h 0|1 h 59) min.* ahead of this machine's/,
    )
  })

  it('says that there are too few block peers, and that copies are missing', async () => {
    const says = await wrong(await overlay({ blockPeers: 1 }))
    assert.match(says['block peers']!, /1 block peer of 1 .*2 are needed/)
    assert.ok(says['copies'] !== undefined)
  })

  it('says which block peer is nearly full', async () => {
    const says = await wrong(await overlay({ blockPeers: 1, capacity: 64 * 1024 }))
    assert.match(says['room']!, /block peer .* is nearly full: it holds 64 KiB, and takes 0 B more/)
  })

  it('says that Node.js is too old, and looks no further than it can', async () => {
    const says = await wrong('127.0.0.1:1', { nodeVersion: '18.20.1' })
    assert.match(says['Node.js']!, /18\.20\.1 is too old: 20\.19 or newer/)
  })

  it('says what is wrong with a data directory', async () => {
    const file = join(directory, 'file')
    await writeFile(file, '')
    assert.match(
      (await wrong('127.0.0.1:1', { settings: { data: file } }))['data directory']!,
      /is no directory/,
    )
    await writeFile(join(directory, 'peer.key'), '', { mode: 0o644 })
    await chmod(join(directory, 'peer.key'), 0o644)
    const says = await wrong('127.0.0.1:1', { settings: { data: directory } })
    assert.match(says['data directory']!, /others have rights on the peer's private key .*mode 0644/)
  })

  it('says what is wrong with a key file', async () => {
    const says = await wrong('127.0.0.1:1', { settings: { secretFile: join(directory, 'none') } })
    assert.match(says['key file']!, /there is no such file/)
  })

  describe('of who asks', () => {
    async function says(changes: { leftMs: number; env?: Record<string, string>; subject?: string }) {
      const { leftMs, env = {}, subject = 'bob' } = changes
      const lifeMs = subject === 'bob' ? TOKEN_MS : PEER_TOKEN_MS
      const kept = { issuer: 'x', addresses: [], subject, refresh: new Uint8Array(32), token: 'a.b.c' }
      const credential = { ...kept, expiresMs: Date.now() + leftMs - SESSION_MS + lifeMs }
      const key = privateKeyToProtobuf(await freshIdentity())
      const path = subject === 'bob' ? 'home/tritonring/login.json' : 'admission.json'
      await writeLogin(join(directory, path), { credential, key, bootstrap: [] })
      const own = { XDG_CONFIG_HOME: join(directory, 'home'), ...env }
      const terminal = fakeTerminal({ directory, env: own })
      const patient = { terminal, settings: { data: directory }, bootstrap: [], wallNow: Date.now }
      const findings = await login.run({ ...patient, nodeVersion: '' })
      for (const { level, next } of findings) assert.equal(next === undefined, level === 'ok')
      return findings.map(({ level, says: text, next }) => `${level}: ${text} -> ${next}`).join('\n')
    }

    it('says nothing where nobody is logged in', async () => {
      const patient = { terminal: fakeTerminal(), settings: {}, bootstrap: [], wallNow: Date.now }
      assert.deepEqual(await login.run({ ...patient, nodeVersion: '' }), [])
    })

    it('says when a log-in ends, and warns before', async () => {
      assert.match(await says({ leftMs: 20 * 24 * HOUR_MS }), /^ok: the log-in of bob is good for 4(80|79) h/)
      assert.match(await says({ leftMs: 24 * HOUR_MS }), /^warning: the log-in of bob .*-> tt whoami$/)
      assert.match(await says({ leftMs: -HOUR_MS }), /^wrong: the log-in of bob has ended.*-> tt login bob$/)
    })

    it('says when the admission of a peer has ended', async () => {
      const peer = await says({ leftMs: -HOUR_MS, subject: 'peer:x' })
      assert.match(peer, /^wrong: the admission of the peer in .* has ended.*-> .*tt invite.*--join STRING/)
    })

    it('says when the token of a script expires, has, or is none', async () => {
      const issuer = new Issuer('issuer-1', systemClock(), [])
      issuer.rotate()
      const key = privateKeyToProtobuf(await freshIdentity())
      const ofToken = async (lifeMs: number) => {
        const { token } = await issuer.issue({ subject: 'bob', scopes: ['read'], peer: 'x', lifeMs })
        return says({ leftMs: HOUR_MS, env: { TT_TOKEN: formatScriptToken({ key, token }) } })
      }
      assert.match(await ofToken(24 * HOUR_MS), /^ok: the token of bob in TT_TOKEN expires in (24 h|23 h 59)/)
      assert.match(await ofToken(HOUR_MS / 2), /^warning: the token of bob .*-> .*tt token create/)
      assert.match(
        await ofToken(-HOUR_MS),
        /^wrong: the token of bob in TT_TOKEN expired at 20.*-> .*tt token/,
      )
      const cut = { leftMs: HOUR_MS, env: { TT_TOKEN: formatScriptToken({ key, token: 'a' }) } }
      assert.match(await says(cut), /^wrong: TT_TOKEN holds no token: it is cut short/)
      assert.match(await says({ leftMs: HOUR_MS, env: { TT_TOKEN: 'x' } }), /^wrong: TT_TOKEN holds no token/)
    })

    it('goes on where the log-in cannot be read', async () => {
      await mkdir(join(directory, 'tritonring'))
      await writeFile(join(directory, 'tritonring/login.json'), '{', { mode: 0o600 })
      const terminal = fakeTerminal({ directory, env: { XDG_CONFIG_HOME: directory } })
      assert.equal(await run(['doctor', '--bootstrap', `127.0.0.1:${await freePort()}`], terminal), 1)
      assert.match(
        terminal.printed(),
        /WRONG +login +could not use .*login\.json: it is no log-in\n.*→ tt login/,
      )
    })
  })

  it('exits with 1 when something is wrong, and prints all as JSON', async () => {
    const terminal = fakeTerminal({ directory })
    const port = await freePort()
    assert.equal(await run(['doctor', '--json', '--bootstrap', `127.0.0.1:${port}`], terminal), 1)
    const { wrong: count, findings } = JSON.parse(terminal.printed())
    assert.equal(count, findings.filter(({ level }: { level: string }) => level === 'wrong').length)
    assert.match(terminal.warned(), /^tt: \d things? (is|are) wrong: .*\n$/)
  })
})
