import type { BlockPeerStatus, OverlayStatus } from '../../src/client/report.ts'
import type { RepairReport } from '../../src/wire/generated/tritonring.ts'

export const RING_EPOCH = 7
const SETTLED: RepairReport = {
  ...{
    settled: RING_EPOCH,
    backlogBlocks: 0,
    backlogBytes: 0,
    singleBlocks: 0,
    movedBlocks: 0,
    movedBytes: 0,
  },
  ...{ strayBlocks: 0, corruptBlocks: 0, obstacle: '', comparing: false },
  ...{ countedBlocks: 0, workingMs: 0, graceLeftMs: 0 },
}

/** A block peer that has told that everything is in its place. */
export function peer(
  changes: Partial<Omit<BlockPeerStatus, 'repair'>> & { repair?: Partial<RepairReport> } = {},
) {
  const { repair, ...rest } = changes
  const base = { id: '12D3KooWabcdef', addresses: [], state: 'alive' as const, draining: false, weight: 1 }
  const held = { zone: '', blocks: 10, bytes: 640, bytesFree: undefined, silentMs: 5, toldMs: 100 }
  return { ...base, ...held, ...rest, repair: { ...SETTLED, ...repair } } satisfies BlockPeerStatus
}

/** What an overlay of these peers says of itself when all is well. */
export function overlay(peers: BlockPeerStatus[], changes: Partial<OverlayStatus> = {}): OverlayStatus {
  return {
    ...{
      metadataPeer: 'm',
      ...{ generation: 1, generationMs: 1_000, collectionObstacle: '', collections: [] },
      term: 1,
      epoch: 9,
      ringEpoch: RING_EPOCH,
      replicas: 2,
      files: 3,
      rebuilding: false,
      rebuild: { peersRead: 0, peers: 0, records: 0 },
    },
    ...{
      pending: false,
      frozen: false,
      lastHolders: [],
      departed: [],
      recordsBacklog: 0,
      heartbeatMs: 5_000,
      graceMs: 10_000,
      wallMs: 0,
    },
    peers,
    ...changes,
  }
}
