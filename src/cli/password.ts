import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { TritonError } from '../errors.ts'
import type { Terminal } from './terminal.ts'

/** Asks a person for a password, which is not shown; in a pipe it is the next line of stdin. Throws `BadRequest` without one. */
export async function askPassword(terminal: Terminal, prompt: string): Promise<string> {
  const person = (terminal.stdin as NodeJS.ReadStream).isTTY === true
  if (person) terminal.stderr.write(prompt)
  const nowhere = new Writable({ write: (_bytes, _encoding, done) => done() })
  const lines = createInterface({ input: terminal.stdin, output: nowhere, terminal: person })
  try {
    const ended = once(lines, 'close', { signal: terminal.signal }).then(() => [''])
    const [line] = (await Promise.race([once(lines, 'line', { signal: terminal.signal }), ended])) as [string]
    if (line === '') throw new TritonError('BadRequest', 'no password was given')
    return line
  } finally {
    lines.close()
    if (person) terminal.stderr.write('\n')
  }
}
