import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import type { Host } from '../harness/host.ts'
import { lineOf, macOf, type Order, type Path, SWITCH_PORT } from './switch.ts'

const SWITCH = 'switch'
const MTU_BYTES = 9_000
/** What VXLAN, UDP, IP and Ethernet put around a frame. */
const TUNNEL_BYTES = 50
/** A host's number is the last byte of its addresses. */
const HOSTS_MAX = 250

/**
 * Hosts with an IP address each on one network: network namespaces, with lines to a switch in between that loses and delays
 * what it is told to. The kernels' TCP knows no difference to machines. For a process in namespaces of its own
 * (`isolation`), with which the network ends.
 */
export class Lan {
  /** Where the test itself runs. */
  readonly here: Host
  readonly #switch: ChildProcess
  #hosts = 0

  private constructor(process: ChildProcess) {
    this.#switch = process
    this.here = { ip: this.#newAddress(), enter: [] }
  }

  /** Throws when `ip` of iproute2 is missing, or may not make what it should. */
  static async start(seed: number): Promise<Lan> {
    await run(['mount', '-t', 'tmpfs', 'tmpfs', '/run'])
    await run(['ip', 'netns', 'add', SWITCH])
    await run(['ip', 'link', 'set', 'lo', 'up'])
    const program = [process.execPath, '--import=tsx/esm', `${import.meta.dirname}/switch.ts`, `${seed}`]
    const [command, ...args] = [...enter(SWITCH), ...program]
    const child = spawn(command!, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => {
        throw new Error('the switch ended')
      }),
    ])
    const lan = new Lan(child)
    await lan.#plug(lan.here)
    return lan
  }

  async addHost(): Promise<Host> {
    const ip = this.#newAddress()
    await run(['ip', 'netns', 'add', ip])
    const host = { ip, enter: enter(ip) }
    await run([...host.enter, 'ip', 'link', 'set', 'lo', 'up'])
    await this.#plug(host)
    return host
  }

  /** What befalls all frames from any of `from` to any of `to` from now on; without a `path`, nothing. */
  set(from: readonly Host[], to: readonly Host[], path: Path = {}): void {
    this.#tell({ from: from.map(numberOf), to: to.map(numberOf), path })
  }

  [Symbol.dispose](): void {
    this.#switch.disconnect()
  }

  #tell(order: Order): void {
    this.#switch.send(order)
  }

  #newAddress(): string {
    if (this.#hosts === HOSTS_MAX) throw new Error(`a Lan has ${HOSTS_MAX} hosts at most`)
    return `10.77.0.${++this.#hosts}`
  }

  /** Lays a line from the host to the switch, and a tunnel for its frames through it. */
  async #plug(host: Host): Promise<void> {
    const number = numberOf(host)
    const { atSwitch, atHost } = lineOf(number)
    const [near, far] = [`line${number}`, `port${number}`]
    const mtu = `mtu ${MTU_BYTES + TUNNEL_BYTES}`
    await run(
      [...host.enter, 'ip', '-batch', '-'],
      [
        `link add ${near} ${mtu} type veth peer name ${far} ${mtu} netns ${SWITCH}`,
        `address add ${atHost}/24 dev ${near}`,
        `link set ${near} up`,
        `link add lan address ${macOf(number)} mtu ${MTU_BYTES} type vxlan id 1 remote ${atSwitch} dstport ${SWITCH_PORT}`,
        `address add ${host.ip}/24 dev lan`,
        'link set lan up',
      ],
    )
    // Across a virtual line the kernel leaves checksums and the cutting into segments to a card that there is not.
    await run([...host.enter, 'ethtool', '-K', 'lan', 'tx', 'off'])
    await run(
      [...enter(SWITCH), 'ip', '-batch', '-'],
      [`address add ${atSwitch}/24 dev ${far}`, `link set ${far} up`],
    )
    this.#tell({ plugged: number })
  }
}

function numberOf({ ip }: Host): number {
  return Number(ip.split('.').at(-1))
}

/** What runs a command, put behind it, in a network namespace; it becomes that command, with its process id. */
function enter(namespace: string): string[] {
  return ['nsenter', `--net=/run/netns/${namespace}`]
}

/** Throws, with what it said, when the command fails. */
async function run([command, ...args]: readonly string[], input?: readonly string[]): Promise<void> {
  const child = spawn(command!, args, { stdio: [input === undefined ? 'ignore' : 'pipe', 'ignore', 'pipe'] })
  child.stdin?.end(input?.join('\n'))
  const [said, [code]] = await Promise.all([text(child.stderr!), once(child, 'exit')])
  if (code !== 0) throw new Error(`${command} ${args.join(' ')}: ${said}`)
}
