import { systemClock } from '../../src/index.ts'
import { DiskNames } from '../../src/names/disk.ts'
import { commitNext } from '../checkers/name-witness.ts'
import { answerCalls } from './child.ts'

/** Names on disk in the directory that the argument names, for whoever commits from outside. */
const names = new DiskNames(process.argv[2]!, systemClock())
await names.open()
answerCalls({ commit: (intent: Parameters<typeof commitNext>[1]) => commitNext(names, intent) })
