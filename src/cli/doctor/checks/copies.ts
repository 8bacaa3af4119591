import { healthOf } from '../../health.ts'
import type { Check, OverlayPatient } from '../check.ts'

/** Whether every block and every name has its copies where they belong. */
export const copies: Check<OverlayPatient> = {
  name: 'copies',
  async run({ status }) {
    const { losable, sentence, alarms } = healthOf(status)
    const found = alarms.map((alarm) => ({
      level: 'warning' as const,
      says: alarm,
      next: 'tt status --watch',
    }))
    if (losable !== undefined && losable > 0) return [{ level: 'ok', says: sentence }, ...found]
    return [{ level: 'wrong', says: sentence, next: 'tt status --watch' }, ...found]
  },
}
