import { CommanderError } from 'commander'
import { isTritonError } from '../errors.ts'
import { escapeControl } from './escape.ts'
import { Interrupted } from './interruption.ts'

export const EXIT_FAILED = 1
export const EXIT_WRONG_USAGE = 2

/** What is told of a command that failed. */
export interface Failure {
  exitCode: number
  /** One line each, without a line end. None when all has been said, as after `--help`. */
  lines: string[]
}

export interface FailureOptions {
  /** Whether stack traces are told too. */
  debug: boolean
  /** The command whose help says more, where one was named. */
  command?: string | undefined
}

/** How a command ends that threw `error`. Malformed input (`BadRequest`) is wrong usage, all else a failure. */
export function failureOf(error: unknown, options: FailureOptions): Failure {
  if (error instanceof CommanderError) return usageFailure(error, options.command)
  if (error instanceof Interrupted && error.quiet) return { exitCode: error.exitCode, lines: [] }
  if (error instanceof AggregateError) {
    const failures = error.errors.map((each) => failureOf(each, options))
    return {
      exitCode: Math.min(...failures.map(({ exitCode }) => exitCode)),
      lines: failures.flatMap(({ lines }) => lines),
    }
  }
  const lines = [`tt: ${sentenceOf(error)}`]
  if (options.debug) lines.push(...stackOf(error))
  return { exitCode: exitCodeOf(error), lines }
}

function exitCodeOf(error: unknown): number {
  if (error instanceof Interrupted) return error.exitCode
  return isTritonError(error, 'BadRequest') ? EXIT_WRONG_USAGE : EXIT_FAILED
}

function usageFailure(error: CommanderError, command: string | undefined): Failure {
  if (error.exitCode === 0) return { exitCode: 0, lines: [] }
  if (error.code === 'commander.help') return { exitCode: EXIT_WRONG_USAGE, lines: [] }
  const sentence = error.message
    .replace(/^error: /, '')
    .split('\n')
    .filter((line) => line !== '')
    .join(' ')
  const help = command === undefined ? 'tt --help' : `tt ${command} --help`
  const hint = sentence.includes('(Did you mean') ? '' : ` (see ${help})`
  return { exitCode: EXIT_WRONG_USAGE, lines: [`tt: ${escapeControl(sentence)}${hint}`] }
}

/** An error as it is told, without the line's beginning. */
export function sentenceOf(error: unknown): string {
  const message = error instanceof Error ? error.message || error.name : String(error)
  const hint = isTritonError(error) ? error.hint : undefined
  return escapeControl(hint === undefined ? message : `${message} (${hint})`)
}

function stackOf(error: unknown): string[] {
  const lines: string[] = []
  for (let each = error, depth = 0; each instanceof Error && depth < 8; each = each.cause, depth++) {
    lines.push(...(each.stack ?? String(each)).split('\n').map((line) => escapeControl(line)))
  }
  return lines
}
