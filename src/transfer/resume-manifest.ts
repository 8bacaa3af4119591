import { concat } from 'uint8arrays/concat'
import type { BlockBatch } from '../block/batch.ts'
import { blockCount } from '../block/block-size.ts'
import { type LevelRange, leftEdge, rightEdge } from '../block/edges.ts'
import { ManifestBuilder } from '../block/manifest.ts'
import type { Root } from '../block/root.ts'
import type { BlockReader } from './block-reader.ts'
import { readManifest } from './read-manifest.ts'

/** A builder that goes on behind the first `count` blocks of a file: reads at most one page of each level for it. */
export async function resumeManifest(
  reader: BlockReader,
  root: Root,
  count: number,
  signal: AbortSignal,
): Promise<ManifestBuilder> {
  const edge = leftEdge(count)
  const partial = await Promise.all(edge.map((range) => readRange(reader, root, range, signal)))
  return ManifestBuilder.resume(root.blockSize, count, partial)
}

/** Has `manifest` go on as a file does behind its first `at` blocks; gives the pages to put. */
export async function graftRest(
  manifest: ManifestBuilder,
  reader: BlockReader,
  root: Root,
  at: number,
  signal: AbortSignal,
): Promise<BlockBatch[]> {
  const edge = rightEdge(at, blockCount(root.size, root.blockSize))
  const keys = await Promise.all(edge.map((range) => readRange(reader, root, range, signal)))
  return edge.flatMap(({ level, blocks }, index) => manifest.graft(level, keys[index]!, blocks))
}

async function readRange(
  reader: BlockReader,
  root: Root,
  { level, from, to }: LevelRange,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const runs: Uint8Array[] = []
  for await (const { keys } of readManifest(reader, root, signal, { level, from, to })) runs.push(keys)
  return concat(runs)
}
