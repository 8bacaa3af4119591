/** Bytes of words that are kept apart; what follows in a longer one does not count. */
const WORD_LENGTH_MAX = 64
/** Words of one name or query; a name of 1,024 bytes has hardly more. */
const WORDS_MAX = 128

/**
 * The words of a name, tag or query: runs of letters or of digits, in lower case, without accents; also a run of both, as
 * it is written.
 */
export function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const words = new Set<string>()
  for (const [run] of plain.matchAll(/[\p{L}\p{N}]+/gu)) {
    words.add(run.slice(0, WORD_LENGTH_MAX))
    for (const [part] of run.matchAll(/\p{L}+|\p{N}+/gu)) words.add(part.slice(0, WORD_LENGTH_MAX))
    if (words.size >= WORDS_MAX) break
  }
  return [...words]
}

/** The words of a query: runs as they are typed, not their parts. */
export function queryWords(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const runs = [...plain.matchAll(/[\p{L}\p{N}]+/gu)].map(([run]) => run.slice(0, WORD_LENGTH_MAX))
  return [...new Set(runs)].slice(0, QUERY_WORDS_MAX)
}

/** More words make no query clearer; each costs a walk over what it finds. */
const QUERY_WORDS_MAX = 8
