import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BenchFile, piecesOf } from './bench-file.ts'
import type { Contender } from './contender.ts'

const MEMORY_DIRECTORY = '/dev/shm'

/** A contender that moves files, which are kept in a directory in memory (/dev/shm, else the temporary directory). */
export abstract class FileContender implements Contender {
  protected directory = ''

  async start(): Promise<void> {
    const parent = existsSync(MEMORY_DIRECTORY) ? MEMORY_DIRECTORY : tmpdir()
    this.directory = await mkdtemp(join(parent, 'tritonring-bench-'))
  }

  async stop(): Promise<void> {
    if (this.directory !== '') await rm(this.directory, { recursive: true, force: true })
  }

  /** Where the file that is uploaded lies. */
  protected sourceOf(file: BenchFile): string {
    return join(this.directory, file.name)
  }

  /** Where an upload goes, for contenders that keep files as files. */
  protected storedOf(file: BenchFile): string {
    return `${this.sourceOf(file)}-stored`
  }

  /** Where a download goes. */
  protected gotOf(file: BenchFile): string {
    return `${this.sourceOf(file)}-got`
  }

  async prepare(file: BenchFile): Promise<void> {
    const source = await open(this.sourceOf(file), 'w')
    for (const piece of piecesOf(file)) await source.writeFile(piece)
    await source.close()
  }

  abstract upload(file: BenchFile): Promise<void>
  abstract download(file: BenchFile): Promise<void>

  async digest(file: BenchFile): Promise<string> {
    const hash = createHash('sha256')
    for await (const bytes of createReadStream(this.gotOf(file))) hash.update(bytes)
    return hash.digest('hex')
  }

  async forget(file: BenchFile): Promise<void> {
    for (const path of [this.sourceOf(file), this.storedOf(file), this.gotOf(file)])
      await rm(path, { force: true })
  }
}
