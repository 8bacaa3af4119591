import { escapeControl } from './escape.ts'
import { print, type Terminal } from './terminal.ts'

/** One column of a table. */
export interface Column {
  head: string
  align?: 'right'
  /** How a person sees a value; without it, and when piped, it is shown as it is. */
  show?: (value: never) => string
}

/**
 * Prints rows: to a person as an aligned table under a head, into a pipe as they are, tabs between values, without
 * a head. Text is escaped.
 */
export async function printTable(
  terminal: Terminal,
  columns: readonly Column[],
  rows: readonly (readonly (string | number)[])[],
): Promise<void> {
  const lines = terminal.outputToPerson ? await aligned(terminal, columns, rows) : rows.map(tabbed)
  if (lines.length > 0) await print(terminal, lines.join('\n'))
}

function tabbed(row: readonly (string | number)[]): string {
  return row.map((value) => escapeControl(String(value))).join('\t')
}

async function aligned(
  terminal: Terminal,
  columns: readonly Column[],
  rows: readonly (readonly (string | number)[])[],
): Promise<string[]> {
  const { default: Table } = await import('cli-table3')
  const { bold } = await colours(terminal)
  const table = new Table({
    head: columns.map(({ head }) => bold(head)),
    colAligns: columns.map(({ align }) => align ?? 'left'),
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2, compact: true },
    chars: NO_LINES,
  })
  for (const row of rows) {
    table.push(row.map((value, index) => escapeControl(shown(columns[index], value))))
  }
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
}

function shown(column: Column | undefined, value: string | number): string {
  return column?.show === undefined ? String(value) : column.show(value as never)
}

const NO_LINES = Object.fromEntries(
  [
    ...['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right'],
    ...['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid', 'middle'],
  ].map((part) => [part, '']),
)

/** Colours for stdout: none in a pipe or where NO_COLOR is set. */
export async function colours(terminal: Terminal) {
  const { default: picocolors } = await import('picocolors')
  const { NO_COLOR } = terminal.env
  return picocolors.createColors(terminal.outputToPerson && !NO_COLOR)
}
