import { aessiv } from '@noble/ciphers/aes.js'
import { TritonError } from '../../errors.ts'
import { NAME_BYTES_MAX } from '../../limits.ts'
import type { Secret } from './secret.ts'

/** What a segment of an encrypted name begins with; the rest is base64url. (`~` begins the names of others' files.) */
const MARK = '='
const SEGMENT = /^=[A-Za-z0-9_-]{23,}$/

/**
 * Names with each of their segments encrypted by itself (AES-SIV, RFC 5297: deterministic and authenticated), bound to the
 * folders above it, so that a folder's files still stand together under one prefix.
 */
export class SealedNames {
  readonly #key: Uint8Array

  constructor(secret: Secret) {
    this.#key = Buffer.concat([secret.key('names'), secret.key('names 2')])
  }

  /** Throws `BadRequest` where the encrypted name is too long. */
  seal(name: string): string {
    const segments = name.split('/')
    const sealed = segments
      .map((segment, index) => this.#sealSegment(segments.slice(0, index), segment))
      .join('/')
    if (sealed.length <= NAME_BYTES_MAX) return sealed
    throw new TritonError(
      'BadRequest',
      `could not encrypt the name '${name}': it comes to ${sealed.length} bytes, at most ${NAME_BYTES_MAX} are allowed`,
      { hint: 'a shorter name, or fewer folders' },
    )
  }

  /** What all encrypted names begin with that may begin with a prefix: its folders to their last slash, and the mark. */
  beginning(prefix: string): string {
    const slash = prefix.lastIndexOf('/')
    return slash < 0 ? MARK : `${this.seal(prefix.slice(0, slash))}/${MARK}`
  }

  /** The name that was sealed; undefined for one that this secret did not seal. */
  open(sealed: string): string | undefined {
    const parents: string[] = []
    for (const segment of sealed.split('/')) {
      const opened = SEGMENT.test(segment) ? this.#openSegment(parents, segment) : undefined
      if (opened === undefined) return undefined
      parents.push(opened)
    }
    return parents.join('/')
  }

  #sealSegment(parents: readonly string[], segment: string): string {
    const sealed = aessiv(this.#key, folderOf(parents)).encrypt(Buffer.from(segment))
    return `${MARK}${Buffer.from(sealed).toString('base64url')}`
  }

  #openSegment(parents: readonly string[], segment: string): string | undefined {
    try {
      const sealed = new Uint8Array(Buffer.from(segment.slice(MARK.length), 'base64url'))
      return Buffer.from(aessiv(this.#key, folderOf(parents)).decrypt(sealed)).toString()
    } catch {
      return undefined
    }
  }
}

function folderOf(parents: readonly string[]): Uint8Array {
  return new Uint8Array(Buffer.from(parents.join('/')))
}
