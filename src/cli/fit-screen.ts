import { stripVTControlCharacters } from 'node:util'
import type { Screen } from './terminal.ts'

/** What stands on a screen, from above; no line holds a line end. */
export interface ScreenParts {
  /** What has to be seen. */
  head: readonly string[]
  /** A head and a row for each of `noun`. */
  table: readonly string[]
  noun: string
  foot: readonly string[]
}

/**
 * The lines of a screen that does not scroll, the cursor below them: the head, then of the table and the foot as much as
 * there is room for, and how much there is not. Lines that are wider than the screen take several rows of it.
 */
export function fitScreen({ head, table, noun, foot }: ScreenParts, { rows, columns }: Screen): string[] {
  const room = Math.max(1, rows - 1)
  const above = fitHead(head, room, columns)
  const below = room - heightOf(above, columns)
  const footRoom = Math.max(below - heightOf(table, columns), Math.floor(below / 2))
  const end = cut(foot, footRoom, columns, (left) => `… and ${left} more lines`)
  const middle = cut(table, below - heightOf(end, columns), columns, (left) => {
    const rest = Math.min(left, table.length - 1)
    return `… and ${rest} more ${rest === 1 ? noun : `${noun}s`}`
  })
  return [...above, ...middle, ...end]
}

/** As many lines as there is room for; of the first at least its beginning. */
function fitHead(head: readonly string[], room: number, columns: number): string[] {
  const [first = ''] = head
  if (heightOf([first], columns) > room) return [`${first.slice(0, room * columns - 1)}…`]
  return head.slice(0, countWithin(head, room, columns))
}

/** All lines, or as many as there is room for above one that says how many are left. */
function cut(lines: readonly string[], room: number, columns: number, more: (left: number) => string) {
  if (heightOf(lines, columns) <= room) return lines
  if (room < 1) return []
  const count = countWithin(lines, room - 1, columns)
  return [...lines.slice(0, count), more(lines.length - count)]
}

function countWithin(lines: readonly string[], room: number, columns: number): number {
  let count = lines.length
  while (heightOf(lines.slice(0, count), columns) > room) count--
  return count
}

function heightOf(lines: readonly string[], columns: number): number {
  const rows = lines.map((line) => Math.ceil(stripVTControlCharacters(line).length / columns))
  return rows.reduce((sum, each) => sum + Math.max(1, each), 0)
}
