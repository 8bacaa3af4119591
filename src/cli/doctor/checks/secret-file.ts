import { isTritonError } from '../../../errors.ts'
import { userSecret } from '../../user-secret.ts'
import type { Check } from '../check.ts'

/** The key file of encrypted files, where one is named. */
export const secretFile: Check = {
  name: 'key file',
  async run({ settings, terminal }) {
    if (settings.secretFile === undefined) return []
    try {
      const secret = await userSecret(settings.secretFile, terminal)
      return [{ level: 'ok', says: `${settings.secretFile} holds the key ${secret?.id}` }]
    } catch (error) {
      const next = isTritonError(error) ? error.hint : undefined
      return [{ level: 'wrong', says: (error as Error).message, ...(next === undefined ? {} : { next }) }]
    }
  },
}
