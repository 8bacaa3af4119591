import { cpus } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'

const SAMPLE_MS = 1000

/** How busy the machine is, this process waiting: per cent of all cores' time, over a second. */
export async function percentBusy(): Promise<number> {
  const before = times()
  await pause(SAMPLE_MS)
  const after = times()
  return 100 * (1 - (after.idle - before.idle) / (after.all - before.all))
}

/** Of all cores since the machine started, in milliseconds. */
function times(): { idle: number; all: number } {
  let [idle, all] = [0, 0]
  for (const core of cpus()) {
    idle += core.times.idle
    for (const ms of Object.values(core.times)) all += ms
  }
  return { idle, all }
}
