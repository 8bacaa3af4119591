const BETWEEN_MS = 20

/**
 * Resolves with what `condition` gives as soon as that is neither false nor undefined. What it throws counts as not yet.
 * Throws, naming `what` and the last failure, after `deadlineMs`.
 */
export async function until<Result>(
  what: string,
  condition: () => Result | Promise<Result>,
  deadlineMs = 10_000,
): Promise<Exclude<Result, false | undefined>> {
  const endMs = performance.now() + deadlineMs
  for (let failure: unknown; ; ) {
    try {
      const result = await condition()
      if (result !== false && result !== undefined) return result as Exclude<Result, false | undefined>
    } catch (error) {
      failure = error
    }
    if (performance.now() > endMs)
      throw new Error(`waited ${deadlineMs} ms in vain until ${what}`, { cause: failure })
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS))
  }
}
