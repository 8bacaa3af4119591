import type { FileRecord, PeerSeen, SignedView } from '../wire/generated/tritonring.ts'
import type { Council } from './council.ts'
import type { KeptWorld } from './kept-world.ts'

/** One page of a list of names. */
export interface NamesPage {
  records: FileRecord[]
  /** The last name of the page when more follow; pass as `after`. */
  next: string | undefined
}

/** The page of at most `countMax` records that `records` begin, one more than which were looked for. */
export function namesPage(records: FileRecord[], countMax: number): NamesPage {
  const page = records.slice(0, countMax)
  return { records: page, next: records.length > countMax ? page.at(-1)?.name : undefined }
}

/** One change of what a name means. */
export interface NameChange {
  owner: string
  name: string
  /** 16 bytes that name this change, the same whenever it is tried again. */
  operation: Uint8Array
  /** When blocks that it relies on were put, where it does: of several metadata peers, one may not know the present one. */
  generation?: number
  /** Another name that the same change takes something from: both change, or neither does. */
  from?: string | undefined
  /** Whose that is; default: the owner's. */
  fromOwner?: string | undefined
  /**
   * What the name shall mean, by what it means now: a record, of a higher version, or a tombstone; where there is another
   * name, by what both mean, and its record second. Throws to leave all as it is. Called again when somebody else changed
   * a name meanwhile.
   */
  decide(current: FileRecord | undefined, from: FileRecord | undefined): Decision | Promise<Decision>
}

export type Decision = FileRecord | readonly [record: FileRecord, from: FileRecord]

/** The records that a change decides on, that of its name first. */
export async function decisionOf(
  change: NameChange,
  current: FileRecord | undefined,
  from: FileRecord | undefined,
): Promise<[FileRecord, ...FileRecord[]]> {
  const decision = await change.decide(current, from)
  return 'length' in decision ? [...decision] : [decision]
}

/**
 * What every name means now, tombstones included, and the last view. Changes of one name are linearizable, whoever makes
 * them; `commit` and `keepView` resolve when what they keep is as safe as the store makes it. Which version may follow
 * which is the business of whoever commits.
 */
export interface NameStore {
  /** Whether all of it outlives every process of this overlay. Where not, the records on the ring are what lasts. */
  readonly lasting: boolean
  /** Where several metadata peers share the store; otherwise this one is the coordinator. */
  readonly council?: Council
  /** Before anything else, once. Throws `Local`, `Refused`, `Unsupported`, `Corrupt`, `Unavailable`. */
  open(): Promise<void>
  /** Idempotent. */
  close(): Promise<void>
  /** The newest record of a name, a tombstone where it was deleted, undefined where it never was. */
  get(owner: string, name: string): Promise<FileRecord | undefined>
  /** The live file that has this id, whatever it is called. */
  byId(id: Uint8Array): Promise<FileRecord | undefined>
  /**
   * Live names with the prefix, behind `after`, in the order of their UTF-8 bytes; at most `countMax`. An `after` that ends
   * with a slash is a folder, and the list goes on behind all that is in it.
   */
  list(owner: string, prefix: string, after: string, countMax: number): Promise<NamesPage>
  /**
   * Changes a name by compare-and-swap, once for each operation id: one that was applied in the last OPERATION_KEPT_MS
   * resolves with its record as it was then, and nothing is decided anew. Throws what `decide` throws; `Expired`, `Busy`,
   * `NoSpace`, `Local`; `Unavailable` and `Indeterminate` where the store is not in this process.
   */
  commit(change: NameChange): Promise<FileRecord>
  /** Keeps records that were read elsewhere, each unless one as new or newer of its name is there. */
  merge(records: readonly FileRecord[]): Promise<void>
  /**
   * Every record, tombstones too, in any order. Those that are changed meanwhile may be missing; `atOnce`: only those
   * that are changed through this very object. Throws where the store cannot go back that far any more.
   */
  all(atOnce?: boolean): AsyncIterable<FileRecord>
  /** How many names are live. */
  size(): Promise<number>
  world(): Promise<KeptWorld>
  /** Throws `Unavailable` when this metadata peer is not the coordinator, or not any more. */
  keepView(view: SignedView): Promise<void>
  /** From now on the names are incomplete, until `endRebuild`. */
  beginRebuild(from: SignedView): Promise<void>
  endRebuild(): Promise<void>
  /** Notes block peers as they were last seen; those of before stay. */
  keepPeers(peers: readonly PeerSeen[]): Promise<void>
  peers(): AsyncIterable<PeerSeen>
}
