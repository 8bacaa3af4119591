import { MemoryNames } from '../../src/names/memory.ts'
import { IndexedNames } from '../../src/search/indexed-names.ts'
import { VirtualClock } from '../harness/virtual-clock.ts'
import { describeNameStore } from '../suites/name-store.ts'

describeNameStore('memory, with an index', () => {
  const clock = new VirtualClock()
  return new IndexedNames(new MemoryNames(clock), clock)
})
