import { execFile, spawnSync } from 'node:child_process'
import { copyFile, mkdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import type { CrashFigures, Subject } from './subject.ts'

const run = promisify(execFile)

const IMAGE_BYTES = 192 * 1024 * 1024
const COPIES_MAX = 50
const BETWEEN_MS_MAX = 60

/** Where images are mounted now. */
const mounted = new Set<string>()

/** Unmounts every image at once, also one in use: for a run that is broken off. */
export function unmountAll(): void {
  for (const mountPoint of mounted) spawnSync('umount', ['--lazy', mountPoint])
}

/** An ext4 file system in a file. Needs root. */
export class Image {
  readonly path: string
  readonly mountPoint: string
  #device = ''

  constructor(path: string) {
    this.path = path
    this.mountPoint = `${path}.mounted`
  }

  async make(bytes: number): Promise<void> {
    await writeFile(this.path, '')
    await truncate(this.path, bytes)
    await run('mkfs.ext4', ['-q', '-F', this.path])
  }

  async mount(): Promise<void> {
    await mkdir(this.mountPoint, { recursive: true })
    await run('mount', ['-o', 'loop', this.path, this.mountPoint])
    mounted.add(this.mountPoint)
    const { stdout } = await run('findmnt', ['-n', '-o', 'SOURCE', this.mountPoint])
    this.#device = basename(stdout.trim())
  }

  async unmount(): Promise<void> {
    await run('umount', [this.mountPoint])
    mounted.delete(this.mountPoint)
  }

  /** The image as it is at one moment while it is mounted: what a power cut would leave. */
  async copy(to: string): Promise<Image> {
    for (let attempt = 0; attempt < COPIES_MAX; attempt++) {
      const before = await this.#written()
      await copyFile(this.path, to)
      if ((await this.#written()) === before) return new Image(to)
    }
    throw new Error(`the image was written to during ${COPIES_MAX} copies`)
  }

  async #written(): Promise<string> {
    return readFile(`/sys/block/${this.#device}/stat`, 'utf8')
  }
}

/** Cuts the power of a disk again and again while a process works on it: opens copies of the image as it was. */
export async function runPowerCuts(
  cuts: number,
  directory: string,
  random: () => number,
  subject: Subject,
  onCrash: (done: number) => void = () => {},
): Promise<CrashFigures> {
  const image = new Image(join(directory, `${subject.what}.img`))
  await image.make(IMAGE_BYTES)
  await image.mount()
  const child = await subject.start(join(image.mountPoint, 'data'))
  const stop = subject.work(child)
  let openMsLongest = 0
  try {
    for (let done = 1; done <= cuts; done++) {
      await new Promise((resolve) => setTimeout(resolve, random() * BETWEEN_MS_MAX))
      child.stop()
      const copy = await image.copy(join(directory, 'cut.img'))
      await copy.mount()
      try {
        const openMs = await subject.checkCopy(join(copy.mountPoint, 'data'))
        openMsLongest = Math.max(openMsLongest, openMs)
      } finally {
        await copy.unmount()
      }
      child.cont()
      onCrash(done)
    }
  } finally {
    await child.kill()
    await stop()
    await image.unmount()
    await rm(join(directory, 'cut.img'), { force: true })
  }
  return { crashes: cuts, acknowledged: subject.acknowledged, openMsLongest }
}
