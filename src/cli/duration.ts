import { TritonError } from '../errors.ts'

/** Tokens and invitations end at whole seconds. */
const LIFE_MS_MIN = 1_000

const UNITS: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 }

/** Milliseconds of a duration as people write it: `500ms`, `5s`, `1.5m`, `1h`. Throws `BadRequest`. */
export function parseDuration(text: string): number {
  const [, digits, unit] = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m|h)$/.exec(text) ?? []
  if (unit !== undefined) return Number(digits) * UNITS[unit]!
  throw new TritonError(
    'BadRequest',
    `could not read the duration "${text}": a number with ms, s, m or h needed, such as 500ms or 5s`,
  )
}

/** What `--life` says, in milliseconds. Throws `BadRequest`. */
export function parseLife(text: string): number {
  const lifeMs = parseDuration(text)
  if (lifeMs < LIFE_MS_MIN) throw new TritonError('BadRequest', `--life: 1s at least, got ${text}`)
  return lifeMs
}
