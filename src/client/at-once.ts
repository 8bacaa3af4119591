/**
 * Does `work` for the items of `source` as they come, `count` at a time. The first failure is thrown at once: then nothing
 * further begins, what is under way is not waited for, and the source is closed.
 */
export async function eachAtOnce<Item>(
  source: Iterable<Item> | AsyncIterable<Item>,
  count: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const items = inTurn(source)
  const worker = async () => {
    for (let step = await items.next(); !step.done; step = await items.next()) await work(step.value)
  }
  try {
    await Promise.all(Array.from({ length: Math.max(1, count) }, worker))
  } finally {
    items.return(undefined).catch(() => {})
  }
}

/** Does `action` for every item, `count` at a time; resolves with what came of each, in their order. Throws as above. */
export async function mapAtOnce<Item, Result>(
  items: readonly Item[],
  count: number,
  action: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results = new Array<Result>(items.length)
  await eachAtOnce(items.entries(), count, async ([index, item]) => {
    results[index] = await action(item)
  })
  return results
}

/** A generator has those who ask at the same time wait for each other; other sources need not. */
async function* inTurn<Item>(source: Iterable<Item> | AsyncIterable<Item>): AsyncGenerator<Item> {
  yield* source
}
