import { MemoryNames } from '../../src/names/memory.ts'
import { VirtualClock } from '../harness/virtual-clock.ts'
import { describeNameStore } from '../suites/name-store.ts'

describeNameStore('memory', () => new MemoryNames(new VirtualClock()))
