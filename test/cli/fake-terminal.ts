import { PassThrough, Readable, Writable } from 'node:stream'
import type { Terminal } from '../../src/cli/terminal.ts'

export interface FakeTerminal extends Terminal {
  /** All that was printed so far. */
  printed: () => string
  /** All that went to stderr so far. */
  warned: () => string
}

/** A terminal that remembers what it is told, in an empty environment. */
export function fakeTerminal(changes: Partial<Terminal> = {}): FakeTerminal {
  const stdout = remembering()
  const stderr = remembering()
  return {
    stdin: Readable.from([]),
    stdout: stdout.stream,
    stderr: stderr.stream,
    outputToPerson: false,
    errorsToPerson: false,
    screen: () => undefined,
    env: {},
    directory: '/nowhere',
    signal: new AbortController().signal,
    self: [],
    printed: stdout.text,
    warned: stderr.text,
    ...changes,
  }
}

function remembering() {
  const pieces: string[] = []
  const stream = new Writable({
    write(bytes, _encoding, done) {
      pieces.push(String(bytes))
      done()
    },
  })
  return { stream, text: () => pieces.join('') }
}

/** A stdout whose reader takes nothing until `resume` is said. */
export function stalledOutput(): PassThrough {
  return new PassThrough({ highWaterMark: 1 })
}
