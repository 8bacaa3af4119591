import { DiskStore, type DiskStoreOptions } from '../../src/store/disk.ts'
import type { Answer, Call } from './store-process.ts'

/** The other end of a StoreProcess: opens the store that its arguments name, and does what it is told. */
const [directory, options] = process.argv.slice(2) as [string, string]
const store = await DiskStore.open(directory, JSON.parse(options) as DiskStoreOptions)

process.on('message', async ({ id, method, args }: Call) => {
  const answer: Answer = { id }
  try {
    answer.result = await (store[method] as (...args: unknown[]) => unknown).apply(store, args)
  } catch (error) {
    answer.failure = { code: (error as { code?: string }).code, message: (error as Error).message }
  }
  process.send?.(answer)
})
process.send?.('ready')
