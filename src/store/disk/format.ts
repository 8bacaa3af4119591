import { join } from 'node:path'
import { TritonError } from '../../errors.ts'
import type { FileSystem, OpenFile } from './file-system.ts'
import { segmentNumber } from './log-segment.ts'

/** Of the files in a store's directory; an older version reads no newer format. */
export const FORMAT_VERSION = 1

const FORMAT_FILE = 'FORMAT'
const FORMAT_BYTES_MAX = 256
const FORMAT = /^tritonring block store (\d{1,9})\n$/

/**
 * Makes an empty directory that of a store, or makes sure that it is one of this version. Throws `Unsupported` for
 * another version, `Corrupt` for what is no store.
 */
export async function checkFormat(files: FileSystem, directory: string): Promise<void> {
  const there = await files.list(directory)
  if (there.includes(FORMAT_FILE))
    return checkVersion(await readText(files, join(directory, FORMAT_FILE)), directory)
  if (there.some((name) => segmentNumber(name) !== undefined)) {
    throw new TritonError(
      'Corrupt',
      `could not open the block store ${directory}: its file ${FORMAT_FILE} is missing`,
      {
        hint: 'restore that file from another block peer of the same version, or choose an empty directory',
      },
    )
  }
  await writeFormat(files, directory)
}

function checkVersion(text: string, directory: string): void {
  const version = FORMAT.exec(text)?.[1]
  if (version === `${FORMAT_VERSION}`) return
  if (version === undefined) {
    throw new TritonError(
      'Corrupt',
      `could not open the block store ${directory}: its file ${FORMAT_FILE} is damaged`,
      {
        hint: 'restore that file from another block peer of the same version, or choose an empty directory',
      },
    )
  }
  throw new TritonError(
    'Unsupported',
    `could not open the block store ${directory}: it has format ${version}, this version reads format ${FORMAT_VERSION}`,
    { hint: 'run the version that wrote it, or choose an empty directory and let the other peers fill it' },
  )
}

/** The file appears whole or not at all. */
async function writeFormat(files: FileSystem, directory: string): Promise<void> {
  const temporary = join(directory, `${FORMAT_FILE}.new`)
  const file = await files.open(temporary, 'create')
  try {
    await file.truncate(0)
    await file.write([Buffer.from(`tritonring block store ${FORMAT_VERSION}\n`)], 0)
    await file.sync()
  } finally {
    await file.close()
  }
  await files.rename(temporary, join(directory, FORMAT_FILE))
  await files.syncDirectory(directory)
}

async function readText(files: FileSystem, path: string): Promise<string> {
  const file: OpenFile = await files.open(path, 'existing')
  try {
    const room = new Uint8Array(FORMAT_BYTES_MAX)
    const length = await file.read(room, 0)
    return Buffer.from(room.subarray(0, length)).toString('latin1')
  } finally {
    await file.close()
  }
}
