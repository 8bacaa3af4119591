import { MemoryNames } from '../../src/names/memory.ts'
import { describeNameStore } from '../suites/name-store.ts'

describeNameStore('memory', () => new MemoryNames())
