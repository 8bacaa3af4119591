/** Plain `cp` in memory: what the machine moves when nothing is hashed, encrypted, sent or kept twice. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { BenchFile } from './bench-file.ts'
import { FileContender } from './file-contender.ts'
import { serve } from './serve.ts'

const run = promisify(execFile)

class Cp extends FileContender {
  async upload(file: BenchFile): Promise<void> {
    await run('cp', [this.sourceOf(file), this.storedOf(file)])
  }

  async download(file: BenchFile): Promise<void> {
    await run('cp', [this.storedOf(file), this.gotOf(file)])
  }
}

serve(new Cp())
