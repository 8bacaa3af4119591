import assert from 'node:assert/strict'
import '../../src/rpc/promise-with-resolvers.ts'
import { noise } from '@chainsafe/libp2p-noise'
import { yamux } from '@chainsafe/libp2p-yamux'
import type { Connection, Stream } from '@libp2p/interface'
import { tcp } from '@libp2p/tcp'
import { multiaddr } from '@multiformats/multiaddr'
import { createLibp2p } from 'libp2p'
import { freshIdentity } from '../../src/index.ts'
import { FRAME_PAYLOAD_MAX, INBOUND_STREAMS_MAX } from '../../src/limits.ts'
import { AUTH_PROTOCOL, LOGIN, TOKEN, USER_LIST } from '../../src/wire/auth.ts'
import * as blocks from '../../src/wire/blocks.ts'
import { encodeFrameHead } from '../../src/wire/frame.ts'
import * as metadata from '../../src/wire/metadata.ts'
import { guardedOverlay, memoryOf } from '../harness/guarded-overlay.ts'
import { RandomFile } from '../harness/random-file.ts'
import { TcpProxy } from '../harness/tcp-proxy.ts'
import { until } from '../harness/until.ts'

const MiB = 2 ** 20
const GROWTH_MAX = 64 * MiB
type Overlay = Awaited<ReturnType<typeof guardedOverlay>>

/** Fails where the file is not served, or a peer holds GROWTH_MAX more than before. */
async function unharmed({ client, peer, block }: Overlay, before: readonly number[]): Promise<void> {
  assert.equal((await client.stat('x')).size, 100_000)
  let read = 0
  for await (const bytes of client.read({ name: 'x' })) read += bytes.length
  assert.equal(read, 100_000)
  for (const [index, process] of [peer, block].entries()) {
    const more = memoryOf(process) - before[index]!
    assert.ok(more < GROWTH_MAX, `${process.name}: ${more / MiB} MiB more`)
  }
}

/** A node without any bounds of its own. */
async function unboundedNode(set: Overlay, privateKey = set.privateKey) {
  const node = await createLibp2p({
    privateKey,
    transports: [tcp()],
    connectionEncrypters: [noise()],
    streamMuxers: [yamux()],
    connectionMonitor: { enabled: false },
  })
  set.closers.push(async () => node.stop())
  return node
}

/** Hundreds of streams at once, of which few may stay, then a hundred one after the other. */
async function floodWithStreams(connection: Connection, protocol: string): Promise<void> {
  const open = () => connection.newStream(protocol, { maxOutboundStreams: 10_000 }).catch(() => undefined)
  const streams: Stream[] = []
  for (let round = 0; round < 8; round++) {
    const opened = await Promise.all(Array.from({ length: 50 }, open))
    streams.push(...opened.filter((stream) => stream !== undefined))
  }
  await until('the surplus is cut off', () => {
    return streams.filter(({ status }) => status === 'open').length <= INBOUND_STREAMS_MAX
  })
  for (const stream of streams) stream.abort(new Error('enough'))
  for (let count = 0; count < 100; count++) (await open())?.abort(new Error('enough'))
}

describe('a user who means harm is refused, others are served, and memory stays bounded,', function () {
  this.timeout(180_000)

  it('where lists and payloads are longer than allowed, in every protocol', async () => {
    await using set = await guardedOverlay()
    const { peer, block, insider } = set
    const network = await insider()
    await network.connect(peer.address)
    await network.connect(block.address)
    const before = [memoryOf(peer), memoryOf(block)]
    const unbounded = { requestPayloadMax: 2 ** 40 }
    const payload = new Uint8Array(8 * MiB)
    const beyondAnyMessage = { payload: new Uint8Array(32 * MiB) }
    const words = (count: number) => Array.from({ length: count }, (_, index) => `w${index}`)
    const attempts: [string, () => Promise<unknown>][] = [
      // The stream is cut off: what it carried before is called off.
      [
        'Unavailable',
        () => network.call(block.id, { ...blocks.PUT, ...unbounded }, { blockSize: 64 }, beyondAnyMessage),
      ],
      ['TooLarge', () => network.call(block.id, { ...blocks.GET, ...unbounded }, {}, { payload })],
      ['TooLarge', () => network.call(block.id, { ...blocks.HAS, ...unbounded }, {}, { payload })],
      ['TooLarge', () => network.call(peer.id, { ...metadata.LIST, ...unbounded }, {}, { payload })],
      ['TooLarge', () => network.call(peer.id, { ...LOGIN, ...unbounded }, { user: 'bob' }, { payload })],
      ['TooLarge', () => network.call(peer.id, { ...TOKEN, ...unbounded }, {}, { payload })],
      ['TooLarge', () => network.call(peer.id, { ...USER_LIST, ...unbounded }, {}, { payload })],
      ['BadRequest', () => network.call(block.id, blocks.PUT, { blockSize: 64, avoid: words(65) })],
      ['BadRequest', () => network.call(peer.id, metadata.STAT_MANY, { names: words(257) })],
      ['BadRequest', () => network.call(peer.id, metadata.COMMIT, { name: 'y', addTags: words(17) })],
      ['BadRequest', () => network.call(peer.id, LOGIN, { user: 'b'.repeat(60_000), password: '' })],
      ['BadRequest', () => network.call(peer.id, TOKEN, { peer: 'b'.repeat(60_000), scope: 'read' })],
      [
        'BadRequest',
        () => network.call(peer.id, TOKEN, { peer: 'b', scope: 'read '.repeat(9_999).concat('x') }),
      ],
    ]
    const codes: string[] = []
    for (const [, attempt] of attempts)
      codes.push(
        await attempt().then(
          () => 'let through',
          (error) => error.code,
        ),
      )
    assert.deepEqual(
      codes,
      attempts.map(([code]) => code),
    )
    await unharmed(set, before)
  })

  it('where a frame says that more comes than ever may, or tells a length that is none', async () => {
    await using set = await guardedOverlay()
    const { peer, block } = set
    const before = [memoryOf(peer), memoryOf(block)]
    const node = await unboundedNode(set)
    const heads = [
      new Uint8Array(8).fill(255),
      encodeFrameHead({ id: 1, op: blocks.PUT.op, total: 2 ** 50 }, 2 ** 31),
      encodeFrameHead({ id: 1, op: blocks.PUT.op, total: 9, offset: 2 ** 40 }, FRAME_PAYLOAD_MAX),
    ]
    for (const [target, protocol] of [
      [block, blocks.BLOCKS_PROTOCOL],
      [peer, metadata.METADATA_PROTOCOL],
      [peer, AUTH_PROTOCOL],
    ] as const)
      for (const head of heads) {
        const stream = await node.dialProtocol(multiaddr(target.address), protocol)
        stream.send(head)
        await until('the stream is cut off', () => stream.status !== 'open')
      }
    await unharmed(set, before)
  })

  it('where it opens streams by the hundred, or opens and ends them all the time', async () => {
    await using set = await guardedOverlay()
    const { peer, block } = set
    const before = [memoryOf(peer), memoryOf(block)]
    for (const privateKey of [set.privateKey, await freshIdentity()]) {
      const node = await unboundedNode(set, privateKey)
      const [target, protocol] =
        privateKey === set.privateKey ? [block, blocks.BLOCKS_PROTOCOL] : [peer, AUTH_PROTOCOL]
      await floodWithStreams(await node.dial(multiaddr(target.address)), protocol)
      await unharmed(set, before)
      await node.stop()
    }
  })

  it('where it asks for blocks on and on, and never reads an answer', async () => {
    await using set = await guardedOverlay()
    const { peer, block, client, insider } = set
    await client.upload(new RandomFile(2, 4 * MiB).pieces(), { name: 'large', blockSize: 64 * 1024 })
    const network = await insider()
    await network.connect(peer.address)
    const { payload: keys } = await network.call(
      peer.id,
      metadata.LOCATE,
      { name: 'large', countMax: 64 },
      { answerBytesMax: MiB },
    )
    assert.equal(keys.length, 64 * 32)
    const proxy = await TcpProxy.before(block.port)
    set.closers.push(() => proxy.close())
    const reader = await insider()
    await reader.connect(block.address.replace(/\/tcp\/\d+/, `/tcp/${proxy.port}`))
    const ask = () =>
      reader.call(block.id, blocks.GET, { bytesMax: 4 * MiB }, { payload: keys, answerBytesMax: 4 * MiB })
    await ask()
    const before = [memoryOf(peer), memoryOf(block)]
    proxy.holdAnswers()
    const asked = Array.from({ length: 200 }, () => ask().catch(() => {}))
    for (let round = 0; round < 5; round++) await unharmed(set, before)
    await reader.stop()
    await Promise.all(asked)
    await unharmed(set, before)
  })
})
