/** Of the characters of two names, the share that must be the same at their ends for one to be taken for the other. */
export const ALIKE_MIN = 0.6

/** Of `candidates`, the one most like `name`; undefined where none is like it. */
export function nearestOf(name: string, candidates: Iterable<string>): string | undefined {
  let best = { name: undefined as string | undefined, likeness: ALIKE_MIN }
  for (const each of candidates) {
    const likeness = likenessOf(name, each)
    if (likeness >= best.likeness) best = { name: each, likeness }
  }
  return best.name
}

/** How much of the longer name its beginning and its end share with the other: one typing error leaves all but a letter. */
export function likenessOf(a: string, b: string): number {
  const [x, y] = [[...a.toLowerCase()], [...b.toLowerCase()]]
  const shorter = Math.min(x.length, y.length)
  let head = 0
  while (head < shorter && x[head] === y[head]) head++
  let tail = 0
  while (tail < shorter - head && x[x.length - 1 - tail] === y[y.length - 1 - tail]) tail++
  return (head + tail) / Math.max(x.length, y.length, 1)
}
