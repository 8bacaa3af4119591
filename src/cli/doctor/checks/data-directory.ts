import { constants } from 'node:fs'
import { access, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { KEY_FILE } from '../../../rpc/identity.ts'
import { formatSize } from '../../format.ts'
import type { Check, Finding } from '../check.ts'

/** Rights of anybody but the owner. */
const OTHERS = 0o077
/** A disk with less than so much free, as a part of it, is nearly full. */
const FREE_PART_MIN = 0.05

/** The directory that `data` names: a peer's identity and what it stores. */
export const dataDirectory: Check = {
  name: 'data directory',
  async run({ settings: { data } }) {
    if (data === undefined) return []
    const there = await stat(data).catch(() => undefined)
    if (there === undefined)
      return [{ level: 'ok', says: `${data} is not there yet: the first start makes it` }]
    if (!there.isDirectory())
      return [{ level: 'wrong', says: `${data} is no directory`, next: 'name another: --data DIRECTORY' }]
    const found = [await writable(data), await key(join(data, KEY_FILE)), await room(data)].flat()
    return found.length > 0
      ? found
      : [{ level: 'ok', says: `${data} can be written, and its key read by nobody else` }]
  },
}

async function writable(data: string): Promise<Finding[]> {
  try {
    await access(data, constants.R_OK | constants.W_OK | constants.X_OK)
    return []
  } catch {
    return [
      { level: 'wrong', says: `this user cannot write ${data}`, next: `sudo chown -R $(id -un) ${data}` },
    ]
  }
}

async function key(path: string): Promise<Finding[]> {
  const there = await stat(path).catch(() => undefined)
  if (there === undefined || (there.mode & OTHERS) === 0 || process.platform === 'win32') return []
  const mode = (there.mode & 0o777).toString(8).padStart(4, '0')
  const says = `others have rights on the peer's private key ${path} (mode ${mode})`
  return [{ level: 'wrong', says, next: `chmod 600 ${path}` }]
}

async function room(data: string): Promise<Finding[]> {
  const { bavail, blocks, bsize } = await statfs(data)
  if (bavail >= FREE_PART_MIN * blocks) return []
  const says = `the disk of ${data} is nearly full: ${formatSize(bavail * bsize)} are free`
  return [
    {
      level: 'warning',
      says,
      next: 'make room there, or start block peers elsewhere: tt block --data DIRECTORY',
    },
  ]
}
