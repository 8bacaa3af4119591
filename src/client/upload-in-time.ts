import { isTritonError } from '../errors.ts'
import type { OverlayClient } from './overlay-client.ts'
import type { UploadReport } from './report.ts'
import { type UploadPlan, upload } from './upload.ts'

/** An upload that took too long is begun anew so often: what it put is mostly there still, and only asked for. */
const ATTEMPTS_MAX = 3

export interface RepeatablePlan extends Omit<UploadPlan, 'source' | 'sealing'> {
  /** Gives the bytes from their beginning. */
  source: () => AsyncIterable<Uint8Array>
  /** Begins an encryption, if there is one, of which each is good for one pass over the bytes. */
  sealing?: () => UploadPlan['sealing']
  /** Whether it can do so more than once. */
  repeatable: boolean
}

/**
 * An upload that is begun anew where it took longer than its blocks are kept for (`Expired`) and its source can be read
 * again. Whether it had been committed before need not be known: the name means the same bytes then.
 */
export async function uploadInTime(overlay: OverlayClient, plan: RepeatablePlan): Promise<UploadReport> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await upload(overlay, { ...plan, source: plan.source(), sealing: plan.sealing?.() })
    } catch (error) {
      if (!isExpired(error) || !plan.repeatable || attempt >= ATTEMPTS_MAX) throw error
    }
  }
}

function isExpired(error: unknown): boolean {
  return isTritonError(error, 'Expired') || (isTritonError(error) && isTritonError(error.cause, 'Expired'))
}
