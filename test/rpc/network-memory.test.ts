import { systemClock } from '../../src/clock.ts'
import { MemoryNetwork } from '../../src/rpc/memory-transport.ts'
import { seededRandom } from '../harness/random.ts'
import { describeNetwork } from '../suites/network.ts'

describeNetwork('in memory', async () => {
  const network = new MemoryNetwork(systemClock(), seededRandom(1))
  return { transport: async (name) => network.transport(name), close: async () => {} }
})

describeNetwork('in memory whose pieces are late and out of order', async () => {
  const network = new MemoryNetwork(systemClock(), seededRandom(2))
  network.setFaults({ delayMs: 1, jitterMs: 3, reorder: 0.2 })
  return { transport: async (name) => network.transport(name), close: async () => {} }
})
