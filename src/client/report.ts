import type { CollectionReport, FileRecord, RepairReport } from '../wire/generated/tritonring.ts'

/** A file on the ring: by its name now, or by the key of a manifest's root, for which no metadata peer is needed. */
export type FileReference = { name: string } | { root: Uint8Array }

/** How far a transfer has come; told now and then, and once at its end. */
export interface Progress {
  /** Bytes of the file done. */
  bytes: number
  /** Bytes of the file, where known. */
  total: number | undefined
  /** Of the bytes done, those that were there already and not sent. Always 0 in a download. */
  bytesDeduplicated: number
}

export interface UploadReport {
  record: FileRecord
  /** Bytes of the file. */
  size: number
  /** Data blocks of the file. */
  blocks: number
  /** Manifest pages, the root counted as one. */
  pages: number
  /** Payload bytes of data blocks and pages sent to block peers by this client. */
  bytesSent: number
  /** Data bytes not sent because both owners held them. */
  bytesDeduplicated: number
  /** Blocks and pages that only one peer could take, because no second was there. */
  singleCopies: number
  elapsedMs: number
}

/** What a change of a part of a file did. */
export interface EditReport {
  record: FileRecord
  /** Bytes written into the file. */
  written: number
  /** How often it was tried: more than once where others changed the file meanwhile. */
  attempts: number
  /** As in an upload. */
  bytesSent: number
  singleCopies: number
  elapsedMs: number
}

export interface DownloadReport {
  /** Bytes of the file. */
  size: number
  blocks: number
  /** Blocks that came from another peer than the one first asked, because that was slow, dead, missing it or lying. */
  blocksRerouted: number
  /** Peers that returned bytes that do not match their key. */
  lyingPeers: string[]
  elapsedMs: number
}

/** One block of a file and the peers that should hold it. */
export interface BlockLocation {
  index: number
  key: Uint8Array
  /** Block peers' ids, the first owner first. */
  owners: string[]
}

/** What the overlay says of itself. */
export interface OverlayStatus {
  metadataPeer: string
  term: number
  epoch: number
  /** The epoch in which the ring, or what its members can be expected to hold, last changed. */
  ringEpoch: number
  replicas: number
  files: number
  /** Names are being read back from the ring. */
  rebuilding: boolean
  /** How far that is, or was the last time: block peers read, of how many; records read. */
  rebuild: { peersRead: number; peers: number; records: number }
  /** Ranges have other owners than before, and not all of their blocks are known to be in place. */
  pending: boolean
  /** Half of the block peers or more are silent together: nobody is evicted. */
  frozen: boolean
  /** Ids of peers that left the ring when nobody else was known to hold all that they did. */
  lastHolders: string[]
  /** Ids of peers that left the ring with a share of the blocks, since all of those were last in their places. */
  departed: string[]
  /** Copies of name records that are still to be made. */
  recordsBacklog: number
  heartbeatMs: number
  graceMs: number
  /** Of collection: a block that nothing needs goes two of them after it was last put. */
  generation: number
  generationMs: number
  /** Why nothing can be collected now; empty where it can. */
  collectionObstacle: string
  /** Each block peer's last collection. */
  collections: CollectionReport[]
  /** Milliseconds since 1970 by the metadata peer's clock; 0 where it does not tell. */
  wallMs: number
  peers: BlockPeerStatus[]
}

export interface BlockPeerStatus {
  id: string
  addresses: string[]
  state: 'alive' | 'suspect'
  /** On its way off the ring: it is to keep nothing. */
  draining: boolean
  weight: number
  zone: string
  blocks: number
  bytes: number
  /** Bytes of blocks that it still takes; undefined where it has no bound, or has not told. */
  bytesFree: number | undefined
  /** Milliseconds since the metadata peer last heard from it. */
  silentMs: number
  /** Milliseconds since it last told what it holds. */
  toldMs: number
  /** What it last told of its copies; undefined before its first heartbeat. */
  repair: RepairReport | undefined
}
