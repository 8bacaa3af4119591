import { TritonError } from '../errors.ts'
import { TAG_BYTES_MAX } from '../limits.ts'
import { printable } from './file-name.ts'

/** Throws `BadRequest` unless `tag` can be put on a file: well-formed Unicode of 1 to 64 bytes, no white space or control characters. */
export function checkTag(tag: string): void {
  const bytes = Buffer.byteLength(tag)
  if (bytes > 0 && bytes <= TAG_BYTES_MAX && !/[\p{Cc}\p{Cs}\s]/u.test(tag)) return
  throw new TritonError(
    'BadRequest',
    `'${printable(tag)}' cannot be a tag: 1 to ${TAG_BYTES_MAX} bytes without white space and control characters are needed`,
  )
}
