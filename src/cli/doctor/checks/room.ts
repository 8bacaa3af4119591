import { formatSize } from '../../format.ts'
import type { Check, OverlayPatient } from '../check.ts'

/** A peer that has less than so much free, as a part of what it can hold, is nearly full. */
const FREE_PART_MIN = 0.05

/** Whether block peers have room, as they tell themselves. */
export const room: Check<OverlayPatient> = {
  name: 'room',
  async run({ rooms }) {
    const full = rooms.filter(({ bytes, bytesFree }) => bytesFree < FREE_PART_MIN * (bytes + bytesFree))
    if (full.length === 0)
      return rooms.length === 0 ? [] : [{ level: 'ok', says: 'every block peer that has a bound has room' }]
    return full.map(({ peer, bytes, bytesFree }) => ({
      level: bytesFree === 0 ? 'wrong' : 'warning',
      says: `${peer} is nearly full: it holds ${formatSize(bytes)}, and takes ${formatSize(bytesFree)} more`,
      next: 'tt block --store disk --data DIRECTORY (on another disk), or a larger --capacity',
    }))
  },
}
