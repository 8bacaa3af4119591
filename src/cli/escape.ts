/**
 * Control characters (also of 8 bits), lone surrogates, line separators, and what turns the direction of writing:
 * all that could act on a terminal, or make a name look like another one.
 */
const UNSAFE = /[\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/gu

/** Text from elsewhere as it can be shown on one line of a terminal. */
export function escapeControl(text: string): string {
  return text.replace(UNSAFE, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`)
}

/** A JSON document on one line that acts on no terminal either. */
export function toJson(value: unknown): string {
  return JSON.stringify(value).replace(UNSAFE, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}
