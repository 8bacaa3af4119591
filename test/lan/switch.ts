/**
 * The switch of a `Lan`: frames come and go as VXLAN datagrams (RFC 7348), one host behind each line. Runs in a process
 * of its own, in the network namespace where the lines meet; is told by messages what befalls frames between two hosts.
 */
import { createSocket } from 'node:dgram'
import { seededRandom } from '../harness/random.ts'

/** Of VXLAN. */
export const SWITCH_PORT = 4_789
const VXLAN_HEADER_BYTES = 8
const MAC_BYTES = 6
/** Frames that wait for their delay; a switch that has more drops them. */
const WAITING_MAX = 100_000

/** What befalls each frame from one host to another. */
export interface Path {
  /** Of 1: the part that is lost. */
  loss?: number
  delayMs?: number
  /** A frame takes so much more or less, at random, and may overtake others. */
  jitterMs?: number
}

/** What a switch is told: of a host that was plugged in, or that frames from any of `from` to any of `to` go this `path` now. */
export type Order = { plugged: number } | { from: readonly number[]; to: readonly number[]; path: Path }

/** The switch's end and the host's end of the line of a host. */
export function lineOf(host: number): { atSwitch: string; atHost: string } {
  return { atSwitch: `192.168.${host}.1`, atHost: `192.168.${host}.2` }
}

/** A host's address on its card: the last byte is the host. */
export function macOf(host: number): string {
  return `02:00:00:00:00:${host.toString(16).padStart(2, '0')}`
}

class Switch {
  readonly #socket = createSocket('udp4')
  readonly #paths = new Map<string, Path>()
  readonly #hosts = new Set<number>()
  readonly #random: () => number
  #waiting = 0

  constructor(seed: number) {
    this.#random = seededRandom(seed)
  }

  start(onReady: () => void): void {
    this.#socket.on('message', (datagram, { address }) =>
      this.#onFrame(datagram, Number(address.split('.')[2])),
    )
    this.#socket.bind(SWITCH_PORT, onReady)
  }

  obey(order: Order): void {
    if ('plugged' in order) {
      this.#hosts.add(order.plugged)
      return
    }
    const { from, to, path } = order
    for (const source of from) for (const target of to) this.#paths.set(`${source}>${target}`, path)
  }

  #onFrame(datagram: Buffer, from: number): void {
    const target = datagram.subarray(VXLAN_HEADER_BYTES, VXLAN_HEADER_BYTES + MAC_BYTES)
    const isForAll = (target[0]! & 1) === 1
    for (const to of isForAll ? this.#hosts : [target.at(-1)!])
      if (to !== from) this.#pass(datagram, from, to)
  }

  #pass(datagram: Buffer, from: number, to: number): void {
    const { loss = 0, delayMs = 0, jitterMs = 0 } = this.#paths.get(`${from}>${to}`) ?? {}
    if (loss > 0 && this.#random() < loss) return
    const send = () => this.#socket.send(datagram, SWITCH_PORT, lineOf(to).atHost)
    if (delayMs === 0) return send()
    if (this.#waiting === WAITING_MAX) return
    this.#waiting++
    setTimeout(
      () => {
        this.#waiting--
        send()
      },
      delayMs + jitterMs * (2 * this.#random() - 1),
    )
  }
}

if (process.send !== undefined) {
  const lan = new Switch(Number(process.argv[2]))
  lan.start(() => process.send!('ready'))
  process.on('message', (order: Order) => lan.obey(order))
  process.on('disconnect', () => process.exit())
}
