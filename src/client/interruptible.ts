import { raceSignal } from 'race-signal'

/**
 * The pieces of `source` until the signal fires. Then its reason is thrown at once, even where the source keeps its reader
 * waiting, as a terminal does or a pipe that nobody writes to; the source is asked to end, and not waited for.
 */
export async function* interruptible<Piece>(
  source: AsyncIterable<Piece>,
  signal: AbortSignal,
): AsyncGenerator<Piece> {
  const pieces = source[Symbol.asyncIterator]()
  try {
    for (;;) {
      const { done, value } = await raceSignal(pieces.next(), signal)
      if (done) return
      yield value
    }
  } finally {
    void pieces.return?.().catch(() => {})
  }
}
