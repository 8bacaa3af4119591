import { CALL_DEADLINE_MS } from '../limits.ts'
import { AuthenticateRequest, AuthenticateResponse } from './generated/tritonring.ts'
import { method } from './method.ts'

/** Who the caller is, the same in every protocol, as PING is. */
export const AUTHENTICATE = method({
  protocol: 'any',
  op: 100,
  name: 'authenticate',
  request: AuthenticateRequest,
  response: AuthenticateResponse,
  requestPayloadMax: 0,
  responsePayloadMax: 0,
  deadlineMs: CALL_DEADLINE_MS,
  access: 'anyone',
})
