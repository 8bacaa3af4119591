import { TritonError } from '../errors.ts'
import { LEASE_GENERATIONS } from '../limits.ts'

/**
 * Throws `Expired` where an upload that began in generation `began` may have lost blocks to collection by now: blocks are
 * kept for one generation after they were put, whole.
 */
export function checkUploadLease(name: string, began: number, now: number): void {
  if (began > now - LEASE_GENERATIONS) return
  throw new TritonError(
    'Expired',
    `could not commit '${name}': its blocks were put in generation ${began} of collection, this is ${now}, and some may be gone`,
    { hint: 'upload it again: what is still there is not sent' },
  )
}
