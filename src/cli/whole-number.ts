import { TritonError } from '../errors.ts'

/** A number of `what`, as a person writes it. Throws `BadRequest`. */
export function parseWholeNumber(text: string, what: string): number {
  const value = Number(text)
  if (/^\d{1,16}$/.test(text) && Number.isSafeInteger(value)) return value
  throw new TritonError('BadRequest', `${what}: a whole number needed, got "${text}"`)
}

/** The version of `--if-version`; undefined where it is not given. */
export function parseIfVersion(text: string | undefined): number | undefined {
  return text === undefined ? undefined : parseWholeNumber(text, '--if-version')
}
