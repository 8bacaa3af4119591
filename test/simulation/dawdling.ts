import { pause } from '../../src/clock.ts'
import type { Network } from '../../src/index.ts'
import { COMMIT } from '../../src/wire/metadata.ts'

/** Has one commit in three wait for up to `mostMs`: an upload over a slow link, whose first blocks are old when it ends. */
export function dawdling(network: Network, mostMs: number, random: () => number): Network {
  const call = network.call.bind(network)
  network.call = (async (peer, method, ...rest) => {
    if ((method as unknown) === COMMIT && random() < 1 / 3) await pause(network.clock, random() * mostMs)
    return call(peer, method, ...rest)
  }) as Network['call']
  return network
}
