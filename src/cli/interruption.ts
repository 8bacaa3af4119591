import { constants } from 'node:os'
import { TritonError } from '../errors.ts'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Why a command ends early, and the exit code that tells it. */
export class Interrupted extends TritonError {
  readonly exitCode: number
  /** Nothing is left to be told: nobody reads. */
  readonly quiet: boolean

  constructor(message: string, exitCode: number, quiet = false) {
    super('Aborted', message)
    this.exitCode = exitCode
    this.quiet = quiet
  }
}

export interface Interruption {
  /** Fires with an `Interrupted` as its reason. */
  signal: AbortSignal
  /** Set when what was printed did not reach its reader. */
  outputFailure: Interrupted | undefined
}

/**
 * Listens for what ends a command early. The first SIGINT, SIGTERM or SIGHUP asks it to clean up and end; the second
 * ends the process at once. So do a reader that closed our output, a full disk under it, and the end of a parent
 * that held a channel to us.
 */
export function listenForInterruption(subject: NodeJS.Process): Interruption {
  const controller = new AbortController()
  const interruption: Interruption = { signal: controller.signal, outputFailure: undefined }
  for (const name of SIGNALS) {
    subject.on(name, () => {
      const reason = new Interrupted(`stopped by ${name}`, exitCodeOf(name))
      if (controller.signal.aborted) subject.exit(reason.exitCode)
      controller.abort(reason)
    })
  }
  const orphaned = () =>
    controller.abort(new Interrupted('stopped: the parent process is gone', exitCodeOf('SIGHUP')))
  subject.on('disconnect', orphaned)
  subject.channel?.unref()
  // False, not undefined: there was a channel, and it closed before this ran.
  if (subject.connected === false) orphaned()
  for (const stream of [subject.stdout, subject.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      interruption.outputFailure ??= outputFailureOf(error)
      controller.abort(interruption.outputFailure)
    })
  }
  return interruption
}

function outputFailureOf(error: NodeJS.ErrnoException): Interrupted {
  if (error.code === 'EPIPE') return new Interrupted('nobody reads the output', exitCodeOf('SIGPIPE'), true)
  return new Interrupted(`could not write the output: ${error.message}`, 1)
}

/** 128 and the signal's number, as shells report it. */
function exitCodeOf(signal: NodeJS.Signals): number {
  return 128 + constants.signals[signal]
}
