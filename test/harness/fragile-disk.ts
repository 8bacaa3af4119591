import { basename, dirname } from 'node:path'
import { TritonError } from '../../src/errors.ts'
import type { FileSystem, OpenFile } from '../../src/store/disk/file-system.ts'

const SECTOR = 512

/** What happens at one write or sync, counted from 1. */
export interface Fault {
  at: number
  /** `powerCut`: this and every later call never ends. */
  kind: 'EIO' | 'powerCut'
}

interface Write {
  at: number
  bytes: Uint8Array
}

/** A file's bytes: as a process sees them, as they are on the disk for sure, and what is under way between. */
class Inode {
  seen = new Uint8Array(0)
  synced = new Uint8Array(0)
  unsynced: (Write | { truncate: number })[] = []

  write(write: Write): void {
    this.seen = applied(this.seen, write)
    this.unsynced.push(write)
  }

  truncate(size: number): void {
    this.seen = resized(this.seen, size)
    this.unsynced.push({ truncate: size })
  }

  sync(): void {
    this.synced = this.seen.slice()
    this.unsynced = []
  }

  /** What is there after a power cut: any of the sectors that were under way. */
  cut(random: () => number): void {
    for (const one of this.unsynced) {
      if ('truncate' in one) {
        if (random() < 0.5) this.synced = resized(this.synced, one.truncate)
        continue
      }
      for (let at = 0; at < one.bytes.length; at += SECTOR) {
        if (random() < 0.5) continue
        this.synced = applied(this.synced, { at: one.at + at, bytes: one.bytes.subarray(at, at + SECTOR) })
      }
    }
    this.unsynced = []
    this.seen = this.synced.slice()
  }
}

interface Directory {
  seen: Map<string, Inode>
  synced: Map<string, Inode>
  /** Changes since the last sync, in order: a journal keeps a beginning of them. */
  unsynced: ((entries: Map<string, Inode>) => void)[]
}

/**
 * A disk in memory that does what disks do: it forgets what was not synced when the power goes, tears writes apart,
 * fails at a chosen call, and gets full. Directories are flat.
 */
export class FragileDisk implements FileSystem {
  /** Bytes that fit. */
  capacity = Number.POSITIVE_INFINITY
  /** Writes and syncs so far. */
  calls = 0
  fault: Fault | undefined
  readonly #random: () => number
  readonly #directories = new Map<string, Directory>()
  #locked = new Set<string>()
  #off = false

  constructor(random: () => number) {
    this.#random = random
  }

  /** Turns the power off; what was not synced may be lost. Everything under way never ends. Then turns it on again. */
  powerCut(): FragileDisk {
    this.#off = true
    const after = new FragileDisk(this.#random)
    for (const [path, directory] of this.#directories) {
      const kept = Math.floor(this.#random() * (directory.unsynced.length + 1))
      for (const change of directory.unsynced.slice(0, kept)) change(directory.synced)
      const entries = new Map(directory.synced)
      for (const inode of entries.values()) inode.cut(this.#random)
      after.#directories.set(path, { seen: new Map(entries), synced: entries, unsynced: [] })
    }
    after.capacity = this.capacity
    return after
  }

  /** Kills the process: all that it wrote is there, all that it has under way never ends. */
  kill(): FragileDisk {
    this.#off = true
    const after = new FragileDisk(this.#random)
    for (const [path, directory] of this.#directories) after.#directories.set(path, directory)
    after.capacity = this.capacity
    return after
  }

  get bytes(): number {
    let bytes = 0
    for (const { seen } of this.#directories.values())
      for (const inode of seen.values()) bytes += inode.seen.length
    return bytes
  }

  /** A file's bytes, to be changed in place. */
  bytesOf(path: string): Uint8Array {
    return this.#inode(path).seen
  }

  /** Paths of all files. */
  paths(): string[] {
    return [...this.#directories].flatMap(([path, { seen }]) =>
      [...seen.keys()].map((name) => `${path}/${name}`),
    )
  }

  async makeDirectory(path: string): Promise<void> {
    await this.#work()
    if (!this.#directories.has(path))
      this.#directories.set(path, { seen: new Map(), synced: new Map(), unsynced: [] })
  }

  async list(directory: string): Promise<string[]> {
    await this.#work()
    return [...this.#directory(directory).seen.keys()]
  }

  async open(path: string, mode: 'existing' | 'create'): Promise<OpenFile> {
    await this.#work()
    const there = this.#directory(dirname(path)).seen.has(basename(path))
    if (!there && mode === 'existing') throw systemError('ENOENT', path)
    if (!there) {
      const inode = new Inode()
      this.#change(dirname(path), (entries) => void entries.set(basename(path), inode))
    }
    return this.#file(this.#inode(path))
  }

  async remove(path: string): Promise<void> {
    await this.#work()
    this.#inode(path)
    this.#change(dirname(path), (entries) => void entries.delete(basename(path)))
  }

  async rename(from: string, to: string): Promise<void> {
    await this.#work()
    const inode = this.#inode(from)
    this.#change(dirname(from), (entries) => {
      entries.delete(basename(from))
      entries.set(basename(to), inode)
    })
  }

  async syncDirectory(path: string): Promise<void> {
    await this.#work(true)
    const directory = this.#directory(path)
    for (const change of directory.unsynced) change(directory.synced)
    directory.unsynced = []
  }

  async freeBytes(): Promise<number> {
    await this.#work()
    return this.capacity - this.bytes
  }

  async lock(directory: string): Promise<() => Promise<void>> {
    await this.#work()
    if (this.#locked.has(directory)) throw new TritonError('Refused', `another process has ${directory} open`)
    this.#locked.add(directory)
    return async () => void this.#locked.delete(directory)
  }

  #file(inode: Inode): OpenFile {
    return {
      read: async (into, position) => {
        await this.#work()
        const found = inode.seen.subarray(position, position + into.length)
        into.set(found)
        return found.length
      },
      write: async (parts, position) => {
        const bytes = new Uint8Array(Buffer.concat(parts))
        const cut = Math.floor(this.#random() * bytes.length)
        await this.#work(true, () => inode.write({ at: position, bytes: bytes.subarray(0, cut) }))
        const room = this.capacity - this.bytes
        const grown = Math.max(0, position + bytes.length - inode.seen.length)
        if (grown <= room) return inode.write({ at: position, bytes })
        inode.write({ at: position, bytes: bytes.subarray(0, Math.max(0, bytes.length - grown + room)) })
        throw systemError('ENOSPC', 'the disk')
      },
      sync: async () => {
        await this.#work(true)
        inode.sync()
      },
      size: async () => {
        await this.#work()
        return inode.seen.length
      },
      truncate: async (size) => {
        await this.#work()
        inode.truncate(size)
      },
      close: async () => {},
    }
  }

  /** Ends a little later; never when the power is off; with an error where one is due, after `partly`. */
  async #work(counts = false, partly: () => void = () => {}): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve))
    if (this.#off) return new Promise(() => {})
    if (!counts) return
    this.calls++
    if (this.calls !== this.fault?.at) return
    partly()
    if (this.fault.kind === 'EIO') throw systemError('EIO', 'the disk')
    this.#off = true
    return new Promise(() => {})
  }

  #change(path: string, change: (entries: Map<string, Inode>) => void): void {
    const directory = this.#directory(path)
    change(directory.seen)
    directory.unsynced.push(change)
  }

  #directory(path: string): Directory {
    const directory = this.#directories.get(path)
    if (directory === undefined) throw systemError('ENOENT', path)
    return directory
  }

  #inode(path: string): Inode {
    const inode = this.#directory(dirname(path)).seen.get(basename(path))
    if (inode === undefined) throw systemError('ENOENT', path)
    return inode
  }
}

function applied(bytes: Uint8Array, { at, bytes: written }: Write): Uint8Array<ArrayBuffer> {
  const result = resized(bytes, Math.max(bytes.length, at + written.length))
  result.set(written, at)
  return result
}

function resized(bytes: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(size)
  result.set(bytes.subarray(0, size))
  return result
}

function systemError(code: string, what: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: ${what}`), { code })
}
