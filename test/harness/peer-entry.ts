import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '../..')
const BUILT = join(ROOT, 'dist/peers/tt.js')

/**
 * The executable that tests spawn as a peer: `tt` as it was built, or what TT_PEER names. Throws when there is none,
 * or when it is older than the sources, so that nobody tests what he has changed since.
 */
export function peerEntry(): string {
  const named = process.env['TT_PEER']
  if (named !== undefined) return resolve(named)
  if (!existsSync(BUILT)) throw new Error(`${BUILT} is missing: run npm run build`)
  const newest = newestSource([join(ROOT, 'src'), join(ROOT, 'peers')])
  if (newest.mtimeMs > statSync(BUILT).mtimeMs)
    throw new Error(`${BUILT} is older than ${newest.path}: run npm run build`)
  return BUILT
}

function newestSource(directories: readonly string[]): { path: string; mtimeMs: number } {
  let newest = { path: '', mtimeMs: 0 }
  for (const directory of directories) {
    for (const name of readdirSync(directory, { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.ts')) continue
      const path = join(directory, name)
      const { mtimeMs } = statSync(path)
      if (mtimeMs > newest.mtimeMs) newest = { path, mtimeMs }
    }
  }
  return newest
}
