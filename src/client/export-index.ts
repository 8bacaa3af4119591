import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { isBlockSize } from '../block/block-size.ts'
import { formatKey, parseKey } from '../block/key.ts'
import { TritonError } from '../errors.ts'
import { FILE_SIZE_MAX } from '../limits.ts'
import { checkFileName } from '../names/file-name.ts'
import type { FileRecord } from '../wire/generated/tritonring.ts'
import { Destination, localError } from './destination.ts'

/** Lists what an export holds, a JSON line each; written last, so it is there when the export is whole. */
export const INDEX_FILE = 'index.ndjson'
/** Holds the files' bytes, by number: a name can be longer than a file system takes, or another's directory. */
export const FILES_DIRECTORY = 'files'

const FORMAT = 'tritonring export'
const FORMAT_VERSION = 1
const LINE_BYTES_MAX = 65_536

/** A file of an export. */
export interface ExportedFile {
  name: string
  version: number
  size: number
  blockSize: number
  root: Uint8Array
  /** Milliseconds since 1970. */
  mtime: number
  /** It was encrypted on the ring, with this key: its bytes here are not. */
  encryptionKeyId?: string
  /** Below FILES_DIRECTORY. */
  file: string
}

export function exportedFile(record: FileRecord, number: number): ExportedFile {
  const { name, version, size, blockSize, root, mtime } = record
  const plain = { name, version, size, blockSize, root, mtime, file: `${number}`.padStart(10, '0') }
  if (record.encryptionKeyId.length === 0) return plain
  return { ...plain, encryptionKeyId: Buffer.from(record.encryptionKeyId).toString('hex') }
}

/** Writes the index; it appears whole. */
export class IndexWriter {
  readonly #destination: Destination

  private constructor(destination: Destination) {
    this.#destination = destination
  }

  static async open(directory: string): Promise<IndexWriter> {
    const writer = new IndexWriter(await Destination.open(directory, INDEX_FILE, false))
    await writer.#writeLine({ format: FORMAT, version: FORMAT_VERSION })
    return writer
  }

  add(file: ExportedFile): Promise<void> {
    return this.#writeLine({ ...file, root: formatKey(file.root) })
  }

  commit(): Promise<void> {
    return this.#destination.commit()
  }

  discard(): Promise<void> {
    return this.#destination.discard()
  }

  #writeLine(line: object): Promise<void> {
    return this.#destination.write(Buffer.from(`${JSON.stringify(line)}\n`))
  }
}

/**
 * The files of an export, in its order. Throws `NotFound` where there is no index, `Unsupported` for one of another
 * version, `Corrupt` for a line that cannot be.
 */
export async function* readIndex(directory: string): AsyncGenerator<ExportedFile> {
  const path = join(directory, INDEX_FILE)
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })
  let number = 0
  try {
    for await (const line of lines) {
      number++
      if (number === 1) checkFirstLine(parseLine(line, path, number), path)
      else yield checkFile(parseLine(line, path, number), path, number)
    }
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw localError(`could not read ${path}`, cause)
    throw new TritonError('NotFound', `there is no whole export in ${directory}: it has no ${INDEX_FILE}`, {
      cause,
    })
  }
  if (number === 0) throw corrupt(path, 1, 'it is empty')
}

function parseLine(line: string, path: string, number: number): Record<string, unknown> {
  if (line.length > LINE_BYTES_MAX) throw corrupt(path, number, `it has ${line.length} characters`)
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
  } catch {
    // Told below.
  }
  throw corrupt(path, number, 'it is no JSON object')
}

function checkFirstLine({ format, version }: Record<string, unknown>, path: string): void {
  if (format !== FORMAT) throw corrupt(path, 1, `it does not say "${FORMAT}"`)
  if (version === FORMAT_VERSION) return
  throw new TritonError(
    'Unsupported',
    `could not read ${path}: it has version ${String(version)}, this version of tt reads ${FORMAT_VERSION}`,
    { hint: 'run the version that wrote it, or a newer one' },
  )
}

function checkFile(line: Record<string, unknown>, path: string, number: number): ExportedFile {
  const { name, version, size, blockSize, root, mtime, file, encryptionKeyId } = line
  const whole = (value: unknown, most: number): value is number =>
    Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= most
  if (typeof name !== 'string' || typeof root !== 'string')
    throw corrupt(path, number, 'a name and a root needed')
  if (!whole(version, FILE_SIZE_MAX) || !whole(size, FILE_SIZE_MAX) || !whole(mtime, FILE_SIZE_MAX))
    throw corrupt(path, number, 'version, size and mtime needed')
  if (!whole(blockSize, FILE_SIZE_MAX) || !isBlockSize(blockSize))
    throw corrupt(path, number, 'a block size needed')
  if (typeof file !== 'string' || !/^\d{10,15}$/.test(file))
    throw corrupt(path, number, 'a file needed, such as 0000000001')
  if (encryptionKeyId !== undefined && typeof encryptionKeyId !== 'string')
    throw corrupt(path, number, 'a key id needed')
  checkFileName(name)
  const plain = { name, version, size, blockSize, root: parseKey(root), mtime, file }
  return encryptionKeyId === undefined ? plain : { ...plain, encryptionKeyId }
}

function corrupt(path: string, line: number, why: string): TritonError {
  return new TritonError('Corrupt', `could not read ${path}: line ${line} is damaged: ${why}`)
}
