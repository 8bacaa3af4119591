import { CALL_DEADLINE_MS } from '../limits.ts'
import * as messages from './generated/tritonring.ts'
import { type Access, type Codec, method } from './method.ts'

export const AUTH_PROTOCOL = '/tritonring/auth/1.0.0'

function authMethod<Request, Response>(
  op: number,
  name: string,
  request: Codec<Request>,
  response: Codec<Response>,
  access: Access,
) {
  return method({
    protocol: AUTH_PROTOCOL,
    op,
    name,
    request,
    response,
    requestPayloadMax: 0,
    responsePayloadMax: 0,
    deadlineMs: CALL_DEADLINE_MS,
    access,
  })
}

export const LOGIN = authMethod(1, 'log in', messages.LoginRequest, messages.LoginResponse, 'anyone')
export const RENEW = authMethod(2, 'renew the token', messages.RenewRequest, messages.RenewResponse, 'anyone')
export const LOGOUT = authMethod(3, 'log out', messages.LogoutRequest, messages.LogoutResponse, 'anyone')
export const INVITE = authMethod(4, 'invite', messages.InviteRequest, messages.InviteResponse, 'admin')
export const REDEEM = authMethod(
  5,
  'redeem the invitation',
  messages.RedeemRequest,
  messages.RedeemResponse,
  'anyone',
)
export const TOKEN = authMethod(6, 'create a token', messages.TokenRequest, messages.TokenResponse, 'read')
export const USER_ADD = authMethod(
  7,
  'add the user',
  messages.UserAddRequest,
  messages.UserAddResponse,
  'admin',
)
export const USER_CHANGE = authMethod(
  8,
  'change the user',
  messages.UserChangeRequest,
  messages.UserChangeResponse,
  'read',
)
export const USER_LIST = authMethod(
  9,
  'list users',
  messages.UserListRequest,
  messages.UserListResponse,
  'admin',
)
export const ISSUER = authMethod(
  10,
  'ask for issuer keys',
  messages.IssuerRequest,
  messages.IssuerResponse,
  'peer',
)
