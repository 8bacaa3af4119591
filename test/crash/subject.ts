import type { Child } from './child.ts'

/** Something that lasts in a directory, and the witness of what it acknowledged. */
export interface Subject {
  /** What is counted, in the plural. */
  readonly what: string
  readonly acknowledged: number
  start(directory: string): Promise<Child>
  /** Works on what was started until the returned function is called, or its process dies. */
  work(child: Child): () => Promise<void>
  /** Opens what a killed process left and compares it with what was acknowledged; resolves with the milliseconds of opening. */
  check(directory: string): Promise<number>
  /** The same for a copy, which is as it was while the work goes on. */
  checkCopy(directory: string): Promise<number>
}

/** What crashes cost. Anything lost or wrong ends a run. */
export interface CrashFigures {
  crashes: number
  acknowledged: number
  openMsLongest: number
}

/** Has several workers act again and again. */
export function keepActing(workers: number, act: () => Promise<void>): () => Promise<void> {
  let stopped = false
  const working = Array.from({ length: workers }, async () => {
    while (!stopped) await act()
  })
  const failure = Promise.all(working)
  failure.catch(() => {})
  return async () => {
    stopped = true
    await Promise.race([failure, new Promise((resolve) => setTimeout(resolve, 5))])
  }
}
