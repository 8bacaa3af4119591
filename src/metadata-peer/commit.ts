import { randomBytes } from 'node:crypto'
import { isBlockSize } from '../block/block-size.ts'
import { TritonError } from '../errors.ts'
import { FILE_SIZE_MAX, KEY_BYTES, LEAST_VERSION_MAX } from '../limits.ts'
import type { OverlayView } from '../membership/view.ts'
import { checkFileName } from '../names/file-name.ts'
import type { NameStore } from '../names/names.ts'
import {
  type CommitRequest,
  type FileRecord,
  RecordState,
  type ShareRequest,
} from '../wire/generated/tritonring.ts'
import { grantsAfter } from './grants.ts'
import { type Asked, checkMayWrite } from './ownership.ts'
import type { RecordKeeping } from './record-keeping.ts'

const OPERATION_BYTES = 16
/** A file of an overlay without users. */
const nobodys = (name: string): Asked => ({ user: '', owner: '', name })

/** Told what a commit decides before it is kept; throws to leave all as it is. */
export type Plan = (before: FileRecord | undefined, after: FileRecord) => void

/** Changes what names mean: each a compare-and-swap on the name's version. */
export class Commits {
  readonly #names: NameStore
  readonly #keeping: RecordKeeping
  /** Versions that were tried and may be on the ring, although their commit failed. */
  readonly #tried = new Map<string, number>()

  constructor(names: NameStore, keeping: RecordKeeping) {
    this.#names = names
    this.#keeping = keeping
  }

  /**
   * Applies a commit once, however often it is sent. Throws `Exists` or `Conflict` (with the current version in the
   * message), `NotFound` for a delete of nothing, `BadRequest`, and what the name store throws. Names that do not last by
   * themselves count when two block peers have their record, or throw `Unavailable`; of others the ring keeps a copy to
   * read them back from, which is not waited for.
   */
  async commit(
    request: CommitRequest,
    view: OverlayView,
    nowMs: number,
    asked: Asked = nobodys(request.name),
    plan: Plan = () => {},
  ): Promise<FileRecord> {
    checkRequest({ ...request, name: asked.name })
    const decide = (current: FileRecord | undefined) => {
      checkVersion(request, current)
      const version = this.#nextVersion(request, asked, current)
      return { ...recordOf(request, current, version, view, nowMs), owner: asked.owner, name: asked.name }
    }
    return this.#change(asked, request.operation, view, decide, plan)
  }

  /**
   * Lets another user read or write a file, or no longer does; a commit of its own, with the same content. Throws
   * `Refused` for a file of another user, and as `commit` does.
   */
  async share(request: ShareRequest, view: OverlayView, asked: Asked): Promise<FileRecord> {
    checkFileName(asked.name)
    checkOperation(request.name, request.operation)
    if (asked.user !== asked.owner || asked.user === '')
      throw new TritonError('Refused', `could not share '${request.name}': it is not a file of yours`, {
        hint: asked.user === '' ? 'there are no users here: everybody reads everything' : 'its owner can',
      })
    const decide = (current: FileRecord | undefined) => {
      if (current?.state !== RecordState.LIVE)
        throw new TritonError('NotFound', `there is no file '${request.name}'`)
      const version = Math.max(current.version, this.#tried.get(keyOf(asked)) ?? 0) + 1
      const { epoch, term } = view
      const grants = grantsAfter(current.grants, request)
      return { ...current, version, grants, operation: request.operation, epoch, term }
    }
    return this.#change(asked, request.operation, view, decide, () => {})
  }

  async #change(
    asked: Asked,
    operation: Uint8Array,
    view: OverlayView,
    next: (current: FileRecord | undefined) => FileRecord,
    plan: Plan,
  ): Promise<FileRecord> {
    const { owner, name } = asked
    const record = await this.#names.commit({
      ...{ owner, name, operation },
      decide: async (current) => {
        checkMayWrite(asked, current)
        const record = next(current)
        plan(current, record)
        await this.#keep(asked, record, view)
        return record
      },
    })
    if (this.#names.lasting) this.#keeping.copy(record, view)
    return record
  }

  #nextVersion(request: CommitRequest, asked: Asked, current: FileRecord | undefined): number {
    const last = Math.max(current?.version ?? 0, this.#tried.get(keyOf(asked)) ?? 0)
    return Math.max(last + 1, request.leastVersion)
  }

  async #keep(asked: Asked, record: FileRecord, view: OverlayView): Promise<void> {
    if (this.#names.lasting) return
    this.#tried.set(keyOf(asked), record.version)
    await this.#keeping.keep(record, view)
    this.#tried.delete(keyOf(asked))
  }
}

function keyOf({ owner, name }: Asked): string {
  return `${owner}/${name}`
}

function recordOf(
  request: CommitRequest,
  current: FileRecord | undefined,
  version: number,
  view: OverlayView,
  nowMs: number,
): Omit<FileRecord, 'owner' | 'name'> {
  const fresh = current === undefined || current.state === RecordState.DELETED
  return {
    id: fresh ? new Uint8Array(randomBytes(16)) : current.id,
    version,
    size: request.size,
    blockSize: request.blockSize,
    root: request.root,
    mtime: request.delete ? nowMs : request.mtime,
    state: request.delete ? RecordState.DELETED : RecordState.LIVE,
    epoch: view.epoch,
    operation: request.operation,
    term: view.term,
    grants: fresh ? [] : current.grants,
  }
}

function checkVersion(request: CommitRequest, current: FileRecord | undefined): void {
  const live = current?.state === RecordState.LIVE ? current : undefined
  const { name, ifVersion } = request
  if (request.delete && live === undefined) throw new TritonError('NotFound', `there is no file '${name}'`)
  if (request.any || (live?.version ?? 0) === ifVersion) return
  if (ifVersion === 0) {
    throw new TritonError('Exists', `'${name}' exists already, at version ${live?.version}`, {
      hint: '--force replaces it, --name stores under another name',
    })
  }
  throw new TritonError(
    'Conflict',
    `'${name}' is at version ${live?.version ?? 0}, not ${ifVersion}: somebody else changed it`,
  )
}

function checkRequest(request: CommitRequest): void {
  checkFileName(request.name)
  const { operation, root, size, blockSize, leastVersion } = request
  checkOperation(request.name, operation)
  if (leastVersion > LEAST_VERSION_MAX) {
    throw new TritonError(
      'BadRequest',
      `could not commit '${request.name}': version ${leastVersion} is more than ${LEAST_VERSION_MAX}`,
    )
  }
  if (request.delete) return
  if (root.length !== KEY_BYTES || !isBlockSize(blockSize) || size < 0 || size > FILE_SIZE_MAX) {
    throw new TritonError(
      'BadRequest',
      `could not commit '${request.name}': a root key, a size and a block size needed, got ${root.length} bytes, ${size} and ${blockSize}`,
    )
  }
}

function checkOperation(name: string, operation: Uint8Array): void {
  if (operation.length === OPERATION_BYTES) return
  throw new TritonError(
    'BadRequest',
    `could not commit '${name}': an operation id of ${OPERATION_BYTES} bytes needed, got ${operation.length}`,
  )
}
