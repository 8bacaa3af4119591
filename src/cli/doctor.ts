import type { Command } from 'commander'
import { TritonError } from '../errors.ts'
import { loadSettings } from './config.ts'
import { METADATA_PORT_DEFAULT } from './default-port.ts'
import type { CheckFinding } from './doctor/examine.ts'
import { escapeControl, toJson } from './escape.ts'
import { addOverlayFlags, examples, type OverlayFlags } from './flags.ts'
import { counted } from './format.ts'
import { colours } from './table.ts'
import { print, type Terminal } from './terminal.ts'
import { type Who, whoIsIt } from './who.ts'

interface DoctorFlags extends OverlayFlags {
  data?: string
}

export function addDoctor(program: Command, terminal: Terminal): void {
  const command = program.command('doctor')
  command
    .description('find out why things do not work, and what to type next')
    .option('--data <directory>', "look at this peer's data directory too")
  addOverlayFlags(command)
    .addHelpText(
      'after',
      `${examples('tt doctor', 'tt doctor --bootstrap 192.168.1.5:4001', 'tt doctor --data ./block-1 --json')}
Exit code 1 when something is wrong; warnings alone give 0.\n`,
    )
    .action((flags: DoctorFlags) => doctor(flags, terminal))
}

async function doctor(flags: DoctorFlags, terminal: Terminal): Promise<void> {
  const settings = await loadSettings(flags, terminal)
  // What is wrong with who it is, a check says.
  const who: Who = await whoIsIt(terminal).catch(() => ({}))
  const { examine } = await import('./doctor/examine.ts')
  const found = await examine({
    terminal,
    who,
    settings: { ...settings, bootstrap: settings.bootstrap ?? (who.bootstrap && [...who.bootstrap]) },
    bootstrap: settings.bootstrap ?? who.bootstrap ?? [`127.0.0.1:${METADATA_PORT_DEFAULT}`],
    nodeVersion: process.versions.node,
    wallNow: Date.now,
  })
  const wrong = found.filter(({ level }) => level === 'wrong')
  if (flags.json) await print(terminal, toJson({ wrong: wrong.length, findings: found }))
  else await tell(found, terminal)
  if (wrong.length === 0) return
  throw new TritonError(
    'Unavailable',
    `${counted(wrong.length, 'thing is', 'things are')} wrong: ${wrong[0]!.says}`,
  )
}

async function tell(found: readonly CheckFinding[], terminal: Terminal): Promise<void> {
  const { bold } = await colours(terminal)
  const width = Math.max(...found.map(({ check }) => check.length))
  for (const { check, level, says, next } of found) {
    const mark = level === 'ok' ? 'ok     ' : bold(level === 'wrong' ? 'WRONG  ' : 'warning')
    await print(terminal, `${mark}  ${check.padEnd(width)}  ${escapeControl(says)}`)
    if (next !== undefined) await print(terminal, `${' '.repeat(width + 11)}→ ${escapeControl(next)}`)
  }
}
