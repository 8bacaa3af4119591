/**
 * Kills, freezes, drains and adds peers, each a process, and cuts and spoils the lines between them where this machine
 * allows networks of one's own, while clients store and read files; at the end every file is compared.
 *
 *     npm run chaos -- --minutes 10
 *     npm run chaos -- --kills 100
 *     npm run chaos -- --store disk
 */
import { parseArgs } from 'node:util'
import { isolation } from '../lan/isolation.ts'
import { runSpec } from '../lan/run-spec.ts'

/** With `--kills` alone, in minutes: a kill takes half a minute with what comes between, on a slow machine. */
const MINUTES_MAX = '240'

const { values } = parseArgs({
  options: { minutes: { type: 'string' }, kills: { type: 'string' }, store: { type: 'string' } },
})
const { kills, minutes = kills === undefined ? '2' : MINUTES_MAX, store = 'memory' } = values
if (!['memory', 'disk'].includes(store)) throw new Error(`--store ${store} is neither memory nor disk`)
for (const [flag, value] of Object.entries({ minutes, kills: kills ?? '1' }))
  if (!(Number(value) > 0)) throw new Error(`--${flag} ${value} is not a number over 0`)

const network = isolation()
const isIsolated = 'enter' in network
if (!isIsolated) console.log(`No line is cut: a network of its own could not be had (${network.whyNot}).`)
process.exitCode = await runSpec(isIsolated ? network.enter : [], 'test/chaos/chaos.ts', {
  TT_CHAOS_MINUTES: minutes,
  TT_CHAOS_KILLS: kills ?? 'Infinity',
  TT_CHAOS_STORE: store,
  TT_CHAOS_LAN: isIsolated ? 'yes' : 'no',
})
