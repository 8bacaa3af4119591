import { concat } from 'uint8arrays/concat'
import { hashBlocks } from '../../../src/block/hash.ts'
import { readKeys } from '../../../src/block/read-keys.ts'
import { decodeRoot, encodeRoot, manifestDepth } from '../../../src/block/root.ts'
import { verifyBlocks } from '../../../src/block/verify.ts'
import { Cells, decodeRanges, pieceStarts } from '../../../src/repair/fingerprint.ts'
import { decodeRuns, encodeRuns } from '../../../src/repair/runs.ts'
import type { OpenFile } from '../../../src/store/disk/file-system.ts'
import { encodeHeader, FrameKind, HEADER_BYTES } from '../../../src/store/disk/frame.ts'
import { blocksEntry, deletionsEntry, partsOf } from '../../../src/store/disk/log-entry.ts'
import type { LogSegment } from '../../../src/store/disk/log-segment.ts'
import { readFrames } from '../../../src/store/disk/read-frames.ts'
import type { Target } from '../target.ts'

const rootOf = (size: number, blockSize: number, pageKeys?: number) =>
  encodeRoot({
    size,
    blockSize,
    depth: manifestDepth(Math.ceil(size / blockSize), pageKeys),
    top: new Uint8Array(32).fill(size === 0 ? 0 : 3),
  })

export const roots: Target = {
  name: 'roots',
  seeds: () => [rootOf(0, 64), rootOf(64, 64), rootOf(1e6, 64), rootOf(2 ** 52, 8)],
  take: (input) => void decodeRoot(input),
}

const PAGE_KEYS = 4

/** A root, then the bytes that any page asked for is cut from. */
export const pages: Target = {
  name: 'pages',
  seeds: () =>
    [1, 5, 17, 100].map((count) => concat([rootOf(count * 64, 64, PAGE_KEYS), new Uint8Array(256)])),
  async take(input) {
    const root = decodeRoot(input.subarray(0, 53), PAGE_KEYS)
    const rest = input.subarray(53)
    let pagesLeft = 20
    const fetch = async (_: Uint8Array, sizes: Uint32Array) => {
      pagesLeft -= sizes.length
      return Array.from(sizes, (size) =>
        pagesLeft < 0 ? new Uint8Array(0) : rest.subarray(0, Math.min(size, rest.length || 1)),
      )
    }
    for await (const _ of readKeys(root, fetch, { pageKeys: PAGE_KEYS, prefetch: 2 }));
  },
}

export const sizes: Target = {
  name: 'sizes of an answer',
  seeds: () => [concat([hashBlocks(new Uint8Array(128), 64), new Uint8Array(128)])],
  take(input) {
    const keys = input.subarray(0, 64)
    const bytes = input.subarray(64)
    const told = Uint32Array.from(input.subarray(0, 2))
    verifyBlocks(bytes, told, keys)
  },
}

export const runs: Target = {
  name: 'runs',
  seeds: () => [
    concat([Uint8Array.of(192), encodeRuns(Uint32Array.of(64, 64, 64))]),
    concat([Uint8Array.of(9), encodeRuns(Uint32Array.of(1, 8))]),
  ],
  take: (input) => void decodeRuns(input.subarray(1), input[0] ?? 0),
}

export const fingerprints: Target = {
  name: 'fingerprints',
  seeds: () => [
    concat([Uint8Array.of(8), new Uint8Array(24)]),
    concat([Uint8Array.of(2), new Uint8Array(32)]),
  ],
  take(input) {
    const rest = input.subarray(1)
    const pieces = input[0] ?? 0
    if (pieces % 2 === 0) Cells.decode(rest, Math.floor(rest.length / 16)).encode()
    for (const range of decodeRanges(rest, pieces)) pieceStarts(range, pieces)
  },
}

/** A file of a disk store's log. Its first byte says whether headers get a good checksum, so that what is behind is reached. */
export const logFrames: Target = {
  name: 'frames on disk',
  seeds: () => {
    const batch = new Uint8Array(200)
    const entry = blocksEntry(
      { keys: hashBlocks(batch, 64), bytes: batch, blockSize: 64 },
      { urgent: false, onSynced: () => {} },
    )
    const parts = [...partsOf(entry), ...partsOf(deletionsEntry({ number: 1 } as LogSegment, [0, 2]))]
    return [concat([Uint8Array.of(0), ...parts]), concat([Uint8Array.of(1), ...parts])]
  },
  async take(input) {
    const bytes = input.slice(1)
    if ((input[0] ?? 0) % 2 === 1 && bytes.length >= HEADER_BYTES) sealHeader(bytes)
    await readFrames(fileOf(bytes), 0, true)
  },
}

/** Writes the first header anew, with whatever numbers it holds. */
function sealHeader(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer)
  const word = (index: number) => view.getUint32(4 * index, true)
  const kind = word(1) % 2 === 0 ? FrameKind.BLOCKS : FrameKind.DELETED
  bytes.set(
    encodeHeader({
      kind,
      count: word(2),
      blockSize: word(3),
      lastSize: word(4),
      firstSlot: word(5),
      segment: 0,
      target: word(7),
      bodyCrc: word(8),
    }),
  )
}

function fileOf(bytes: Uint8Array): OpenFile {
  const read = async (into: Uint8Array, position: number) => {
    const part = bytes.subarray(position, position + into.length)
    into.set(part)
    return part.length
  }
  return { read, size: async () => bytes.length } as OpenFile
}
