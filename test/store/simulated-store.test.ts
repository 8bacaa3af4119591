import { SimulatedStore } from '../simulation/simulated-store.ts'
import { describeBlockStore } from '../suites/block-store.ts'

describeBlockStore('SimulatedStore', (options) => new SimulatedStore(options))
