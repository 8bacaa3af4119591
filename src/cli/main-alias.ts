import type { Alias } from './alias.ts'
import { EXIT_WRONG_USAGE } from './failure.ts'
import { main } from './main.ts'

/** Runs a command of the first system as this process. */
export async function mainAlias(alias: Alias, argv: readonly string[]): Promise<never> {
  const command = alias.toCommand(argv)
  if (command !== undefined) return main(command)
  if (argv.includes('--help') || argv.includes('-h')) {
    process.stdout.write(`Usage: ${alias.usage}\n\nThe same as a command of tt, whose options may follow.\n`)
    process.exit(0)
  }
  process.stderr.write(`tt: wrong arguments (usage: ${alias.usage})\n`)
  process.exit(EXIT_WRONG_USAGE)
}
