import { setMaxListeners } from 'node:events'
import type { BlockBatch } from '../block/batch.ts'
import { hashBlock, hashBlocks } from '../block/hash.ts'
import { type Part, partition } from '../block/partition.ts'
import { pause } from '../clock.ts'
import { isTritonError, TritonError } from '../errors.ts'
import {
  BATCH_BLOCKS_MAX,
  BLOCK_SIZE_MAX,
  BUSY_PAUSE_MS,
  REPLICATE_BUSY_MAX,
  REPLICATE_DEADLINE_MS,
  SLOWEST_BYTES_PER_MS,
} from '../limits.ts'
import type { Overlay } from '../membership/overlay.ts'
import type { OverlayView } from '../membership/view.ts'
import type { Leases } from '../repair/leases.ts'
import { chooseMembers, NO_MEMBER } from '../ring/choose.ts'
import type { Reply, RequestContext } from '../rpc/server.ts'
import type { BlockStore } from '../store/store.ts'
import { REPLICATE } from '../wire/blocks.ts'
import { type PutRequest, type PutResponse, SignedView } from '../wire/generated/tritonring.ts'

/** What PUT needs of its peer. */
export interface PutPlace extends Overlay {
  store: BlockStore
  leases: Leases
  /** Called when blocks were kept that may be where they do not belong, and not where they do. */
  noteAstray: () => void
  /** Called with the epoch that the other holder of some blocks knows. */
  noteOtherHolder: (epoch: number) => void
}

/** REPLICATE: hashes what came, keeps it, and says what it kept. */
export async function replicate(
  place: PutPlace,
  request: PutRequest,
  payload: Uint8Array,
): Promise<Reply<PutResponse>> {
  const batch = hashed(request, payload)
  const added = await place.store.put(batch, place.leases.stamp(request.generation))
  return { response: { digest: hashBlock(batch.keys) as Uint8Array<ArrayBuffer>, added, single: 0 } }
}

/**
 * PUT, at the primary: keeps the blocks, has each kept by the first other peer of its preference list that
 * answers, and acknowledges when both have it. Blocks that nobody else could take are counted as `single`.
 * Throws `WrongEpoch`, with this peer's view, to a caller with an older one.
 */
export async function put(
  place: PutPlace,
  request: PutRequest,
  payload: Uint8Array,
  context: RequestContext,
): Promise<Reply<PutResponse>> {
  const view = place.view()
  if (context.epoch < view.epoch) throw wrongEpoch(context.epoch, view)
  const batch = hashed(request, payload)
  const course = { astray: request.avoid.length > 0 || context.epoch !== view.epoch }
  const attempts = {
    ...{ peers: new Set<string>(), mayBeAlive: false, avoid: new Set(request.avoid), course },
    generation: Math.max(place.leases.present, request.generation),
  }
  // As many requests listen as there are parts.
  setMaxListeners(0, context.signal)
  const passedOn = passOn(place, batch, context.signal, attempts)
  // When this store fails first, nobody waits for the other any more.
  passedOn.catch(() => {})
  const added = await place.store.put(batch, place.leases.stamp(request.generation))
  const single = await passedOn
  if (course.astray || place.view() !== view) place.noteAstray()
  return { response: { digest: hashBlock(batch.keys) as Uint8Array<ArrayBuffer>, added, single } }
}

function hashed(request: PutRequest, bytes: Uint8Array): BlockBatch {
  const { blockSize } = request
  const count = Math.ceil(bytes.length / blockSize)
  if (blockSize < 1 || blockSize > BLOCK_SIZE_MAX || bytes.length === 0) {
    throw new TritonError(
      'BadRequest',
      `could not store ${bytes.length} bytes in blocks of ${blockSize}: 1 to ${BLOCK_SIZE_MAX} bytes a block needed`,
    )
  }
  if (count > BATCH_BLOCKS_MAX) {
    throw new TritonError('TooLarge', `could not store ${count} blocks at once: at most ${BATCH_BLOCKS_MAX}`)
  }
  return { keys: hashBlocks(bytes, blockSize), bytes, blockSize }
}

/** Who was asked for the second copy of some blocks and did not take it. */
interface Attempts {
  peers: ReadonlySet<string>
  /** One of them may be alive, only slow or busy: then a single copy must not be acknowledged. */
  mayBeAlive: boolean
  /** Peers that do not answer the client; they come late here, too. */
  avoid: ReadonlySet<string>
  /** In which the blocks' leases begin at least. */
  generation: number
  /** `astray`: some member was passed over, at any of the attempts, or there are not enough owners. */
  course: { astray: boolean }
}

/**
 * Gives each block to the first other peer of its preference list that takes it: those that traffic avoids come last,
 * but are asked before a block is left with one copy. Resolves with the number of blocks that no other peer could be
 * reached for. Throws `Busy` where one that may be alive did not answer.
 */
async function passOn(
  place: PutPlace,
  batch: BlockBatch,
  signal: AbortSignal,
  attempts: Attempts,
): Promise<number> {
  const view = place.view()
  const { ring } = view
  const nobody = ring.size
  const chosen = chooseOthers(place, view, batch.keys, attempts)
  for (let i = 0; i < chosen.length; i++) if (chosen[i] === NO_MEMBER) chosen[i] = nobody
  const singles = await Promise.all(
    partition(batch, chosen, nobody + 1).map((part) => {
      if (part.group !== nobody) return passPart(place, ring.members[part.group]!.id, part, signal, attempts)
      if (!attempts.mayBeAlive) return part.indexes.length
      throw new TritonError(
        'Busy',
        `could not get a second copy of ${part.indexes.length} blocks: the other peers do not answer in time`,
      )
    }),
  )
  return singles.reduce((sum, single) => sum + single, 0)
}

/** The first member of each key's preference list but this one and those tried; an avoided one where all are. */
function chooseOthers(
  place: PutPlace,
  view: OverlayView,
  keys: Uint8Array,
  { peers: tried, avoid, course }: Attempts,
): Uint16Array {
  const { ring } = view
  const self = ring.indexOf(place.network.id)
  const closed = Uint8Array.from(ring.members, ({ id }) => (tried.has(id) ? 1 : 0))
  const avoided = place.suspicion.avoided(view)
  ring.members.forEach(({ id }, member) => {
    if (tried.has(id) || avoid.has(id)) avoided[member] = 1
  })
  course.astray ||= avoided.includes(1) || ring.ownerCount < view.replicas
  const usable = avoided.some((each, member) => each === 0 && member !== self)
  return chooseMembers(ring, keys, usable ? avoided : closed, self)
}

/** `busy`: how often the peer has said that it has too much to do. It is there, so nobody else should have its copies. */
async function passPart(
  place: PutPlace,
  peer: string,
  part: Part,
  signal: AbortSignal,
  attempts: Attempts,
  busy = 0,
): Promise<number> {
  try {
    const deadlineMs = REPLICATE_DEADLINE_MS + part.bytes.length / SLOWEST_BYTES_PER_MS
    const options = { payload: part.bytes, signal, deadlineMs, endsInSilence: true }
    const { generation, course } = attempts
    const request = { blockSize: part.blockSize, generation, astray: course.astray }
    const { response, epoch } = await place.network.call(peer, REPLICATE, request, options)
    place.noteOtherHolder(epoch)
    if (Buffer.compare(response.digest, hashBlock(part.keys)) === 0) return 0
    throw new TritonError('Corrupt', `peer ${peer} stored other blocks than it was sent`, { peer })
  } catch (error) {
    if (signal.aborted) throw error
    const isBusy = isTritonError(error, 'Busy')
    if (isBusy && busy < REPLICATE_BUSY_MAX) {
      await pause(place.network.clock, BUSY_PAUSE_MS * 2 ** busy, signal)
      return passPart(place, peer, part, signal, attempts, busy + 1)
    }
    if (!isBusy) place.suspicion.suspect(peer)
    const gone = isTritonError(error, 'Unavailable') || isTritonError(error, 'NoSpace')
    const peers = new Set(attempts.peers).add(peer)
    return passOn(place, part, signal, { ...attempts, peers, mayBeAlive: attempts.mayBeAlive || !gone })
  }
}

function wrongEpoch(epoch: number, view: OverlayView): TritonError {
  return new TritonError(
    'WrongEpoch',
    `could not store blocks by epoch ${epoch}: the ring is at epoch ${view.epoch}`,
    {
      detail: SignedView.encode(view.signed),
    },
  )
}
