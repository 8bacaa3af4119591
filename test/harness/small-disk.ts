import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/**
 * A file system of so many bytes and files, in memory. Only root may mount one: a test that needs it fails for others, so
 * that nobody takes it for passed.
 */
export class SmallDisk {
  readonly path: string

  private constructor(path: string) {
    this.path = path
  }

  static async mount(limits: { bytes: number; files?: number }): Promise<SmallDisk> {
    const path = await mkdtemp(join(tmpdir(), 'tritonring-disk-'))
    // The root directory takes a file's place.
    const files = limits.files === undefined ? '' : `,nr_inodes=${limits.files + 1}`
    try {
      await run('mount', ['-t', 'tmpfs', '-o', `size=${limits.bytes}${files}`, 'tmpfs', path])
    } catch (cause) {
      await rm(path, { recursive: true })
      throw new Error('this test mounts a small tmpfs, which takes root: run it as root', { cause })
    }
    return new SmallDisk(path)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await run('umount', [this.path])
    await rm(this.path, { recursive: true })
  }
}
