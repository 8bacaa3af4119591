import { TritonError } from '../errors.ts'
import { NAME_BYTES_MAX } from '../limits.ts'

/**
 * Throws `BadRequest` unless `name` can name a file: well-formed Unicode of 1 to 1,024 bytes in UTF-8, without
 * control characters, no segment between slashes empty, `.` or `..`.
 */
export function checkFileName(name: string): void {
  const refuse = (why: string) => {
    throw new TritonError('BadRequest', `'${printable(name)}' cannot name a file: ${why}`)
  }
  if (name === '') refuse('it is empty')
  const bytes = Buffer.byteLength(name)
  if (bytes > NAME_BYTES_MAX) refuse(`it has ${bytes} bytes, at most ${NAME_BYTES_MAX} are allowed`)
  if (/\p{Cc}|\p{Cs}/u.test(name)) refuse('it holds control characters or broken Unicode')
  for (const segment of name.split('/')) {
    if (segment === '') refuse('it has an empty segment')
    if (segment === '.' || segment === '..') refuse(`it has a segment '${segment}'`)
  }
}

const SHOWN_MAX = 80

/** A name as it can be shown anywhere: control characters escaped, cut when long. */
export function printable(name: string): string {
  const escaped = name.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, (character) => {
    return `\\u{${character.codePointAt(0)!.toString(16)}}`
  })
  return escaped.length > SHOWN_MAX ? `${escaped.slice(0, SHOWN_MAX)}…` : escaped
}
