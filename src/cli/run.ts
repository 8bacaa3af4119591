import { Command } from 'commander'
import { COMMANDS } from './commands.ts'
import { addComplete } from './completion.ts'
import { EXIT_WRONG_USAGE, failureOf } from './failure.ts'
import { examples } from './flags.ts'
import { packageVersion } from './package-root.ts'
import type { Terminal } from './terminal.ts'

/**
 * Runs one command line (without the program's own name) and resolves with its exit code: 0 done, 1 failed, 2 wrong
 * usage, 128 + n stopped by signal n. Errors go to stderr, one line each. Never rejects.
 */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const program = buildProgram(argv, terminal)
    if (argv.length === 0) {
      program.outputHelp({ error: true })
      return EXIT_WRONG_USAGE
    }
    await program.parseAsync(argv, { from: 'user' })
    return 0
  } catch (error) {
    const why = terminal.signal.aborted ? terminal.signal.reason : error
    const { exitCode, lines } = failureOf(why, {
      debug: argv.includes('--debug'),
      command: isCommand(argv[0]) ? argv[0] : undefined,
    })
    for (const line of lines) terminal.stderr.write(`${line}\n`)
    return exitCode
  }
}

/** What a shell asks, not a person; it speaks of all commands. */
const COMPLETE = 'complete'

/** The program with the one command that `argv` names, or with all when it names none. */
function buildProgram(argv: readonly string[], terminal: Terminal): Command {
  const program = new Command('tt')
    .description('tritonring: files in small blocks on a ring of peers, each block on two of them')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
      outputError: () => undefined,
    })
    .helpCommand('help [command]', 'show the help of a command')
    .addHelpText(
      'after',
      `${examples('tt demo', 'tt upload photo.jpg', 'tt download photo.jpg /tmp', 'tt upload --help')}
Settings come from tritonring.yaml, over it TT_BOOTSTRAP, TT_BLOCK_SIZE, TT_LISTEN, TT_DATA, TT_STORE, TT_CAPACITY,
TT_WEIGHT, TT_ZONE, TT_NAMES, TT_HEARTBEAT, TT_GRACE and TT_SECRET_FILE, over those the flags. TT_TOKEN, or else
tt login, says who you are. Exit codes: 0 done, 1 failed, 2 wrong usage, 128 + n stopped by signal n.\n`,
    )
  const named = isCommand(argv[0]) ? COMMANDS[argv[0]] : undefined
  if (named === undefined) program.version(packageVersion())
  for (const { group, add } of named === undefined ? Object.values(COMMANDS) : [named]) {
    program.commandsGroup(group)
    add(program, terminal)
  }
  if (argv[0] === COMPLETE) addComplete(program, terminal)
  return program
}

function isCommand(name: string | undefined): name is string {
  return name !== undefined && Object.hasOwn(COMMANDS, name)
}
