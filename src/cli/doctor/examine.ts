import type { Client } from '../../client/client.ts'
import { isTritonError } from '../../errors.ts'
import { shortId } from '../format.ts'
import type { Check, Finding, OverlayPatient, Patient } from './check.ts'
import { LOCAL_CHECKS, OVERLAY_CHECKS } from './checks.ts'

/** A finding, and what found it. */
export type CheckFinding = Finding & { check: string }

/** Block peers that are asked for their clock and room: enough to see what is wrong, few enough to be quick. */
const PEERS_ASKED_MAX = 32

/** Runs all checks: those of this machine, then those of the overlay, where it answers. */
export async function examine(patient: Patient): Promise<CheckFinding[]> {
  const { who, bootstrap, terminal } = patient
  const found = await runAll(LOCAL_CHECKS, patient)
  if (found.some(({ check, level }) => check === 'Node.js' && level === 'wrong')) return found
  const { createClient } = await import('../../client/create-client.ts')
  try {
    const client = await createClient({ ...who, bootstrap, signal: terminal.signal })
    try {
      const said = await overlayPatient(patient, client)
      const answers: CheckFinding = {
        check: 'overlay',
        level: 'ok',
        says: `the metadata peer ${shortId(said.status.metadataPeer)} answers`,
      }
      return [...found, answers, ...(await runAll(OVERLAY_CHECKS, said))]
    } finally {
      await client.close()
    }
  } catch (error) {
    return [...found, { check: 'overlay', ...whyNot(error) }]
  }
}

async function runAll<On extends Patient>(
  checks: readonly Check<On>[],
  patient: On,
): Promise<CheckFinding[]> {
  const found: CheckFinding[] = []
  for (const check of checks)
    for (const finding of await check.run(patient)) found.push({ check: check.name, ...finding })
  return found
}

/** Why an overlay cannot be used, where something listens but nobody could be talked to. */
function whyNot(error: unknown): Finding {
  if (!isTritonError(error)) throw error
  const { message, hint, code } = error
  if (code === 'Unsupported' || /protocol selection|no common protocol|UnsupportedProtocol/i.test(message))
    return {
      level: 'wrong',
      says: `who answers speaks another version of the protocol: ${message}`,
      next: 'run the same version on both sides: tt --version, there too',
    }
  return { level: 'wrong', says: message, next: hint ?? 'tt doctor --bootstrap HOST:PORT' }
}

async function overlayPatient(patient: Patient, client: Client): Promise<OverlayPatient> {
  const startMs = patient.wallNow()
  const status = await client.status()
  const aheadMs = status.wallMs - (startMs + patient.wallNow()) / 2
  const peerClocks =
    status.wallMs === 0 ? [] : [{ peer: `the metadata peer ${shortId(status.metadataPeer)}`, aheadMs }]
  const rooms: OverlayPatient['rooms'][number][] = []
  const asked = status.peers.filter(({ state }) => state === 'alive').slice(0, PEERS_ASKED_MAX)
  await Promise.all(
    asked.map(async ({ id }) => {
      const askedMs = patient.wallNow()
      const told = await client.administration.statistics(id).catch(() => undefined)
      if (told === undefined) return
      const peer = `block peer ${shortId(id)}`
      if (told.wallMs > 0) peerClocks.push({ peer, aheadMs: told.wallMs - (askedMs + patient.wallNow()) / 2 })
      if (told.roomKnown) rooms.push({ peer, bytes: told.bytes, bytesFree: told.bytesFree })
    }),
  )
  return { ...patient, client, status, peerClocks, rooms }
}
