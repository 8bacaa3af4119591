import { randomBytes } from 'node:crypto'
import { toString as textOf } from 'uint8arrays/to-string'
import { isBlockSize } from '../block/block-size.ts'
import { TritonError } from '../errors.ts'
import {
  COMMITS_WAITING_MAX,
  FILE_SIZE_MAX,
  KEY_BYTES,
  LEAST_VERSION_MAX,
  OPERATIONS_MAX,
} from '../limits.ts'
import type { OverlayView } from '../membership/view.ts'
import { checkFileName } from '../names/file-name.ts'
import type { NameStore } from '../names/names.ts'
import { type CommitRequest, type FileRecord, RecordState } from '../wire/generated/tritonring.ts'
import type { RecordKeeping } from './record-keeping.ts'

const OPERATION_BYTES = 16
const OWNER = ''

/** Changes what names mean: a compare-and-swap on the name's version, one at a time for each name. */
export class Commits {
  readonly #names: NameStore
  readonly #keeping: RecordKeeping
  /** The last commit of each name that is under way, and how many wait behind it. */
  readonly #queues = new Map<string, { last: Promise<unknown>; waiting: number }>()
  /** What recent operations did, so that a retry is told the same. */
  readonly #operations = new Map<string, FileRecord>()
  /** Versions that were tried and may be on the ring, although their commit failed. */
  readonly #tried = new Map<string, number>()

  constructor(names: NameStore, keeping: RecordKeeping) {
    this.#names = names
    this.#keeping = keeping
  }

  /**
   * Applies a commit once, however often it is sent. Throws `Exists` or `Conflict` (with the current version in the
   * message), `NotFound` for a delete of nothing, `BadRequest`, `Busy`, and `Unavailable` when its record could not be kept.
   */
  async commit(request: CommitRequest, view: OverlayView, nowMs: number): Promise<FileRecord> {
    checkRequest(request)
    const queue = this.#queues.get(request.name) ?? { last: Promise.resolve(), waiting: 0 }
    if (queue.waiting >= COMMITS_WAITING_MAX) {
      throw new TritonError(
        'Busy',
        `could not commit '${request.name}': ${queue.waiting} other commits of it wait`,
      )
    }
    this.#queues.set(request.name, queue)
    queue.waiting++
    const done = queue.last.then(() => this.#apply(request, view, nowMs))
    queue.last = done.catch(() => {})
    try {
      return await done
    } finally {
      queue.waiting--
      if (queue.waiting === 0) this.#queues.delete(request.name)
    }
  }

  async #apply(request: CommitRequest, view: OverlayView, nowMs: number): Promise<FileRecord> {
    const operation = textOf(request.operation, 'base16')
    const current = await this.#names.get(OWNER, request.name)
    const applied = this.#operations.get(operation) ?? (sameOperation(current, request) ? current : undefined)
    if (applied !== undefined) return applied
    checkVersion(request, current)
    const last = Math.max(current?.version ?? 0, this.#tried.get(request.name) ?? 0)
    const version = Math.max(last + 1, request.leastVersion)
    const record = recordOf(request, current, version, view, nowMs)
    this.#tried.set(request.name, version)
    await this.#keeping.keep(record, view)
    this.#tried.delete(request.name)
    await this.#names.put(record)
    this.#remember(operation, record)
    return record
  }

  #remember(operation: string, record: FileRecord): void {
    this.#operations.set(operation, record)
    if (this.#operations.size <= OPERATIONS_MAX) return
    const oldest = this.#operations.keys().next()
    if (!oldest.done) this.#operations.delete(oldest.value)
  }
}

function sameOperation(current: FileRecord | undefined, request: CommitRequest): boolean {
  return current !== undefined && Buffer.compare(current.operation, request.operation) === 0
}

function recordOf(
  request: CommitRequest,
  current: FileRecord | undefined,
  version: number,
  view: OverlayView,
  nowMs: number,
): FileRecord {
  const fresh = current === undefined || current.state === RecordState.DELETED
  return {
    id: fresh ? new Uint8Array(randomBytes(16)) : current.id,
    owner: OWNER,
    name: request.name,
    version,
    size: request.size,
    blockSize: request.blockSize,
    root: request.root,
    mtime: request.delete ? nowMs : request.mtime,
    state: request.delete ? RecordState.DELETED : RecordState.LIVE,
    epoch: view.epoch,
    operation: request.operation,
    term: view.term,
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
  if (request.delete) return
  if (root.length !== KEY_BYTES || !isBlockSize(blockSize) || size < 0 || size > FILE_SIZE_MAX) {
    throw new TritonError(
      'BadRequest',
      `could not commit '${request.name}': a root key, a size and a block size needed, got ${root.length} bytes, ${size} and ${blockSize}`,
    )
  }
}
