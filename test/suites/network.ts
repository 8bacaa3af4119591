import { describeBounds } from './network-bounds.ts'
import { describeCalls } from './network-calls.ts'
import { describeFailures } from './network-failures.ts'
import { type NetworkFixture, Stage } from './network-stage.ts'

/** What every network must do, whatever carries its bytes. `setUp` is called for each test. */
export function describeNetwork(name: string, setUp: () => Promise<NetworkFixture>): void {
  describe(`a network ${name}`, () => {
    let stage: Stage
    beforeEach(async () => {
      stage = new Stage(await setUp())
    })
    afterEach(() => stage.close())

    describeCalls(() => stage)
    describeBounds(() => stage)
    describeFailures(() => stage)
  })
}
