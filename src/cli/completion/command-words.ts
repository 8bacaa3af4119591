import type { Command } from 'commander'

/** A command as a shell completes it. */
export interface CommandWords {
  /** Its words after `tt`. */
  name: string
  description: string
  flags: { long: string; short: string | undefined; description: string; takesValue: boolean }[]
}

/** Every command of the program, and every command below one. */
export function commandWords(program: Command): CommandWords[] {
  return below(program, []).filter(({ name }) => name !== 'complete')
}

function below(parent: Command, words: readonly string[]): CommandWords[] {
  return parent.commands.flatMap((command) => {
    const name = [...words, command.name()]
    const flags = command.options.map(({ long, short, description, required, optional }) => ({
      long: long?.replace(/^--/, '') ?? '',
      short: short?.replace(/^-/, ''),
      description,
      takesValue: required || optional,
    }))
    return [{ name: name.join(' '), description: command.description(), flags }, ...below(command, name)]
  })
}
