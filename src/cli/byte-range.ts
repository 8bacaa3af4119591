import { TritonError } from '../errors.ts'

/**
 * Bytes that a person asked for, both ends included, as in HTTP: `0-499`, `500-` to the end. `to` is the byte behind the
 * last one. Throws `BadRequest`.
 */
export function parseByteRange(text: string): { from: number; to: number | undefined } {
  const [, first, last] = /^(\d{1,16})-(\d{0,16})$/.exec(text) ?? []
  const from = Number(first)
  const to = last === '' ? undefined : Number(last) + 1
  if (
    first !== undefined &&
    Number.isSafeInteger(from) &&
    (to === undefined || (to > from && Number.isSafeInteger(to)))
  )
    return { from, to }
  throw new TritonError('BadRequest', `--range: bytes A-B needed, such as 0-499 or 500-, got "${text}"`)
}
