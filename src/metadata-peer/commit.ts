import { randomBytes } from 'node:crypto'
import { isBlockSize } from '../block/block-size.ts'
import { TritonError } from '../errors.ts'
import { FILE_SIZE_MAX, KEY_BYTES, LEAST_VERSION_MAX } from '../limits.ts'
import type { OverlayView } from '../membership/view.ts'
import { checkFileName } from '../names/file-name.ts'
import type { NameStore } from '../names/names.ts'
import { checkUploadLease } from '../names/upload-lease.ts'
import { type CommitRequest, type FileRecord, RecordState } from '../wire/generated/tritonring.ts'
import type { RecordKeeping } from './record-keeping.ts'

const OPERATION_BYTES = 16
const OWNER = ''

/** Changes what names mean: each a compare-and-swap on the name's version. */
export class Commits {
  readonly #names: NameStore
  readonly #keeping: RecordKeeping
  readonly #generation: () => number
  /** What was tried and may be on the ring, although its commit failed. */
  readonly #tried = new Map<string, FileRecord>()
  readonly #underWay = new Set<Promise<unknown>>()
  readonly #watchers = new Set<(record: FileRecord) => void>()
  /** How many commits have begun. */
  begun = 0

  /** `generation` tells the present one of collection. */
  constructor(names: NameStore, keeping: RecordKeeping, generation: () => number) {
    this.#names = names
    this.#keeping = keeping
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
   * Applies a commit once, however often it is sent. Throws `Exists` or `Conflict` (with the current version in the
   * message), `NotFound` for a delete of nothing, `Expired` for what took too long, `BadRequest`, and what the name store throws. Names that do not last by
   * themselves count when two block peers have their record, or throw `Unavailable`; of others the ring keeps a copy to
   * read them back from, which is not waited for.
   */
  async commit(request: CommitRequest, view: OverlayView, nowMs: number): Promise<FileRecord> {
    checkRequest(request)
    this.begun++
    const committing = this.#commit(request, view, nowMs)
    this.#underWay.add(committing)
    const record = await committing.finally(() => this.#underWay.delete(committing))
    if (this.#names.lasting) this.#keeping.copy(record, view)
    return record
  }

  #commit(request: CommitRequest, view: OverlayView, nowMs: number): Promise<FileRecord> {
    const { name, operation, generation } = request
    return this.#names.commit({
      ...{ owner: OWNER, name, operation },
      ...(request.delete ? {} : { generation }),
      decide: (current) => this.#decide(request, current, view, nowMs),
    })
  }

  async #decide(
    request: CommitRequest,
    current: FileRecord | undefined,
    view: OverlayView,
    nowMs: number,
  ): Promise<FileRecord> {
    const { name } = request
    checkVersion(request, current)
    if (!request.delete) checkUploadLease(name, request.generation, this.#generation())
    const last = Math.max(current?.version ?? 0, this.#tried.get(name)?.version ?? 0)
    const version = Math.max(last + 1, request.leastVersion)
    const record = recordOf(request, current, version, view, nowMs)
    for (const note of this.#watchers) for (const each of [current, record]) if (each) note(each)
    if (this.#names.lasting) return record
    this.#tried.set(name, record)
    await this.#keeping.keep(record, view)
    this.#tried.delete(name)
    return record
  }
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
    history: [],
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
