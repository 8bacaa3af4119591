import { TritonError } from '../errors.ts'

const KiB = 1024
const UNITS: Record<string, number> = {
  '': 1,
  KB: 1000,
  MB: 1000 ** 2,
  GB: 1000 ** 3,
  TB: 1000 ** 4,
  KiB,
  MiB: KiB ** 2,
  GiB: KiB ** 3,
  TiB: KiB ** 4,
}

/** Bytes of a size as people write it: `500MB`, `10GiB`, `1.5TiB`, or a number alone. Throws `BadRequest`. */
export function parseByteSize(text: string): number {
  const [, digits, unit] = /^(\d{1,12}(?:\.\d{1,3})?)(|[KMGT]i?B)$/.exec(text) ?? []
  const bytes = Math.floor(Number(digits) * (UNITS[unit ?? ''] ?? Number.NaN))
  if (bytes >= 1 && bytes <= Number.MAX_SAFE_INTEGER) return bytes
  throw new TritonError(
    'BadRequest',
    `could not read the size "${text}": a number over 0, alone or with KiB, MiB, GiB, TiB, KB, MB, GB or TB needed, such as 10GiB`,
  )
}
