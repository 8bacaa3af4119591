/**
 * A sketch at scale: what rings and views of many block peers cost, under churn. Only the pure parts run: no peer is a process.
 *
 *     node --import tsx bench/scale.ts [--json] [1000] [10000]
 */
import { randomBytes } from 'node:crypto'
import { generateKeyPair } from '@libp2p/crypto/keys'
import { peerIdFromPrivateKey } from '@libp2p/peer-id'
import { systemClock } from '../src/clock.ts'
import { HEARTBEAT_MS_DEFAULT, REPLICAS } from '../src/limits.ts'
import { Presence } from '../src/membership/presence.ts'
import { OverlayView } from '../src/membership/view.ts'
import { errandsOf } from '../src/repair/plan.ts'
import { movedFraction, moves } from '../src/ring/moves.ts'
import { HeartbeatRequest, type Member, MemberState, type View } from '../src/wire/generated/tritonring.ts'

/** Joins, leaves and suspicions, in turn. */
const CHANGES = 12
const HEARTBEATS = 20_000

const key = await generateKeyPair('Ed25519')
const coordinator = peerIdFromPrivateKey(key).toString()

function memberOf(index: number): Member {
  const id = `12D3KooW${Buffer.from(randomBytes(33)).toString('base64url')}`
  const addresses = [`/ip4/10.${index >> 16}.${(index >> 8) & 255}.${index & 255}/tcp/4001`]
  const seed = new Uint8Array(randomBytes(16))
  return {
    id,
    addresses,
    weight: 1000,
    zone: '',
    state: MemberState.ALIVE,
    seed,
    incarnation: 1.8e12,
    draining: false,
  }
}

function viewOf(members: Member[], previous: Member[], epoch: number): View {
  return {
    ...{ term: 1, epoch, ringEpoch: epoch, coordinator, coordinatorAddresses: ['/ip4/10.0.0.1/tcp/4001'] },
    ...{
      replicas: REPLICAS,
      generation: 1,
      members,
      previous,
      world: new Uint8Array(16),
      metadataPeers: [],
      signers: [coordinator],
      issuerKeys: [],
      denials: [],
      lastHolders: [],
    },
  }
}

async function msOf<Result>(work: () => Promise<Result> | Result): Promise<[number, Result]> {
  const startMs = performance.now()
  const result = await work()
  return [performance.now() - startMs, result]
}

/** A view as a peer gets it that did not see it made. */
function received({ signed }: OverlayView) {
  return { view: signed.view.slice(), signature: signed.signature.slice() }
}

async function churn(peers: number) {
  // One is still to join: 10,000 are the most.
  let members = Array.from({ length: peers - 1 }, (_, index) => memberOf(index))
  let view = await OverlayView.sign(viewOf(members, [], 1), key)
  const [ringMs] = await msOf(() => view.ring)
  const sums = { signMs: 0, openMs: 0, planMs: 0, moved: 0, ideal: 0 }
  for (let change = 0; change < CHANGES; change++) {
    const before = members
    members = change % 2 === 0 ? [...members, memberOf(peers + change)] : members.slice(1)
    const [signMs, next] = await msOf(() => OverlayView.sign(viewOf(members, before, change + 2), key))
    const copy = received(next)
    // This process has made it and would know it again: nine others make it forget.
    for (let other = 0; other < 9; other++) await OverlayView.sign(viewOf([], [], 1_000 + other), key)
    const [openMs] = await msOf(() => OverlayView.open(copy))
    const [planMs] = await msOf(() => errandsOf(members[1]!.id, next))
    const fraction = movedFraction(moves(view.ring, next.ring))
    sums.signMs += signMs
    sums.openMs += openMs
    sums.planMs += planMs
    sums.moved += fraction
    sums.ideal += 1 / Math.max(before.length, members.length)
    view = next
  }
  const mean = (sum: number) => round(sum / CHANGES)
  const settled = await OverlayView.sign(viewOf(members, [], 100), key)
  const viewBytes = settled.signed.view.length + settled.signed.signature.length
  const pendingBytes = view.signed.view.length + view.signed.signature.length
  const beat = await heartbeats(members)
  return {
    peers,
    'view KiB': round(viewBytes / 1024),
    'view KiB, bytes a member': round(viewBytes / members.length),
    'view KiB with pending ranges': round(pendingBytes / 1024),
    'pushing a change to all MiB': round((pendingBytes * members.length) / 2 ** 20),
    'ring from nothing ms': round(ringMs),
    'sign ms': mean(sums.signMs),
    'open, with its ring, ms': mean(sums.openMs),
    "a peer's repair plan ms": mean(sums.planMs),
    'moved / ideal 1/N': round(sums.moved / sums.ideal),
    'load max/mean': round(Math.max(...view.ring.shares()) * view.ring.size),
    'heartbeats/s at the coordinator': round(members.length / (HEARTBEAT_MS_DEFAULT / 1000)),
    'heartbeat bytes in': beat.bytes,
    'bytes/s in': round((beat.bytes * members.length) / (HEARTBEAT_MS_DEFAULT / 1000)),
    'were each answer to carry the view, MiB/s out': round(
      (viewBytes * members.length) / (HEARTBEAT_MS_DEFAULT / 1000) / 2 ** 20,
    ),
    'noting a heartbeat us': beat.us,
  }
}

/** What a heartbeat weighs, and what it takes to decode and note it. */
async function heartbeats(members: readonly Member[]) {
  const presence = new Presence(systemClock())
  const none = {
    backlogBlocks: 0,
    backlogBytes: 0,
    singleBlocks: 0,
    strayBlocks: 0,
    corruptBlocks: 0,
    countedBlocks: 0,
  }
  const now = { obstacle: '', comparing: false, workingMs: 0, graceLeftMs: 0 }
  const repair = { ...none, ...now, settled: 12, movedBlocks: 1e6, movedBytes: 64e6 }
  const request = { incarnation: 1.8e12, blocks: 4e6, bytes: 256e6, repair }
  const encoded = HeartbeatRequest.encode(request)
  for (const { id } of members) presence.expect(id)
  const [ms] = await msOf(() => {
    for (let i = 0; i < HEARTBEATS; i++) {
      const { blocks, bytes, repair: told } = HeartbeatRequest.decode(encoded)
      presence.told(members[i % members.length]!.id, { blocks, bytes, repair: told })
    }
  })
  return { bytes: encoded.length, us: round((ms * 1000) / HEARTBEATS) }
}

function round(value: number): number {
  return Number(value.toPrecision(3))
}

const counts = process.argv
  .slice(2)
  .map(Number)
  .filter((count) => count > 1)
const figures: object[] = []
for (const count of counts.length > 0 ? counts : [1_000, 10_000]) figures.push(await churn(count))
if (process.argv.includes('--json')) console.log(JSON.stringify({ bench: 'scale', figures }))
else for (const figure of figures) console.table(figure)
