/** A tritonring client on a cluster that runs already, from and to bytes in memory: `tritonring.ts ADDRESS`. */
import process from 'node:process'
import { type Client, createClient, growHeapFreely } from '../../src/index.ts'
import { type BenchFile, piecesOf } from './bench-file.ts'
import type { Contender, Counts, Take } from './contender.ts'
import { serve } from './serve.ts'

class Tritonring implements Contender {
  counts: Counts = {}
  #client: Client | undefined

  async start(): Promise<void> {
    growHeapFreely()
    this.#client = await createClient({ bootstrap: [process.argv[2]!] })
  }

  async stop(): Promise<void> {
    await this.#client?.close()
  }

  async upload(file: BenchFile): Promise<void> {
    const { name, blockSize } = file
    const report = await this.#client!.upload(stream(piecesOf(file)), { name, blockSize })
    this.counts = { bytesSent: report.bytesSent, singleCopies: report.singleCopies }
  }

  async download({ name }: BenchFile, take: Take): Promise<void> {
    for await (const bytes of this.#client!.read({ name })) take(bytes)
  }
}

async function* stream(pieces: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* pieces
}

serve(new Tritonring())
