import { counted } from '../../format.ts'
import type { Check, OverlayPatient } from '../check.ts'

/** Whether there are as many block peers as every block has copies. */
export const peers: Check<OverlayPatient> = {
  name: 'block peers',
  async run({ status }) {
    const alive = status.peers.filter(({ state, draining }) => state === 'alive' && !draining).length
    const wanted = Math.max(2, status.replicas)
    const says = `${counted(alive, 'block peer')} of ${status.peers.length} are there`
    if (alive >= wanted) return [{ level: 'ok', says }]
    return [
      {
        level: 'wrong',
        says: `${says}; ${wanted} are needed for two copies of each block`,
        next: 'tt block --store disk --data DIRECTORY',
      },
    ]
  },
}
