import { generateKeyPairFromSeed } from '@libp2p/crypto/keys'
import { peerIdFromPrivateKey } from '@libp2p/peer-id'
import { concat } from 'uint8arrays/concat'
import type { Clock } from '../../../src/clock.ts'
import { OverlayView } from '../../../src/membership/view.ts'
import { openRecord, signRecord } from '../../../src/names/record.ts'
import { Inbox } from '../../../src/rpc/inbox.ts'
import { type Handler, Server } from '../../../src/rpc/server.ts'
import type { Channel, ChannelReceiver } from '../../../src/rpc/transport.ts'
import * as auth from '../../../src/wire/auth.ts'
import * as blocks from '../../../src/wire/blocks.ts'
import { encodeFrameHead } from '../../../src/wire/frame.ts'
import { FileRecord, type Header, View } from '../../../src/wire/generated/tritonring.ts'
import * as metadata from '../../../src/wire/metadata.ts'
import type { Method } from '../../../src/wire/method.ts'
import { decodeError } from '../../../src/wire/status.ts'
import { expectingErrors, type Target } from '../target.ts'

type AnyMethod = Method<object, object>
const isMethod = (value: unknown): value is AnyMethod =>
  typeof value === 'object' && value !== null && 'op' in value
const blockMethods = Object.values(blocks).filter(isMethod)
const metadataMethods = Object.values(metadata).filter(isMethod)
const authMethods = (Object.values(auth) as unknown[]).filter(isMethod)
const methods = [...blockMethods, ...metadataMethods, ...authMethods]
const PAYLOAD_MAX = 65_536
/** Its timers never fire. */
const stillClock: Clock = { now: () => 0, wallNow: () => 0, after: () => () => {} }
const key = await generateKeyPairFromSeed('Ed25519', new Uint8Array(32).fill(7))
const id = peerIdFromPrivateKey(key).toString()

function frame(header: Partial<Header>, payload = new Uint8Array(0)): Uint8Array {
  return concat([encodeFrameHead(header, payload.length), payload])
}

/** Frames, cut into pieces at places that the first byte tells. */
export const frames: Target = {
  name: 'frames',
  seeds: () => [
    concat([Uint8Array.of(0), frame({ id: 1, op: 1, total: 4 }, Uint8Array.of(1, 2, 3, 4))]),
    concat([
      Uint8Array.of(5),
      frame({ id: 1, op: 2, total: 8 }, new Uint8Array(4)),
      frame({ id: 1, total: 8, offset: 4 }, new Uint8Array(4)),
    ]),
    concat([
      Uint8Array.of(9),
      frame({ id: 3, kind: 'CANCEL' as Header['kind'] }),
      frame({ id: 4, op: 9, deadline: 7, body: new Uint8Array(9) }),
    ]),
  ],
  take(input) {
    const inbox = new Inbox({
      admit: ({ total }) => (total <= PAYLOAD_MAX ? new Uint8Array(total) : undefined),
      deliver: () => {},
    })
    const step = 1 + (input[0] ?? 0)
    for (let at = 1; at < input.length; at += step) inbox.push(input.subarray(at, at + step))
  },
}

/** A stream of requests to a server that knows every method. */
function session(name: string, known: readonly AnyMethod[]): Target {
  const handlers = known.map(
    (method): Handler => ({ method, handle: () => ({ response: {} }) }) as unknown as Handler,
  )
  const server = new Server(handlers, () => 1, stillClock)
  return {
    name,
    seeds: () => known.map(({ op }) => frame({ id: op, op, body: new Uint8Array([10, 2, 1, 2]) })),
    async take(input) {
      const channel = new DeadChannel()
      server.accept(channel)
      channel.receiver?.onBytes(input)
      await Promise.resolve()
      channel.receiver?.onEnd()
    },
  }
}

/** Takes what is sent, and keeps nothing. */
class DeadChannel implements Channel {
  readonly peer = 'stranger'
  readonly writable = true
  receiver: ChannelReceiver | undefined
  send(): void {}
  async drained(): Promise<void> {}
  receive(receiver: ChannelReceiver): void {
    this.receiver = receiver
  }
  abort(): void {}
}

export const blockSession = session('requests to a block peer', blockMethods)
export const metadataSession = session('requests to a metadata peer', metadataMethods)
export const authSession = session('requests to an auth peer', authMethods)

/** The first byte says which message; what can be read can be written. */
export const messages: Target = {
  name: 'messages',
  seeds: () =>
    methods.flatMap((_, index) => [
      Uint8Array.of(2 * index, 10, 1, 65),
      Uint8Array.of(2 * index + 1, 8, 1, 18, 0),
    ]),
  take(input) {
    const { request, response } = methods[((input[0] ?? 0) >> 1) % methods.length]!
    const codec = (input[0] ?? 0) % 2 === 0 ? request : response
    expectingErrors(() => codec.encode(codec.decode(input.subarray(1))))
    decodeError(input[0] ?? 0, input.subarray(1), 'stranger')
  },
}

/** Views with a good signature: whoever reaches a peer can sign one. */
export const views: Target = {
  name: 'views',
  seeds: () => [
    View.encode({
      term: 1,
      epoch: 2,
      coordinator: id,
      replicas: 2,
      world: new Uint8Array(16),
      ringEpoch: 2,
      signers: [id],
      metadataPeers: [{ id, addresses: ['/ip4/127.0.0.1/tcp/1'] }],
      coordinatorAddresses: ['/ip4/127.0.0.1/tcp/1'],
      members: [member('a', 1000), member('b', 2000)],
      previous: [member('a', 1)],
    }),
  ],
  async take(view) {
    const signature = (await key.sign(
      concat([Buffer.from('tritonring/view:'), view]),
    )) as Uint8Array<ArrayBuffer>
    await OverlayView.open({ view: view.slice(), signature })
  },
}

function member(name: string, weight: number) {
  const addresses = ['/ip4/127.0.0.1/tcp/1']
  return {
    id: name,
    addresses,
    weight,
    zone: '',
    state: 'ALIVE' as never,
    seed: new Uint8Array(16),
    incarnation: 1,
    draining: false,
  }
}

/** Records with a good signature. */
export const records: Target = {
  name: 'records',
  seeds: async () => {
    const record = { owner: '', name: 'a', version: 1, size: 1, blockSize: 64, root: new Uint8Array(32) }
    return [(await signRecord(FileRecord.decode(FileRecord.encode(record)), key, id)).record]
  },
  async take(record) {
    const signature = (await key.sign(
      concat([Buffer.from('tritonring/record:'), record]),
    )) as Uint8Array<ArrayBuffer>
    await openRecord({ record: record.slice(), signature, signer: id })
  },
}
