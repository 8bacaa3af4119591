import type { Host } from '../harness/host.ts'
import type { Lan } from '../lan/lan.ts'
import type { Path } from '../lan/switch.ts'

const CUT: Path = { loss: 1 }
const BAD: Path = { delayMs: 50, jitterMs: 20, loss: 0.02 }
/** Some are over before a peer is evicted for them. */
const MS_MIN = 500
const MS_MAX = 8_000

export type LineDeed = 'cut off' | 'deaf' | 'mute' | 'two apart' | 'bad line'

const DEEDS: readonly LineDeed[] = ['cut off', 'deaf', 'mute', 'two apart', 'bad line']

/** What goes wrong between the hosts of a network for some seconds. */
export class Lines {
  readonly #lan: Lan
  readonly #random: () => number

  constructor(lan: Lan, random: () => number) {
    this.#lan = lan
    this.#random = random
  }

  choose(): LineDeed {
    return DEEDS[Math.floor(this.#random() * DEEDS.length)]!
  }

  /** Does it to one of `hosts`, which run peers; resolves when the lines are as they were. */
  async do(deed: LineDeed, hosts: readonly Host[]): Promise<void> {
    const [one, other] = this.#two(hosts)
    const rest = deed === 'two apart' ? [other] : [this.#lan.here, ...hosts.filter((host) => host !== one)]
    const path = deed === 'bad line' ? BAD : CUT
    if (deed !== 'mute') this.#lan.set(rest, [one], path)
    if (deed !== 'deaf') this.#lan.set([one], rest, path)
    await new Promise((resolve) => setTimeout(resolve, MS_MIN + this.#random() * (MS_MAX - MS_MIN)))
    this.#lan.set(rest, [one])
    this.#lan.set([one], rest)
  }

  #two(hosts: readonly Host[]): [Host, Host] {
    const first = Math.floor(this.#random() * hosts.length)
    const step = 1 + Math.floor(this.#random() * (hosts.length - 1))
    return [hosts[first]!, hosts[(first + step) % hosts.length]!]
  }
}
