import { escapeControl } from './escape.ts'
import { print, type Terminal } from './terminal.ts'

/** One column of a table. */
export interface Column {
  head: string
  align?: 'right'
  /** How a person sees a value; without it, and when piped, it is shown as it is. */
  show?: (value: never) => string
}

/** Prints the lines of a table, if there are any. */
export async function printTable(...table: Parameters<typeof tableLines>): Promise<void> {
  const lines = await tableLines(...table)
  if (lines.length > 0) await print(table[0], lines.join('\n'))
}

/**
 * The lines of rows: for a person as an aligned table under a head, for a pipe as they are, tabs between values, without
 * a head. Text is escaped.
 */
export async function tableLines(
  terminal: Terminal,
  columns: readonly Column[],
  rows: readonly (readonly (string | number)[])[],
): Promise<string[]> {
  return terminal.outputToPerson ? aligned(terminal, columns, rows) : rows.map(tabbed)
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
