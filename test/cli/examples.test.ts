import assert from 'node:assert/strict'
import { Command } from 'commander'
import { COMMANDS } from '../../src/cli/commands.ts'
import { run } from '../../src/cli/run.ts'
import { fakeTerminal } from './fake-terminal.ts'

/** The words of `tt` in an example, without the shell's pipes and redirections; undefined where it is another's. */
function wordsOf(line: string): string[] | undefined {
  const part = line
    .split(/[|>]|<\(| < /)
    .map((each) => each.trim().replace(/\)$/, ''))
    .find((each) => each.startsWith('tt '))
  return part?.split(/\s+/).slice(1)
}

function everyCommand(parent: Command): Command[] {
  return parent.commands.flatMap((command) => [command, ...everyCommand(command)])
}

describe('the examples in the help', () => {
  for (const [name, { add }] of Object.entries(COMMANDS)) {
    it(`of tt ${name} are command lines that it takes`, async () => {
      const terminal = fakeTerminal()
      assert.equal(await run([name, '--help'], terminal), 0)
      const lines = [...terminal.printed().matchAll(/^ {2}(?:\$ )(.*)$/gm)].map(([, line]) => line!)
      const own = lines.map(wordsOf).filter((words) => words?.[0] === name)
      assert.ok(own.length > 0, 'there is none')
      for (const words of own) {
        const program = new Command('tt').exitOverride()
        add(program, terminal)
        let taken = 0
        for (const command of everyCommand(program)) {
          command.exitOverride().configureOutput({ writeErr: () => {} })
          command.action(() => {
            taken++
          })
        }
        await program.parseAsync(words!, { from: 'user' })
        assert.equal(taken, 1, words!.join(' '))
      }
    })
  }
})
