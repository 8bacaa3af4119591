import { formatDuration } from '../../format.ts'
import type { Check, OverlayPatient } from '../check.ts'

/** Tokens live for minutes: a clock that is so far off makes good ones look expired. */
const SKEW_MS_MAX = 30_000

/** This machine's clock against those of the peers that tell theirs. */
export const clocks: Check<OverlayPatient> = {
  name: 'clocks',
  async run({ peerClocks }) {
    if (peerClocks.length === 0)
      return [
        {
          level: 'warning',
          says: 'no peer tells its time: they are of an older version',
          next: 'tt --version, there too',
        },
      ]
    const off = peerClocks.filter(({ aheadMs }) => Math.abs(aheadMs) > SKEW_MS_MAX)
    if (off.length === 0) return [{ level: 'ok', says: 'this machine and the peers agree on the time' }]
    return off.map(({ peer, aheadMs }) => ({
      level: 'wrong',
      says: `the clock of ${peer} is ${formatDuration(Math.abs(aheadMs))} ${aheadMs > 0 ? 'ahead of' : 'behind'} this machine's`,
      next: 'on whichever is wrong: sudo timedatectl set-ntp true',
    }))
  },
}
