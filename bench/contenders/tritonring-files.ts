/** The same client from files to files, in a directory in memory: `tritonring-files.ts ADDRESS`. */
import { basename } from 'node:path'
import process from 'node:process'
import { type Client, createClient } from '../../src/index.ts'
import type { BenchFile } from './bench-file.ts'
import { FileContender } from './file-contender.ts'
import { serve } from './serve.ts'

class TritonringFiles extends FileContender {
  #client: Client | undefined

  override async start(): Promise<void> {
    await super.start()
    this.#client = await createClient({ bootstrap: [process.argv[2]!] })
  }

  override async stop(): Promise<void> {
    await this.#client?.close()
    await super.stop()
  }

  async upload(file: BenchFile): Promise<void> {
    await this.#client!.upload(this.sourceOf(file), { name: this.#nameOf(file), blockSize: file.blockSize })
  }

  async download(file: BenchFile): Promise<void> {
    const options = { directory: this.directory, as: basename(this.gotOf(file)), force: true }
    await this.#client!.download({ name: this.#nameOf(file) }, options)
  }

  /** Another client of the bench may have a file of the same name. */
  #nameOf(file: BenchFile): string {
    return `files/${file.name}`
  }
}

serve(new TritonringFiles())
