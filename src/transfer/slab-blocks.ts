import { BATCH_BLOCKS_MAX, SLAB_BYTES, TRANSFER_SLAB_BYTES_MAX } from '../limits.ts'

/** Peers of the smallest ring worth dividing a slab for: with two copies a block, each gets two thirds of it. */
const FEW_PEERS = 3

/**
 * Blocks of a slab, at least one: as many that each of `peers` gets a share which fills a frame, at most
 * TRANSFER_SLAB_BYTES_MAX together. A primary sends its own share on in as many parts as there are others, so that with
 * slabs of one size the work in messages would grow with the square of the peers.
 */
export function slabBlocks(blockSize: number, peers: number): number {
  const times = Math.min(Math.max(peers, FEW_PEERS) / FEW_PEERS, TRANSFER_SLAB_BYTES_MAX / SLAB_BYTES)
  return Math.max(1, Math.floor(times * Math.min(BATCH_BLOCKS_MAX, SLAB_BYTES / blockSize)))
}
