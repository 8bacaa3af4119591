import { isBlockSize } from '../block/block-size.ts'
import type { Clock } from '../clock.ts'
import { TritonError } from '../errors.ts'
import {
  EARLIER_OPERATIONS_MAX,
  FILE_SIZE_MAX,
  KEY_BYTES,
  LEAST_VERSION_MAX,
  OPERATION_KEPT_MS,
} from '../limits.ts'
import type { OverlayView } from '../membership/view.ts'
import { checkFileName, printable } from '../names/file-name.ts'
import type { Decision, NameStore } from '../names/names.ts'
import { NO_CONTENT, ownedName, tombstoneOfRename } from '../names/record.ts'
import { checkTag } from '../names/tag.ts'
import { checkUploadLease } from '../names/upload-lease.ts'
import { versionConflict } from '../names/version-conflict.ts'
import {
  CommitRequest,
  type FileRecord,
  RecordState,
  type ShareRequest,
} from '../wire/generated/tritonring.ts'
import { grantsAfter } from './grants.ts'
import { type CommitMoment, nextRecord, renamedRecords } from './next-record.ts'
import { type Asked, checkMayRead, checkMayWrite } from './ownership.ts'
import type { RecordKeeping } from './record-keeping.ts'

const OPERATION_BYTES = 16
/** Of the key that a client encrypted with. */
const KEY_ID_BYTES = 8
/** A file of an overlay without users. */
const nobodys = (name: string): Asked => ({ user: '', owner: '', name })

/** Told what a commit decides before it is kept, for each name what it meant and will mean; throws to leave all as it is. */
export type Plan = (changes: readonly (readonly [FileRecord | undefined, FileRecord])[]) => void

/** Changes what names mean: each a compare-and-swap on the name's version. */
export class Commits {
  readonly #names: NameStore
  readonly #keeping: RecordKeeping
  readonly #clock: Clock
  /** Since when operations are remembered, where names do not last by themselves. */
  readonly #sinceMs: number
  readonly #generation: () => number
  /** What was tried and may be on the ring, although its commit failed. */
  readonly #tried = new Map<string, FileRecord>()
  readonly #underWay = new Set<Promise<unknown>>()
  readonly #watchers = new Set<(record: FileRecord) => void>()
  /** How many commits have begun. */
  begun = 0

  /** `generation` tells the present one of collection. */
  constructor(names: NameStore, keeping: RecordKeeping, clock: Clock, generation: () => number) {
    this.#names = names
    this.#keeping = keeping
    this.#clock = clock
    this.#sinceMs = clock.now()
    this.#generation = generation
  }

  /** Tells `note` of all that changed names mean and meant, from now on, and of what failed commits may have left on the ring. */
  watch(note: (record: FileRecord) => void): () => void {
    this.#watchers.add(note)
    for (const record of this.#tried.values()) note(record)
    return () => this.#watchers.delete(note)
  }

  /** Resolves when every commit that has begun has ended. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#underWay)
  }

  /**
   * Applies a commit once, however often it is sent. Throws `Expired` for an upload that took too long, `Exists` or
   * `Conflict` (with the current version in the message), `NotFound` for a delete of nothing, `BadRequest`, and what the
   * name store throws. Names that do not last by themselves count when two block peers have their record, or throw
   * `Unavailable`; of others the ring keeps a copy to read them back from, which is not waited for.
   */
  async commit(
    request: CommitRequest,
    view: OverlayView,
    nowMs: number,
    asked: Asked = nobodys(request.name),
    plan: Plan = () => {},
  ): Promise<FileRecord> {
    checkRequest(request, asked)
    const { rename } = request
    const moment = { owner: asked.owner, view, nowMs }
    const record = await this.#change(asked, request, view, (current, from) => {
      if (request.copy) checkMayRead(asked, rename, from)
      return this.#decide(request, current, from, moment, plan)
    })
    const left = record.renamedFrom === undefined ? undefined : tombstoneOfRename(record)
    if (this.#names.lasting && isMove(request) && left !== undefined) this.#keeping.copy(left, view)
    return record
  }

  /**
   * Lets another user read or write a file, or no longer does; a commit of its own, with the same content. Throws
   * `Refused` for a file of another user, and as `commit` does.
   */
  async share(request: ShareRequest, view: OverlayView, nowMs: number, asked: Asked): Promise<FileRecord> {
    const { name, owner, user } = asked
    const change = { ...NO_CHANGE, name, operation: request.operation, keep: true, any: true }
    checkRequest(change, asked)
    if (user !== owner || user === '')
      throw new TritonError(
        'Refused',
        `could not share '${printable(request.name)}': it is not a file of yours`,
        {
          hint: user === '' ? 'there are no users here: everybody reads everything' : 'its owner can',
        },
      )
    return this.#change(asked, change, view, async (current) => {
      checkVersion(change, current)
      const version = this.#nextVersion(change, owner, current)
      const record = nextRecord(change, current, undefined, version, { owner, view, nowMs })
      const shared = { ...record, grants: grantsAfter(current?.grants ?? [], request) }
      this.#note(current, shared)
      if (!this.#names.lasting) await this.#keep(shared, view)
      return shared
    })
  }

  async #change(
    asked: Asked,
    request: CommitRequest,
    view: OverlayView,
    decide: (current: FileRecord | undefined, from: FileRecord | undefined) => Promise<Decision>,
  ): Promise<FileRecord> {
    const { owner, name, fromOwner } = asked
    const { operation, rename, generation } = request
    this.begun++
    const committing = this.#names.commit({
      ...{ owner, name, operation, from: rename === '' ? undefined : rename, fromOwner },
      ...(bringsContent(request) ? { generation } : {}),
      decide: (current, from) => {
        checkMayWrite(asked, current)
        return decide(current, from)
      },
    })
    this.#underWay.add(committing)
    const record = await committing.finally(() => this.#underWay.delete(committing))
    if (this.#names.lasting) this.#keeping.copy(record, view)
    return record
  }

  async #decide(
    request: CommitRequest,
    current: FileRecord | undefined,
    from: FileRecord | undefined,
    moment: CommitMoment,
    plan: Plan,
  ): Promise<Decision> {
    this.#checkVersion(request, current)
    if (bringsContent(request)) checkUploadLease(request.name, request.generation, this.#generation())
    if (isMove(request)) return this.#rename(request, current, from, moment, plan)
    const source = request.copy ? checkSource(request, from) : undefined
    const version = this.#nextVersion(request, moment.owner, current)
    const record = nextRecord(request, current, source, version, moment)
    plan([[current, record]])
    this.#note(current, record)
    if (!this.#names.lasting) await this.#keep(record, moment.view)
    return record
  }

  async #rename(
    request: CommitRequest,
    current: FileRecord | undefined,
    from: FileRecord | undefined,
    moment: CommitMoment,
    plan: Plan,
  ): Promise<Decision> {
    const source = checkSource(request, from)
    const leftVersion = Math.max(source.version, this.#tried.get(ownedName(source))?.version ?? 0) + 1
    const version = Math.max(this.#nextVersion(request, moment.owner, current), source.version + 1)
    const records = renamedRecords(request, source, current, { version, leftVersion }, moment)
    const [record, left] = records
    plan([
      [current, record],
      [source, left],
    ])
    this.#note(current, source, record)
    if (this.#names.lasting) return records
    try {
      await this.#keep(record, moment.view)
    } catch (error) {
      this.#takeBack(record, current, moment.view)
      throw error
    }
    // The new name's record tells of it as well: where this fails, the old name's is only late.
    await this.#keep(left, moment.view).catch(() => this.#keeping.copy(left, moment.view))
    return records
  }

  #nextVersion(
    { name, leastVersion }: CommitRequest,
    owner: string,
    current: FileRecord | undefined,
  ): number {
    const tried = this.#tried.get(ownedName({ owner, name }))?.version ?? 0
    return Math.max(Math.max(current?.version ?? 0, tried) + 1, leastVersion)
  }

  /** Tells those who watch of records that go or come. */
  #note(...records: (FileRecord | undefined)[]): void {
    for (const note of this.#watchers) for (const record of records) if (record !== undefined) note(record)
  }

  async #keep(record: FileRecord, view: OverlayView): Promise<void> {
    this.#tried.set(ownedName(record), record)
    await this.#keeping.keep(record, view)
    this.#tried.delete(ownedName(record))
  }

  /** A rename that may be on the ring must not come back when the old name has been changed since: it is written over. */
  #takeBack(record: FileRecord, current: FileRecord | undefined, view: OverlayView): void {
    const version = record.version + 1
    const { renamedFrom: _, ...nothing } = {
      ...record,
      ...NO_CONTENT,
      state: RecordState.DELETED,
      id: record.operation,
      tags: [],
      history: [],
    }
    this.#tried.set(ownedName(record), { ...record, version })
    this.#keeping.copy({ ...(current ?? nothing), version, epoch: view.epoch, term: view.term }, view)
  }

  /**
   * Throws `Exists` or `Conflict` when the name has not the version needed, `Indeterminate` where the operation may have
   * been applied before, and nobody remembers.
   */
  #checkVersion(request: CommitRequest, current: FileRecord | undefined): void {
    if (!request.again || this.#remembers(request, current)) return checkVersion(request, current)
    throw new TritonError(
      'Indeterminate',
      `could not learn whether '${printable(request.name)}' was changed: what was committed before this metadata peer started is not remembered`,
      { hint: 'tt versions shows what the name meant before' },
    )
  }

  /** Whether an operation that was asked for before would be known, had it been applied. */
  #remembers({ ifVersion, any }: CommitRequest, current: FileRecord | undefined): boolean {
    if (this.#names.lasting || this.#clock.now() - this.#sinceMs >= OPERATION_KEPT_MS) return true
    if (current === undefined || current.earlierOperations.length < EARLIER_OPERATIONS_MAX) return true
    return !any && [current, ...current.earlierOperations].some(({ version }) => version <= ifVersion)
  }
}

/** Whether a commit names a root of its own, rather than one that a record has. */
function bringsContent({ delete: deleted, keep, rename, restore }: CommitRequest): boolean {
  return !deleted && !keep && rename === '' && restore.length === 0
}

function isMove({ rename, copy }: CommitRequest): boolean {
  return rename !== '' && !copy
}

/** A request that says nothing. */
export const NO_CHANGE = CommitRequest.decode(new Uint8Array(0))

/** The file to be renamed. Throws `NotFound`, `Conflict`. */
function checkSource(request: CommitRequest, from: FileRecord | undefined): FileRecord {
  const { rename, renameIfVersion } = request
  if (from?.state !== RecordState.LIVE)
    throw new TritonError('NotFound', `there is no file '${printable(rename)}'`)
  if (renameIfVersion === 0 || from.version === renameIfVersion) return from
  throw versionConflict(rename, from.version, renameIfVersion)
}

function checkVersion(request: CommitRequest, current: FileRecord | undefined): void {
  const live = current?.state === RecordState.LIVE ? current : undefined
  const { name, ifVersion } = request
  const forgets = request.delete && request.forget && (current?.history.length ?? 0) > 0
  if ((request.delete || request.keep) && live === undefined && !forgets)
    throw new TritonError('NotFound', `there is no file '${name}'`)
  if (request.any || (live?.version ?? 0) === ifVersion) return
  if (ifVersion === 0) {
    throw new TritonError('Exists', `'${name}' exists already, at version ${live?.version}`, {
      hint: '--force replaces it, another name keeps both',
    })
  }
  throw versionConflict(name, live?.version ?? 0, ifVersion)
}

function checkRequest(request: CommitRequest, { owner, fromOwner = owner }: Asked): void {
  checkFileName(request.name)
  const { operation, root, size, blockSize, leastVersion } = request
  if (operation.length !== OPERATION_BYTES) {
    throw new TritonError(
      'BadRequest',
      `could not commit '${request.name}': an operation id of ${OPERATION_BYTES} bytes needed, got ${operation.length}`,
    )
  }
  if (leastVersion > LEAST_VERSION_MAX) {
    throw new TritonError(
      'BadRequest',
      `could not commit '${request.name}': version ${leastVersion} is more than ${LEAST_VERSION_MAX}`,
    )
  }
  const { encryptionKeyId } = request
  if (encryptionKeyId.length !== 0 && encryptionKeyId.length !== KEY_ID_BYTES) {
    throw new TritonError(
      'BadRequest',
      `could not commit '${request.name}': a key id of ${KEY_ID_BYTES} bytes needed, got ${encryptionKeyId.length}`,
    )
  }
  for (const tag of request.addTags) checkTag(tag)
  if (request.rename === request.name && fromOwner === owner)
    throw new TritonError(
      'BadRequest',
      `could not rename or copy '${request.name}': that is its name already`,
    )
  if (request.rename !== '') checkFileName(request.rename)
  if (!bringsContent(request)) return
  if (root.length !== KEY_BYTES || !isBlockSize(blockSize) || size < 0 || size > FILE_SIZE_MAX) {
    throw new TritonError(
      'BadRequest',
      `could not commit '${request.name}': a root key, a size and a block size needed, got ${root.length} bytes, ${size} and ${blockSize}`,
    )
  }
}
