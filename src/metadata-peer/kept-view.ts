import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { TritonError } from '../errors.ts'
import { HEADER_BYTES_MAX } from '../limits.ts'
import type { ViewKeeper } from '../membership/view-keeper.ts'
import { SignedView } from '../wire/generated/tritonring.ts'

/** The name of the file in a metadata peer's data directory. */
const VIEW_FILE = 'view'

/**
 * Keeps the last view in `directory`/view, beside the peer's key, so that the peer knows after a restart that there was a
 * world, and which. The file appears whole or not at all; one that cannot be read counts as none.
 */
export function keptViewIn(directory: string): ViewKeeper {
  const path = join(directory, VIEW_FILE)
  return {
    async load() {
      const bytes = await readFile(path).catch(() => undefined)
      if (bytes === undefined || bytes.length > HEADER_BYTES_MAX) return undefined
      try {
        return SignedView.decode(bytes)
      } catch {
        return undefined
      }
    },
    async save(view) {
      const temporary = `${path}.${randomBytes(6).toString('hex')}`
      try {
        await mkdir(directory, { recursive: true, mode: 0o700 })
        await writeFile(temporary, SignedView.encode(view), { mode: 0o600, flush: true })
        await rename(temporary, path)
      } catch (cause) {
        await rm(temporary, { force: true }).catch(() => {})
        throw new TritonError('Local', `could not keep the view in ${path}: ${(cause as Error).message}`, {
          cause,
        })
      }
    },
  }
}
