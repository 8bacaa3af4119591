import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import type { Terminal } from './terminal.ts'

/** Asks a person for a line that is not shown while it is typed; undefined where nobody sits at stdin. */
export async function askSecretly(terminal: Terminal, question: string): Promise<string | undefined> {
  if (!('isTTY' in terminal.stdin) || terminal.stdin.isTTY !== true) return undefined
  terminal.stderr.write(question)
  const hidden = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: terminal.stdin, output: hidden, terminal: true })
  try {
    return await new Promise<string>((resolve, reject) => {
      lines.once('line', resolve)
      terminal.signal.addEventListener('abort', () => reject(terminal.signal.reason), { once: true })
    })
  } finally {
    lines.close()
    terminal.stderr.write('\n')
  }
}
