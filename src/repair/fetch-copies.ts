import { isTritonError } from '../errors.ts'
import { KEY_BYTES, MEND_KEYS, MESSAGE_PAYLOAD_MAX, READ_DEADLINE_MS } from '../limits.ts'
import type { Network } from '../rpc/network.ts'
import { GET } from '../wire/blocks.ts'

/** Blocks of some keys, as a store or a peer gave them, not verified: a size each, 0 for one that is missing, and bytes. */
export interface Copies {
  keys: Uint8Array
  sizes: Uint32Array
  bytes: Uint8Array
}

/** What `peer` gives for the keys, in parts that fit in an answer. Throws what GET does. */
export async function* fetchCopies(
  network: Network,
  peer: string,
  keys: Uint8Array,
  signal: AbortSignal,
): AsyncGenerator<Copies> {
  const get = async (some: Uint8Array) => {
    const options = {
      payload: some,
      answerBytesMax: MESSAGE_PAYLOAD_MAX,
      signal,
      deadlineMs: READ_DEADLINE_MS,
    }
    const { response, payload } = await network.call(peer, GET, { bytesMax: MESSAGE_PAYLOAD_MAX }, options)
    return { sizes: sizesOf(response, some.length / KEY_BYTES, payload.length), bytes: payload }
  }
  for (let at = 0; at < keys.length; at += MEND_KEYS * KEY_BYTES)
    yield* inParts(keys.subarray(at, at + MEND_KEYS * KEY_BYTES), get)
}

/** What `get` gives for the keys, in parts: where the blocks are too large together, in halves. */
export async function* inParts(
  keys: Uint8Array,
  get: (keys: Uint8Array) => Promise<Omit<Copies, 'keys'>>,
): AsyncGenerator<Copies> {
  if (keys.length === 0) return
  let found: Omit<Copies, 'keys'>
  try {
    found = await get(keys)
  } catch (error) {
    if (!isTritonError(error, 'TooLarge') || keys.length <= KEY_BYTES) throw error
    const half = Math.floor(keys.length / KEY_BYTES / 2) * KEY_BYTES
    yield* inParts(keys.subarray(0, half), get)
    yield* inParts(keys.subarray(half), get)
    return
  }
  yield { ...found, keys }
}

/** The size of each block of an answer to GET. */
function sizesOf(
  { blockSize, sizes }: { blockSize: number; sizes: number[] },
  count: number,
  length: number,
): Uint32Array {
  if (blockSize === 0) return Uint32Array.from(sizes)
  return Uint32Array.from({ length: count }, (_, index) =>
    index < count - 1 ? blockSize : length - (count - 1) * blockSize,
  )
}
