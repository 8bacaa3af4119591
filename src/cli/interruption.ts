import { constants } from 'node:os'
import { TritonError } from '../errors.ts'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** 128 and the signal's number, as shells report it. */
function exitCodeOf(signal: NodeJS.Signals): number {
  return 128 + constants.signals[signal]
}

/** How a command is told to end early: what aborts it, and with which exit code it then ends. */
export interface Interruption {
  signal: AbortSignal
  /** Undefined while nothing happened. */
  exitCode: number | undefined
}

/**
 * Listens for what ends a command early. The first SIGINT, SIGTERM or SIGHUP aborts it, so that it can clean up; the
 * second ends the process at once. A reader that closed our output, and a parent that held a channel to us and is
 * gone, abort it too.
 */
export function listenForInterruption(subject: NodeJS.Process = process): Interruption {
  const controller = new AbortController()
  const interruption: Interruption = { signal: controller.signal, exitCode: undefined }
  const interrupt = (exitCode: number, why: string) => {
    interruption.exitCode ??= exitCode
    controller.abort(new TritonError('Aborted', why))
  }
  for (const name of SIGNALS) {
    subject.on(name, () => {
      if (controller.signal.aborted) subject.exit(exitCodeOf(name))
      interrupt(exitCodeOf(name), `stopped by ${name}`)
    })
  }
  subject.on('disconnect', () => interrupt(exitCodeOf('SIGHUP'), 'stopped: the parent process is gone'))
  subject.channel?.unref()
  for (const stream of [subject.stdout, subject.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') interrupt(exitCodeOf('SIGPIPE'), 'stopped: nobody reads the output')
      else interrupt(1, `could not write the output: ${error.message}`)
    })
  }
  return interruption
}
