import { CALL_DEADLINE_MS } from '../limits.ts'
import { type Codec, method } from './method.ts'

/** PING has no messages: nothing is asked, nothing told. */
const nothing: Codec<object> = { encode: () => new Uint8Array(0), decode: () => ({}) }

/**
 * A sign of life, the same in every protocol. Its answer shows it, and so does a refusal: who serves a protocol needs
 * not know it.
 */
export const PING = method({
  protocol: 'any',
  op: 0,
  name: 'ping',
  request: nothing,
  response: nothing,
  requestPayloadMax: 0,
  responsePayloadMax: 0,
  deadlineMs: CALL_DEADLINE_MS,
  access: 'anyone',
})
