import { MemoryNetwork } from '../../src/rpc/memory-transport.ts'
import { Network } from '../../src/rpc/network.ts'
import { seededRandom } from '../harness/random.ts'
import { VirtualClock } from '../harness/virtual-clock.ts'
import { PROTOCOL, testHandlers, Witness } from '../suites/network-stage.ts'

/** Peers of a network in memory, on a clock that only the test moves. */
export class SimulatedPeers {
  readonly clock = new VirtualClock()
  readonly random: () => number
  readonly network: MemoryNetwork
  readonly witnesses = new Map<string, Witness>()

  constructor(seed = 1) {
    this.random = seededRandom(seed)
    this.network = new MemoryNetwork(this.clock, this.random)
  }

  /** A started peer; again under one name: the peer after a restart. */
  async start(name: string): Promise<Network> {
    const witness = new Witness()
    this.witnesses.set(name, witness)
    const peer = new Network(this.network.transport(name), this.clock)
    peer.serve(PROTOCOL, testHandlers(witness))
    await peer.start()
    return peer
  }

  /** Settles a call while time passes. Resolves with `ok` or the error's code, and when it ended. */
  async outcome(call: Promise<unknown>, limitMs = 60_000): Promise<{ code: string; atMs: number }> {
    let ended: { code: string; atMs: number } | undefined
    const note = (code: string) => {
      ended = { code, atMs: this.clock.now() }
    }
    call.then(
      () => note('ok'),
      (error) => note(error.code ?? String(error)),
    )
    const end = this.clock.now() + limitMs
    while (ended === undefined && this.clock.now() < end) await this.clock.advance(1)
    if (ended === undefined) throw new Error(`no outcome within ${limitMs} ms`)
    return ended
  }
}
