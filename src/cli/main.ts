import { type Interruption, listenForInterruption } from './interruption.ts'
import { run } from './run.ts'
import type { Terminal } from './terminal.ts'

/** Runs a command line as this process, and ends it with its exit code. */
export async function main(argv: readonly string[]): Promise<never> {
  const interruption = listenForInterruption(process)
  const exitCode = await run(argv, processTerminal(interruption))
  await flushed(process.stdout)
  const { outputFailure } = interruption
  if (exitCode === 0 && outputFailure?.quiet === false) process.stderr.write(`tt: ${outputFailure.message}\n`)
  process.exit(exitCode || outputFailure?.exitCode || 0)
}

function processTerminal({ signal }: Interruption): Terminal {
  return {
    get stdin() {
      return process.stdin
    },
    stdout: process.stdout,
    stderr: process.stderr,
    outputToPerson: process.stdout.isTTY === true,
    errorsToPerson: process.stderr.isTTY === true,
    screen: () => {
      const { rows, columns } = process.stdout
      return rows > 0 && columns > 0 ? { rows, columns } : undefined
    },
    env: process.env,
    directory: process.cwd(),
    signal,
    self: [process.execPath, ...process.execArgv, process.argv[1]!],
  }
}

/** Also resolves when the writing failed: that is told by the stream's error. */
function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write('', () => setImmediate(resolve)))
}
