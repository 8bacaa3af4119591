import { DiskStore, type DiskStoreOptions } from '../../src/store/disk.ts'
import { answerCalls } from './child.ts'

/** The other end of a StoreProcess: the store that the arguments name. */
const [directory, options] = process.argv.slice(2) as [string, string]
answerCalls(await DiskStore.open(directory, JSON.parse(options) as DiskStoreOptions))
