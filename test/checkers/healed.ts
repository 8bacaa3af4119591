import type { Client, OverlayStatus } from '../../src/index.ts'
import { until } from '../harness/until.ts'

/**
 * Resolves when `count` peers, and no other, are on the ring, and say that every copy is in its place; with `also`, when that holds
 * too. Throws, with the last status, after `deadlineMs`.
 */
export async function untilHealed(
  client: Client,
  count: number,
  deadlineMs: number,
  also: (status: OverlayStatus) => boolean = () => true,
): Promise<void> {
  await until(
    `all ${count} peers are on the ring, and healed`,
    async () => {
      const status = await client.status()
      if (status.peers.length === count && isHealed(status) && also(status)) return true
      throw new Error(unhealed(status))
    },
    deadlineMs,
  )
}

/** Whether all peers say, by the ring as it is, that every copy is in its place. */
export function isHealed({ peers, pending, ringEpoch, recordsBacklog, rebuilding }: OverlayStatus): boolean {
  if (pending || rebuilding || recordsBacklog > 0) return false
  return peers.every(
    ({ state, repair }) =>
      state === 'alive' && repair?.settled === ringEpoch && !repair.comparing && repair.backlogBlocks === 0,
  )
}

function unhealed({ epoch, ringEpoch, pending, rebuilding, recordsBacklog, peers }: OverlayStatus): string {
  const repairs = peers.map(({ id, state, blocks, repair }) => ({
    id: id.slice(-6),
    state,
    blocks,
    ...repair,
  }))
  return JSON.stringify({ epoch, ringEpoch, pending, rebuilding, recordsBacklog, repairs })
}
