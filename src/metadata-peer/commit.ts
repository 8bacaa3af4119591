import { randomBytes } from 'node:crypto'
import { isBlockSize } from '../block/block-size.ts'
import { TritonError } from '../errors.ts'
import { FILE_SIZE_MAX, KEY_BYTES, LEAST_VERSION_MAX } from '../limits.ts'
import type { OverlayView } from '../membership/view.ts'
import { checkFileName } from '../names/file-name.ts'
import type { NameStore } from '../names/names.ts'
import { type CommitRequest, type FileRecord, RecordState } from '../wire/generated/tritonring.ts'
import type { RecordKeeping } from './record-keeping.ts'

const OPERATION_BYTES = 16
/** Of the key that a client encrypted with. */
const KEY_ID_BYTES = 8
const OWNER = ''

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
  async commit(request: CommitRequest, view: OverlayView, nowMs: number): Promise<FileRecord> {
    checkRequest(request)
    const { name, operation } = request
    const record = await this.#names.commit({
      ...{ owner: OWNER, name, operation },
      decide: (current) => this.#decide(request, current, view, nowMs),
    })
    if (this.#names.lasting) this.#keeping.copy(record, view)
    return record
  }

  async #decide(
    request: CommitRequest,
    current: FileRecord | undefined,
    view: OverlayView,
    nowMs: number,
  ): Promise<FileRecord> {
    const { name } = request
    checkVersion(request, current)
    const last = Math.max(current?.version ?? 0, this.#tried.get(name) ?? 0)
    const version = Math.max(last + 1, request.leastVersion)
    const record = recordOf(request, current, version, view, nowMs)
    if (this.#names.lasting) return record
    this.#tried.set(name, version)
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
    encryptionKeyId: request.encryptionKeyId,
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
  const { encryptionKeyId } = request
  if (encryptionKeyId.length !== 0 && encryptionKeyId.length !== KEY_ID_BYTES) {
    throw new TritonError(
      'BadRequest',
      `could not commit '${request.name}': a key id of ${KEY_ID_BYTES} bytes needed, got ${encryptionKeyId.length}`,
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
