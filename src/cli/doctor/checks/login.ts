import { join } from 'node:path'
import { type KeptCredential, unusedUntilMs } from '../../../auth/renewing-credential.ts'
import { isTritonError } from '../../../errors.ts'
import { ADMISSION_FILE } from '../../admission.ts'
import { formatDuration, formatMoment } from '../../format.ts'
import { readLogin } from '../../login-file.ts'
import { whoIsIt } from '../../who.ts'
import type { Check, Finding, Patient } from '../check.ts'

/** A script's token does not renew: with less than so long to go it is time for another. */
const TOKEN_LEFT_MS_MIN = 3_600_000
/** A log-in renews whenever it is used: one that was hardly used is told of so long before it ends. */
const UNUSED_LEFT_MS_MIN = 3 * 24 * 3_600_000

/** Whether the token in TT_TOKEN, the log-in of this user, and the admission of the peer in `data` still count. */
export const login: Check = {
  name: 'login',
  async run(patient) {
    return [...(await ofUser(patient)), ...(await ofPeer(patient))]
  },
}

async function ofUser({ terminal, wallNow }: Patient): Promise<Finding[]> {
  return orWhy(async () => {
    const { credential, token } = await whoIsIt(terminal)
    if (token !== undefined) return scriptToken(token, wallNow())
    if (credential === undefined) return []
    return kept(credential, wallNow(), {
      what: `the log-in of ${credential.subject}`,
      ended: `tt login ${credential.subject}`,
      ending: 'tt whoami',
    })
  })
}

async function ofPeer({ settings: { data }, wallNow }: Patient): Promise<Finding[]> {
  if (data === undefined) return []
  return orWhy(async () => {
    const admitted = await readLogin(join(data, ADMISSION_FILE))
    if (admitted === undefined) return []
    return kept(admitted.credential, wallNow(), {
      what: `the admission of the peer in ${data}`,
      ended: `an administrator: tt invite; then, here: --join STRING --data ${data}`,
      ending: `start the peer, which renews it: --data ${data}`,
    })
  })
}

/** `ended` and `ending`: what to do in either case. */
function kept(
  credential: KeptCredential,
  nowMs: number,
  { what, ended, ending }: { what: string; ended: string; ending: string },
): Finding[] {
  const leftMs = unusedUntilMs(credential) - nowMs
  if (leftMs <= 0)
    return [{ level: 'wrong', says: `${what} has ended: it was not used for a month`, next: ended }]
  const until = `${what} is good for ${formatDuration(leftMs)} more, and longer when it is used`
  return [
    leftMs < UNUSED_LEFT_MS_MIN
      ? { level: 'warning', says: until, next: ending }
      : { level: 'ok', says: until },
  ]
}

async function scriptToken(token: string, nowMs: number): Promise<Finding[]> {
  const { decodeJwt } = await import('jose')
  const next = 'TT_TOKEN=$(tt token create --scope read), or unset TT_TOKEN to act as who is logged in'
  const wrong = (says: string): Finding[] => [{ level: 'wrong', says, next }]
  let claims: ReturnType<typeof decodeJwt>
  try {
    claims = decodeJwt(token)
  } catch {
    return wrong('TT_TOKEN holds no token: it is cut short, or not whole')
  }
  const { sub = 'nobody', exp = 0 } = claims
  const leftMs = exp * 1000 - nowMs
  if (leftMs <= 0) return wrong(`the token of ${sub} in TT_TOKEN expired at ${formatMoment(exp * 1000)}`)
  const says = `the token of ${sub} in TT_TOKEN expires in ${formatDuration(leftMs)}`
  return [leftMs < TOKEN_LEFT_MS_MIN ? { level: 'warning', says, next } : { level: 'ok', says }]
}

async function orWhy(look: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await look()
  } catch (error) {
    if (!isTritonError(error)) throw error
    return [{ level: 'wrong', says: error.message, next: error.hint ?? 'tt login' }]
  }
}
