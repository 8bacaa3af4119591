/** A point of a line: what it took for how much. */
export interface Point {
  size: number
  seconds: number
}

/** seconds = a + b × size. */
export interface Line {
  a: number
  b: number
  /** How far apart the largest and the smallest (seconds − a) / size are, relative to the smallest; may be infinite. */
  unevenness: number
}

/** The line that fits best where every point's error counts relative to its size (least squares, weights 1/size²), with a ≥ 0. */
export function fitLine(points: readonly Point[]): Line {
  let [w, wx, wy, wxx, wxy] = [0, 0, 0, 0, 0]
  for (const { size, seconds } of points) {
    const weight = 1 / size ** 2
    w += weight
    wx += weight * size
    wy += weight * seconds
    wxx += weight * size ** 2
    wxy += weight * size * seconds
  }
  const slope = (w * wxy - wx * wy) / (w * wxx - wx ** 2)
  const a = Math.max(0, (wy - slope * wx) / w)
  const b = (wxy - a * wx) / wxx
  const slopes = points.map(({ size, seconds }) => (seconds - a) / size)
  const [lowest, highest] = [Math.min(...slopes), Math.max(...slopes)]
  return { a, b, unevenness: lowest > 0 ? highest / lowest - 1 : Number.POSITIVE_INFINITY }
}
