import assert from 'node:assert/strict'
import { checkListen, isLoopback, loopbackAddress } from '../../src/cli/listen.ts'
import { type Peer, runPeer } from '../../src/cli/run-peer.ts'
import { waitingWords } from '../../src/cli/waiting-words.ts'
import { TritonError } from '../../src/errors.ts'
import { until } from '../harness/until.ts'
import { fakeTerminal } from './fake-terminal.ts'

describe('where a peer listens', () => {
  it('is loopback where only this machine reaches it', () => {
    for (const address of ['/ip4/127.0.0.1/tcp/1', '/ip4/127.8.9.1/tcp/0', '/ip6/::1/tcp/1']) {
      assert.equal(isLoopback(address), true, address)
    }
    const reached = ['/ip4/0.0.0.0/tcp/1', '/ip4/10.0.0.1/tcp/1', '/ip6/::/tcp/1', '/dns4/localhost/tcp/1']
    for (const address of reached) assert.equal(isLoopback(address), false, address)
    assert.equal(isLoopback(loopbackAddress(0)), true)
  })

  it('elsewhere is refused unless asked for', () => {
    const addresses = ['/ip4/127.0.0.1/tcp/1', '/ip4/192.168.1.5/tcp/1']
    const closed = { insecure: false, auth: false }
    assert.throws(() => checkListen(addresses, closed, 'add --auth'), {
      code: 'Refused',
      hint: /^add --auth, .* or add --insecure/,
    })
    checkListen(addresses, { insecure: true, auth: false }, 'x')
    checkListen(addresses, { insecure: false, auth: true }, 'x')
    checkListen(addresses.slice(0, 1), closed, 'x')
  })
})

/** A peer that notes what is done to it. */
function fakePeer(changes: Partial<Peer> = {}): Peer & { done: string[] } {
  const done: string[] = []
  return {
    done,
    id: 'peer-1',
    addresses: ['/ip4/127.0.0.1/tcp/1/p2p/peer-1', '/ip6/::1/tcp/1/p2p/peer-1'],
    start: async () => void done.push('start'),
    stop: async () => void done.push('stop'),
    ...changes,
  }
}

describe('a peer that is run', () => {
  it('says where it is reached, and stops when it is told to', async () => {
    const controller = new AbortController()
    const terminal = fakeTerminal({ signal: controller.signal })
    const peer = fakePeer()
    const running = runPeer(peer, { role: 'block peer', json: false }, terminal)
    await new Promise((resolve) => setImmediate(resolve))
    assert.deepEqual(peer.done, ['start'])
    assert.equal(
      terminal.printed(),
      'block peer ready at /ip4/127.0.0.1/tcp/1/p2p/peer-1\nblock peer ready at /ip6/::1/tcp/1/p2p/peer-1\n',
    )
    controller.abort()
    await running
    assert.deepEqual(peer.done, ['start', 'stop'])
  })

  it('says so in one line of JSON', async () => {
    const controller = new AbortController()
    const terminal = fakeTerminal({ signal: controller.signal })
    const peer = fakePeer()
    const running = runPeer(peer, { role: 'block peer', json: true }, terminal)
    await new Promise((resolve) => setImmediate(resolve))
    controller.abort()
    await running
    const { addresses } = peer
    const event = { event: 'ready', peerId: 'peer-1', addresses }
    assert.equal(terminal.printed(), `${JSON.stringify(event)}\n`)
  })

  it('that cannot start is stopped, and why is told', async () => {
    const peer = fakePeer({ start: () => Promise.reject(new Error('port taken')) })
    await assert.rejects(runPeer(peer, { role: 'x', json: true }, fakeTerminal()), /port taken/)
    assert.deepEqual(peer.done, ['stop'])
  })

  it('that takes long to start says what it waits for, as is known then', async () => {
    const controller = new AbortController()
    const terminal = fakeTerminal({ signal: controller.signal })
    let obstacle: unknown
    const start = (signal?: AbortSignal) =>
      new Promise<void>((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
    const waitingFor = () => waitingWords(['a:1'], obstacle)
    const running = runPeer(fakePeer({ start }), { role: 'x', json: true, waitingFor }, terminal)
    obstacle = new TritonError('Busy', 'waiting for 2 of the 3 members of epoch 7')
    await until('it is told', () => terminal.warned() !== '')
    assert.equal(
      terminal.warned(),
      'tt: not on the ring yet: waiting for 2 of the 3 members of epoch 7; trying on\n',
    )
    controller.abort()
    await running
  })

  it('that reaches nobody says where it has tried, and how that ended', () => {
    const end = 'trying on (--bootstrap names another)'
    assert.equal(waitingWords(['a:1', 'b:2'], undefined), `no metadata peer answers at a:1, b:2 yet; ${end}`)
    const refused = new TritonError('Unavailable', 'could not connect to a:1: connection refused')
    assert.equal(
      waitingWords(['a:1'], refused),
      `no metadata peer answers at a:1 yet: could not connect to a:1: connection refused; ${end}`,
    )
  })

  it('that is told to stop while it starts ends well', async () => {
    const controller = new AbortController()
    const terminal = fakeTerminal({ signal: controller.signal })
    const start = (signal?: AbortSignal) =>
      new Promise<void>((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
    const peer = fakePeer({ start })
    const running = runPeer(peer, { role: 'x', json: true }, terminal)
    controller.abort()
    await running
    assert.deepEqual(peer.done, ['stop'])
    assert.equal(terminal.printed(), '')
  })
})
