/** The middle of some figures, and how far apart the extremes are, relative to it. */
export function median(figures: readonly number[]): { median: number; spread: number } {
  const sorted = [...figures].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const value = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
  return { median: value, spread: (sorted.at(-1)! - sorted[0]!) / value }
}
