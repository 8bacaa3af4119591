import { RootCommand, script } from '@bomb.sh/tab'
import { Argument, type Command } from 'commander'
import { commandWords } from './completion/command-words.ts'
import { namesOnRing } from './completion/names-on-ring.ts'
import { addCommonFlags, examples } from './flags.ts'
import { print, type Terminal } from './terminal.ts'

const SHELLS = ['bash', 'zsh', 'fish'] as const
/** Commands whose arguments are files of this machine. */
const LOCAL_FILES = new Set(['upload', 'import', 'export', 'key create', 'key show'])
/** Commands whose first argument is a name on the ring. */
const NAMED = new Set(['download', 'cat', 'stat', 'rm', 'ls'])
/** What the shell does with an answer that holds nothing: offer files, or nothing. */
const FILES = ':0'

export function addCompletion(program: Command, terminal: Terminal): void {
  const command = program
    .command('completion')
    .description('print what makes a shell complete commands, flags and names')
  command.addArgument(new Argument('<shell>').choices(SHELLS))
  addCommonFlags(command)
    .addHelpText(
      'after',
      `${examples('tt completion bash > ~/.local/share/bash-completion/completions/tt', 'source <(tt completion zsh)', 'tt completion fish > ~/.config/fish/completions/tt.fish')}
Names are asked of the overlay that TT_BOOTSTRAP or tritonring.yaml names; without an answer within a second there are none.\n`,
    )
    .action((shell: string) => print(terminal, printedBy(() => script(shell, 'tt', 'tt')).join('\n')))
}

/** What the shell's function asks each time: `tt complete -- WORD…`, the last word not finished yet. Never fails. */
export function addComplete(program: Command, terminal: Terminal): void {
  program
    .command('complete', { hidden: true })
    .argument('[words...]')
    .allowUnknownOption()
    .action(async (words: string[]) => print(terminal, (await answer(words, program, terminal)).join('\n')))
}

async function answer(words: readonly string[], program: Command, terminal: Terminal): Promise<string[]> {
  const root = new RootCommand()
  const commands = commandWords(program)
  for (const { name, description, flags } of commands) {
    const command = root.command(name, description)
    for (const flag of flags) {
      if (flag.takesValue) command.option(flag.long, flag.description, () => {}, flag.short)
      else if (flag.short === undefined) command.option(flag.long, flag.description)
      else command.option(flag.long, flag.description, flag.short)
    }
  }
  const command =
    commands.map(({ name }) => name).findLast((name) => words.join(' ').startsWith(`${name} `)) ?? ''
  const last = words.at(-1) ?? ''
  if (NAMED.has(command) && !last.startsWith('-')) {
    const names = await namesOnRing(last, terminal)
    root.commands.get(command)?.argument(
      'name',
      (complete) => {
        for (const name of names) complete(name, '')
      },
      true,
    )
  }
  const lines = printedBy(() => root.parse([...words]))
  return LOCAL_FILES.has(command) && lines.length === 1 ? [FILES] : lines
}

/** The library prints by itself. */
function printedBy(action: () => void): string[] {
  const { log } = console
  const lines: string[] = []
  console.log = (line: string) => void lines.push(line)
  try {
    action()
    return lines
  } finally {
    console.log = log
  }
}
