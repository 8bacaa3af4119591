import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, open, readdir, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'

/** What a download is written to: the name's beginning, and 24 digits that say which content, or 12 that say nothing. */
const PART = /^\.(.*)\.(?:[0-9a-f]{24}|([0-9a-f]{12}))\.part$/s

/**
 * The name of a file until it is whole; `tag`: 24 hex digits of its content, where it may be gone on with. Hidden, and short
 * enough for a file system that takes the name itself: of that, up to 150 bytes.
 */
export function partName(name: string, tag = randomBytes(6).toString('hex')): string {
  return `.${beginning(name)}.${tag}.part`
}

function beginning(name: string): string {
  return name.slice(0, 50)
}

/**
 * Removes from a directory what downloads that were killed have left: all that nobody can go on with, and, `of` a name,
 * everything `except` one part. What belongs to another user, or to a process that runs (it is locked), stays.
 */
export async function clearParts(
  directory: string,
  { of, except }: { of?: string; except?: string } = {},
): Promise<void> {
  for (const entry of await readdir(directory).catch(() => [])) {
    const [, name, random] = PART.exec(entry) ?? []
    const isLeft = random !== undefined && of === undefined
    if (name === undefined || entry === except) continue
    if (isLeft || (of !== undefined && name === beginning(of))) await removeUnlocked(join(directory, entry))
  }
}

async function removeUnlocked(path: string): Promise<void> {
  const handle = await open(path, constants.O_RDWR | constants.O_NOFOLLOW).catch(() => undefined)
  if (handle === undefined) return
  if ((await lockOwn(handle)) === 'locked') await unlink(path).catch(() => {})
  await handle.close()
}

/**
 * Locks a file of this user's and nobody else's until it is closed. `taken`: another process has; `unknown`: it is another
 * user's, or there are no locks.
 */
export async function lockOwn(handle: FileHandle): Promise<'locked' | 'taken' | 'unknown'> {
  try {
    const { tryLock } = await import('fs-native-extensions')
    const stats = await handle.stat()
    const own = stats.isFile() && stats.nlink === 1 && stats.uid === process.getuid?.()
    if (!own) return 'unknown'
    return tryLock(handle.fd) ? 'locked' : 'taken'
  } catch {
    return 'unknown'
  }
}
