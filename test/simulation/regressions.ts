/** Seeds that once broke a promise, and what was wrong. A failing seed that has been mended is added here. */
export const REGRESSIONS: Readonly<Record<number, string>> = {
  1: 'a peer that ended when its own disk was full while the second copy failed too',
  1020: 'strays that arrived late and were looked for only after a long time',
  1108: 'the same',
}
