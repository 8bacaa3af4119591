import assert from 'node:assert/strict'
import { connect, type Socket } from 'node:net'
import { AUTHENTICATIONS_PER_MINUTE, STRANGERS_MAX } from '../../src/limits.ts'
import * as blocks from '../../src/wire/blocks.ts'
import * as metadata from '../../src/wire/metadata.ts'
import { guardedOverlay, memoryOf } from '../harness/guarded-overlay.ts'
import { until } from '../harness/until.ts'

const MiB = 2 ** 20
const GROWTH_MAX = 64 * MiB

describe('others are served, and memory stays bounded,', function () {
  this.timeout(180_000)

  it('while 1,000 connections say nothing', async () => {
    await using set = await guardedOverlay()
    const { peer, client, newClient } = set
    const before = memoryOf(peer)
    const sockets: Socket[] = []
    set.closers.push(async () => sockets.forEach((socket) => void socket.destroy()))
    for (let i = 0; i < 1_000; i++) sockets.push(connect(peer.port, '127.0.0.1').on('error', () => {}))
    for (let i = 0; i < 20; i++) assert.equal((await client.stat('x')).size, 100_000)
    await until('one more gets in', () =>
      newClient().then(
        () => true,
        () => false,
      ),
    )
    assert.ok(memoryOf(peer) - before < GROWTH_MAX, `${(memoryOf(peer) - before) / MiB} MiB more`)
  })

  it('while more peers than it takes connect and do not show who they are', async () => {
    await using set = await guardedOverlay()
    const { peer, client, newClient, stranger } = set
    let dropped = 0
    const before = memoryOf(peer)
    for (let i = 0; i < STRANGERS_MAX + 16; i++) {
      const network = await stranger()
      network.onDisconnect(() => dropped++)
      await network.connect(peer.address).catch(() => {})
    }
    await until('the oldest are gone', () => dropped >= 16)
    assert.equal((await client.stat('x')).size, 100_000)
    assert.equal((await (await newClient()).stat('x')).size, 100_000)
    assert.ok(memoryOf(peer) - before < GROWTH_MAX, `${(memoryOf(peer) - before) / MiB} MiB more`)
  })

  it('while a stranger floods it with requests and blocks: each is refused before it takes memory', async () => {
    await using set = await guardedOverlay()
    const { peer, block, client, stranger } = set
    const flooder = await stranger()
    await flooder.connect(peer.address)
    await flooder.connect(block.address)
    const before = [memoryOf(peer), memoryOf(block)]
    const payload = new Uint8Array(MiB)
    const codes = new Map<string, number>()
    const note = (code: string) => codes.set(code, (codes.get(code) ?? 0) + 1)
    const tell = (call: Promise<unknown>) =>
      call.then(
        () => note('let through'),
        (error) => note(error.code),
      )
    for (let round = 0; round < 20; round++) {
      const puts = Array.from({ length: 16 }, () =>
        tell(flooder.call(block.id, blocks.PUT, { blockSize: 64 }, { payload })),
      )
      const lists = Array.from({ length: 50 }, () => tell(flooder.call(peer.id, metadata.LIST, {})))
      await Promise.all([...puts, ...lists])
    }
    assert.deepEqual([...codes.keys()], ['Refused'])
    const open = Array.from({ length: 4 * AUTHENTICATIONS_PER_MINUTE }, () =>
      flooder.call(peer.id, metadata.AUTH_PEER, {}).then(
        () => 'let through',
        (error) => error.code as string,
      ),
    )
    const answers = await Promise.all(open)
    assert.ok(answers.filter((answer) => answer === 'Busy').length > 2 * AUTHENTICATIONS_PER_MINUTE)
    assert.equal((await client.stat('x')).size, 100_000)
    for (const [index, process] of [peer, block].entries()) {
      const more = memoryOf(process) - before[index]!
      assert.ok(more < GROWTH_MAX, `${process.name}: ${more / MiB} MiB more`)
    }
  })
})
