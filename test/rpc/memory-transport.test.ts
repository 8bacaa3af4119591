import assert from 'node:assert/strict'
import fc from 'fast-check'
import { isTritonError } from '../../src/errors.ts'
import type { LinkFaults } from '../../src/rpc/memory-link.ts'
import type { Channel } from '../../src/rpc/transport.ts'
import { ECHO, HANG } from '../suites/network-stage.ts'
import { SimulatedPeers } from './simulated-peers.ts'

const RAW = '/tritonring/raw/1.0.0'

/** A channel from peer a to peer b, and what came out at b. */
async function openChannel(peers: SimulatedPeers) {
  const a = peers.network.transport('a')
  const b = peers.network.transport('b')
  let accepted: Channel | undefined
  b.listen(RAW, (channel) => {
    accepted = channel
  })
  await a.start()
  await b.start()
  const opening = a.open('b', [], RAW, new AbortController().signal)
  await peers.clock.runUntilIdle(10_000)
  const channel = await opening
  const arrived: { bytes: number[]; atMs: number }[] = []
  const ends: (Error | undefined)[] = []
  accepted!.receive({
    onBytes: (bytes) => void arrived.push({ bytes: [...bytes], atMs: peers.clock.now() }),
    onEnd: (reason) => void ends.push(reason),
  })
  return { a, b, channel, far: accepted!, arrived, ends }
}

describe('a channel in memory', () => {
  it('brings pieces in their order, whatever the delay, jitter and reordering', async () => {
    const faults = fc.record({
      delayMs: fc.nat(50),
      jitterMs: fc.nat(100),
      reorder: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    const pauses = fc.array(fc.nat(30), { maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(faults, pauses, fc.nat(), async (faults, pauses, seed) => {
        const peers = new SimulatedPeers(seed)
        const { channel, arrived } = await openChannel(peers)
        peers.network.setFaults(faults as LinkFaults)
        for (const [index, pauseMs] of pauses.entries()) {
          channel.send(Uint8Array.of(index))
          await peers.clock.advance(pauseMs)
        }
        await peers.clock.runUntilIdle(10_000)
        assert.deepEqual(
          arrived.map(({ bytes }) => bytes[0]),
          [...pauses.keys()],
        )
      }),
      { numRuns: 50 },
    )
  })

  it('takes the delay of its link, one way', async () => {
    const peers = new SimulatedPeers()
    const { channel, arrived } = await openChannel(peers)
    peers.network.setFaults({ delayMs: 500 })
    peers.network.setLinkFaults('a', 'b', { delayMs: 20 })
    const sentMs = peers.clock.now()
    channel.send(Uint8Array.of(1))
    await peers.clock.runUntilIdle(10_000)
    assert.deepEqual(arrived, [{ bytes: [1], atMs: sentMs + 20 }])
  })

  it('holds back what is sent into a cut, and brings all of it when it is mended', async () => {
    const peers = new SimulatedPeers()
    const { channel, far, arrived } = await openChannel(peers)
    const back: number[] = []
    channel.receive({ onBytes: (bytes) => void back.push(...bytes), onEnd: () => {} })
    peers.network.cut('a', 'b')
    channel.send(Uint8Array.of(1))
    channel.send(Uint8Array.of(2))
    far.send(Uint8Array.of(9))
    await peers.clock.advance(60_000)
    assert.deepEqual([arrived, back], [[], [9]])
    peers.network.mend('a', 'b')
    channel.send(Uint8Array.of(3))
    await peers.clock.advance(0)
    assert.deepEqual(
      arrived.map(({ bytes }) => bytes[0]),
      [1, 2, 3],
    )
  })

  it('breaks on both sides when a piece is lost', async () => {
    const peers = new SimulatedPeers()
    const { channel, arrived, ends } = await openChannel(peers)
    peers.network.setFaults({ loss: 1 })
    channel.send(Uint8Array.of(1))
    await peers.clock.runUntilIdle(1000)
    assert.deepEqual([arrived.length, ends.length], [0, 1])
    assert.throws(
      () => channel.send(Uint8Array.of(2)),
      (error) => isTritonError(error, 'Unavailable'),
    )
  })

  it('is no longer writable when much is under way, until that has arrived', async () => {
    const peers = new SimulatedPeers()
    const { channel } = await openChannel(peers)
    peers.network.setFaults({ delayMs: 100 })
    channel.send(new Uint8Array(300_000))
    assert.equal(channel.writable, false)
    let drained = false
    void channel.drained(new AbortController().signal).then(() => {
      drained = true
    })
    await peers.clock.advance(99)
    assert.equal(drained, false)
    await peers.clock.advance(1)
    assert.deepEqual([drained, channel.writable], [true, true])
  })

  it('rejects who waits for room when it ends, or when his signal fires', async () => {
    const peers = new SimulatedPeers()
    const { channel, far } = await openChannel(peers)
    peers.network.cut('a', 'b')
    channel.send(new Uint8Array(300_000))
    const controller = new AbortController()
    const calledOff = assert.rejects(channel.drained(controller.signal), /enough/)
    const ended = assert.rejects(channel.drained(new AbortController().signal), /far end/)
    controller.abort(new Error('enough'))
    await calledOff
    far.abort(new Error('far end'))
    await peers.clock.runUntilIdle(1000)
    await ended
  })

  it('keeps what comes before somebody receives it', async () => {
    const peers = new SimulatedPeers()
    const { channel, far } = await openChannel(peers)
    far.send(Uint8Array.of(1))
    far.send(Uint8Array.of(2))
    await peers.clock.advance(0)
    const got: number[] = []
    channel.receive({ onBytes: (bytes) => void got.push(...bytes), onEnd: () => {} })
    assert.deepEqual(got, [1, 2])
  })

  it('tells each side of its end once', async () => {
    const peers = new SimulatedPeers()
    const { channel, far, ends } = await openChannel(peers)
    const nearEnds: unknown[] = []
    channel.receive({ onBytes: () => {}, onEnd: (reason) => void nearEnds.push(reason) })
    const reason = new Error('enough')
    channel.abort(reason)
    channel.abort(new Error('again'))
    far.abort(new Error('I too'))
    await peers.clock.runUntilIdle(1000)
    assert.equal(nearEnds.length, 1)
    assert.equal(ends.length, 1)
  })
})

describe('a network in memory', () => {
  it('lets calls through a one-way cut neither way, and all others through', async () => {
    const peers = new SimulatedPeers()
    const [a, b, c] = [await peers.start('a'), await peers.start('b'), await peers.start('c')]
    for (const [caller, to] of [
      [a!, 'b'],
      [b!, 'a'],
      [b!, 'c'],
    ] as const)
      assert.equal((await peers.outcome(caller.call(to, ECHO, {}))).code, 'ok')
    peers.network.cut('a', 'b')
    const call = (caller: typeof a, to: string) =>
      peers.outcome(caller.call(to, ECHO, {}, { deadlineMs: 500 }))
    const codes = await Promise.all([
      call(a!, 'b'),
      call(b!, 'a'),
      call(b!, 'c'),
      call(c!, 'a'),
      call(a!, 'c'),
    ])
    assert.deepEqual(
      codes.map(({ code }) => code),
      ['Timeout', 'Timeout', 'ok', 'ok', 'ok'],
    )
    peers.network.mend('a', 'b')
    assert.equal((await call(a!, 'b')).code, 'ok')
    assert.equal((await call(b!, 'a')).code, 'ok')
  })

  it('ends the calls to a peer that crashes at once, and reaches it after its restart', async () => {
    const peers = new SimulatedPeers()
    const a = await peers.start('a')
    await peers.start('b')
    peers.network.setFaults({ delayMs: 10 })
    const hanging = peers.outcome(a.call('b', HANG, {}))
    await peers.clock.advance(100)
    peers.network.crash('b')
    assert.deepEqual(await hanging, { code: 'Unavailable', atMs: 110 })
    assert.equal((await peers.outcome(a.call('b', ECHO, {}))).code, 'Unavailable')
    await peers.start('b')
    assert.equal((await peers.outcome(a.call('b', ECHO, {}))).code, 'ok')
  })

  it('tells of a crash behind a cut only when it is mended', async () => {
    const peers = new SimulatedPeers()
    const a = await peers.start('a')
    await peers.start('b')
    const gone: string[] = []
    a.onDisconnect((peer) => gone.push(peer))
    await peers.outcome(a.call('b', ECHO, {}))
    peers.network.cut('b', 'a')
    peers.network.crash('b')
    await peers.clock.advance(60_000)
    assert.deepEqual(gone, [])
    peers.network.mend('b', 'a')
    await peers.clock.advance(1)
    assert.deepEqual(gone, ['b'])
  })
})
