/**
 * Loads the items of `source` and yields the results in the order of the source. Beside the result that the
 * consumer has, `ahead` further ones are loading or loaded, at most. A failure is thrown in its place; those
 * behind it are dropped. A consumer that stops early does not wait for loads under way.
 */
export async function* readAhead<Item, Result>(
  source: AsyncGenerator<Item>,
  ahead: number,
  load: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const pending: Promise<Loaded<Result>>[] = []
  const ask = () => {
    const loading = source.next().then(async (step): Promise<Loaded<Result>> => {
      return step.done ? 'end' : { result: await load(step.value) }
    })
    loading.catch(ignore)
    pending.push(loading)
  }
  try {
    for (;;) {
      while (pending.length < Math.max(1, ahead)) ask()
      const loaded = await pending.shift()
      if (loaded === undefined || loaded === 'end') return
      while (pending.length < ahead) ask()
      yield loaded.result
    }
  } finally {
    source.return(undefined).catch(ignore)
  }
}

type Loaded<Result> = { result: Result } | 'end'

/** A failure behind the one thrown, or behind the place where the consumer stopped, concerns nobody. */
function ignore(): void {}
