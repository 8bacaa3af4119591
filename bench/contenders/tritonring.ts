/**
 * A tritonring client on a cluster that runs already, from and to bytes in memory: `tritonring.ts ADDRESS [PID]`.
 * With a process id, it stops that process (SIGSTOP) whenever it has half of a download. With an invitation, `tritonring.ts
 * ADDRESS - INVITATION`, it logs in.
 */
import process from 'node:process'
import { parseInvitation } from '../../src/auth/invitation.ts'
import { AuthClient, type Client, createClient, freshIdentity } from '../../src/index.ts'
import { type BenchFile, piecesOf } from './bench-file.ts'
import type { Contender, Counts, Take } from './contender.ts'
import { serve } from './serve.ts'

const [address, said, invitation] = process.argv.slice(2) as [string, string | undefined, string | undefined]
const victim = said === '-' ? undefined : said

class Tritonring implements Contender {
  counts: Counts = {}
  #client: Client | undefined

  async start(): Promise<void> {
    const login = invitation === undefined ? {} : await logIn(invitation)
    this.#client = await createClient({ bootstrap: [address], ...login })
  }

  async stop(): Promise<void> {
    await this.#client?.close()
  }

  async upload(file: BenchFile): Promise<void> {
    const { name, blockSize } = file
    const report = await this.#client!.upload(stream(piecesOf(file)), { name, blockSize })
    this.counts = { bytesSent: report.bytesSent, singleCopies: report.singleCopies }
  }

  async download({ name, size }: BenchFile, take: Take): Promise<void> {
    let got = 0
    for await (const bytes of this.#client!.read({ name })) {
      take(bytes)
      const before = got
      got += bytes.length
      if (victim !== undefined && before < size / 2 && got >= size / 2)
        process.kill(Number(victim), 'SIGSTOP')
    }
  }
}

async function logIn(text: string) {
  const { authPeer, secret } = parseInvitation(text)
  const privateKey = await freshIdentity()
  const client = await AuthClient.connect({ privateKey, authPeer })
  try {
    return { privateKey, credential: await client.redeem(secret, false) }
  } finally {
    await client.close()
  }
}

async function* stream(pieces: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* pieces
}

serve(new Tritonring())
