import { isTritonError } from '../errors.ts'
import type { Network } from '../rpc/network.ts'
import { RECORD_PUT } from '../wire/blocks.ts'
import type { SignedRecord } from '../wire/generated/tritonring.ts'

/** Has a block peer keep records. Throws what RECORD_PUT does. */
export async function putRecords(network: Network, holder: string, records: SignedRecord[]): Promise<void> {
  try {
    await network.call(holder, RECORD_PUT, { records })
  } catch (error) {
    // Refused by a holder that has not heard of this term yet: the view is on its way.
    if (!isTritonError(error, 'Refused')) throw error
    await network.call(holder, RECORD_PUT, { records })
  }
}
