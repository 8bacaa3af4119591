import { randomBytes } from 'node:crypto'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PrivateKey } from '@libp2p/interface'
import { TritonError } from '../errors.ts'
import { keptIdentity } from '../rpc/identity.ts'

const LOCK_FILE = 'lock'
const INCARNATION_FILE = 'incarnation'

/**
 * What a peer keeps from one start to the next, in a directory that belongs to one process at a time. The lock is the
 * kernel's: it ends with the process, however that ends, so that none is ever left over (docs/decisions/0026).
 */
export class DataDirectory {
  readonly path: string
  #lock: number | undefined

  private constructor(path: string, lock: number) {
    this.path = path
    this.#lock = lock
  }

  /**
   * Takes the directory, which is made at the first use, readable by nobody else. Throws `Refused` when another process
   * has it, `Local` when it cannot be used.
   */
  static async open(path: string): Promise<DataDirectory> {
    const lockPath = join(path, LOCK_FILE)
    const { tryLock } = await import('fs-native-extensions')
    try {
      await mkdir(path, { recursive: true, mode: 0o700 })
      const lock = openSync(lockPath, 'a', 0o600)
      if (tryLock(lock)) {
        await writeFile(lockPath, `${process.pid}\n`)
        return new DataDirectory(path, lock)
      }
      closeSync(lock)
    } catch (cause) {
      throw localError('use', path, cause)
    }
    throw inUse(path, lockPath)
  }

  /** The private key that is kept here; see `keptIdentity`. */
  identity(): Promise<PrivateKey> {
    return keptIdentity(this.path)
  }

  /**
   * The incarnation of this start: `nowMs`, milliseconds of the wall clock, but more than that of any start before,
   * also after the clock was set back. Throws `Corrupt` when the file that keeps the last one is none, and `Local`.
   */
  async nextIncarnation(nowMs: number): Promise<number> {
    const path = join(this.path, INCARNATION_FILE)
    try {
      const incarnation = Math.max(Math.floor(nowMs), (await lastIncarnation(path)) + 1)
      await replaceFile(path, `${incarnation}\n`)
      return incarnation
    } catch (cause) {
      throw localError('keep the number of this start in', this.path, cause)
    }
  }

  /** Gives the directory back. Idempotent. */
  close(): void {
    if (this.#lock !== undefined) closeSync(this.#lock)
    this.#lock = undefined
  }
}

/** 0 where there is none. */
async function lastIncarnation(path: string): Promise<number> {
  const text = await readFile(path, 'utf8').catch((cause) => {
    if (cause.code === 'ENOENT') return '0'
    throw cause
  })
  const last = Number(text)
  if (/^\d+\n?$/.test(text) && Number.isSafeInteger(last + 1)) return last
  throw new TritonError(
    'Corrupt',
    `could not read the number of the last start from ${path}: it holds none`,
    {
      hint: 'remove it to go by the wall clock',
    },
  )
}

/** The old content or the new one is there after a crash, never a part. */
async function replaceFile(path: string, text: string): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}`
  try {
    const file = await open(temporary, 'wx', 0o600)
    try {
      await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } finally {
    await rm(temporary, { force: true })
  }
}

function inUse(path: string, lockPath: string): TritonError {
  const pid = /^\d+/.exec(readFileSync(lockPath, 'utf8'))?.[0]
  const whom = pid === undefined ? 'another process' : `process ${pid}`
  return new TritonError('Refused', `could not use the data directory ${path}: ${whom} does`, {
    hint: 'two peers need a --data directory each',
  })
}

function localError(action: string, path: string, cause: unknown): TritonError {
  if (cause instanceof TritonError) return cause
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new TritonError('Local', `could not ${action} the data directory ${path}: ${reason}`, {
    cause,
    hint: 'choose a --data directory that this user can write',
  })
}
