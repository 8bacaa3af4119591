import { createPrivateKey, sign } from 'node:crypto'
import { peerIdFromString } from '@libp2p/peer-id'
import { preSharedKey } from '@libp2p/pnet'
import { concat } from 'uint8arrays/concat'
import { userOf } from '../../../src/auth/claims.ts'
import { formatInvitation, parseInvitation } from '../../../src/auth/invitation.ts'
import { ALGORITHM, AUDIENCE, Issuer } from '../../../src/auth/issuer.ts'
import { parseScopes, SCOPES } from '../../../src/auth/scope.ts'
import { checkUserName, ownedName } from '../../../src/auth/user-name.ts'
import { Verifier } from '../../../src/auth/verifier.ts'
import { formatScriptToken } from '../../../src/cli/script-token.ts'
import type { Terminal } from '../../../src/cli/terminal.ts'
import { whoIsIt } from '../../../src/cli/who.ts'
import type { Clock } from '../../../src/clock.ts'
import { checkMultiaddr } from '../../../src/rpc/address.ts'
import { freshIdentity } from '../../../src/rpc/identity.ts'
import { bytesOf, expectingErrors, type Target, textOf } from '../target.ts'

const PEER = '12D3KooWRa3bs59nXQGvAqhHpgXVzFYARGL71Zr9eBdNtnWzWkBN'
const ADDRESS = `/ip4/10.0.0.1/tcp/4001/p2p/${PEER}`
const NOW_MS = 1_800_000_000_000
const clock: Clock = { now: () => 0, wallNow: () => NOW_MS, after: () => () => {} }
const issuer = new Issuer(PEER, clock, [])
issuer.rotate()
const verifier = new Verifier(clock)
verifier.believe(issuer.publicKeys)
const [{ kid, x, d }] = issuer.keys as [(typeof issuer.keys)[0]]
const signingKey = createPrivateKey({ key: { kty: 'OKP', crv: 'Ed25519', x, d }, format: 'jwk' })

const base64url = (text: string | Uint8Array) => Buffer.from(text).toString('base64url')
const header = (more: object) => JSON.stringify({ alg: ALGORITHM, kid, typ: 'JWT', ...more })

/** A token whose two parts are signed as the issuer does, whatever they say. */
function signed(head: string | Uint8Array, body: string | Uint8Array): string {
  const text = `${base64url(head)}.${base64url(body)}`
  return `${text}.${base64url(sign(null, Buffer.from(text), signingKey))}`
}

const good = {
  ...{ iss: PEER, sub: 'bob', aud: AUDIENCE, scope: 'read write', cnf: { kid: PEER }, jti: 'x' },
  ...{ iat: NOW_MS / 1000, exp: NOW_MS / 1000 + 600 },
}

/** What is accepted has the shape that everybody goes by. */
async function verify(token: string): Promise<void> {
  const claims = await verifier.verify(token, PEER)
  const { subject, id, issuedMs, expiresMs, scopes } = claims
  const user = userOf(claims)
  if (typeof user === 'string' && user !== subject) throw new Error(`the subject is ${user}`)
  if (typeof id !== 'string' || !Number.isFinite(issuedMs) || !Number.isFinite(expiresMs))
    throw new Error(`accepted claims have another shape: ${JSON.stringify(claims)}`)
  if (!scopes.every((scope) => SCOPES.includes(scope))) throw new Error(`the scopes are ${scopes}`)
}

/** As a peer shows them: nobody has signed most of them. */
export const tokens: Target = {
  name: 'tokens',
  seeds: async () => {
    const { token } = await issuer.issue({ subject: 'bob', scopes: ['read'], peer: PEER, lifeMs: 600_000 })
    const unsigned = `${base64url('{"alg":"none"}')}.${base64url(JSON.stringify(good))}.`
    const odd = signed(header({ crit: ['b64'], b64: false }), JSON.stringify(good))
    return [token, unsigned, odd, '..', '{}.{}.{}'].map(bytesOf)
  },
  take: (input) => verify(textOf(input)),
}

/** A good signature over whatever header (odd first byte) or claims. */
export const signedTokens: Target = {
  name: 'signed tokens',
  seeds: () => [
    ...[{}, { cnf: null }, { scope: ['read'] }, { sub: 5 }, { jti: [] }, { iat: '1' }, { exp: 1e300 }].map(
      (odd) => concat([Uint8Array.of(0), bytesOf(JSON.stringify({ ...good, ...odd }))]),
    ),
    concat([Uint8Array.of(1), bytesOf(header({}))]),
    concat([Uint8Array.of(1), bytesOf(header({ alg: 'HS256', jwk: {}, crit: ['exp'] }))]),
  ],
  take(input) {
    const [head, body] =
      (input[0] ?? 0) % 2 === 0 ? [header({}), input.subarray(1)] : [input.subarray(1), JSON.stringify(good)]
    return verify(signed(head, body))
  },
}

/** Its type says nothing of what it is given. */
const protect = preSharedKey as (init: { psk: Uint8Array }) => (components: object) => unknown
const silent = { logger: { forComponent: () => () => {} } }
const SWARM_KEY = `/key/swarm/psk/1.0.0/\n/base16/\n${'0a'.repeat(32)}\n`
const invitation = {
  bootstrap: [ADDRESS],
  authPeer: { id: PEER, addresses: [ADDRESS] },
  secret: new Uint8Array(32),
}

/** As text (even first byte), or the JSON in it: then what it tells is used as a log-in does. */
export const invitations: Target = {
  name: 'invitations',
  seeds: () =>
    [invitation, { ...invitation, swarmKey: SWARM_KEY }].flatMap((each) => {
      const text = formatInvitation(each)
      const json = Buffer.from(text.slice('tt-invite-'.length), 'base64url')
      return [concat([Uint8Array.of(0), bytesOf(text)]), concat([Uint8Array.of(1), json])]
    }),
  take(input) {
    const rest = input.subarray(1)
    const read = parseInvitation((input[0] ?? 0) % 2 === 0 ? textOf(rest) : `tt-invite-${base64url(rest)}`)
    if (formatInvitation(parseInvitation(formatInvitation(read))) !== formatInvitation(read))
      throw new Error('an invitation does not come back')
    expectingErrors(() => void peerIdFromString(read.authPeer.id))
    if (read.swarmKey !== undefined) protect({ psk: Buffer.from(read.swarmKey) })(silent)
    for (const address of [...read.bootstrap, ...read.authPeer.addresses])
      if (address.startsWith('/')) checkMultiaddr(address)
  },
}

/** What TT_TOKEN holds. */
export const scriptTokens: Target = {
  name: 'tokens of scripts',
  seeds: async () => {
    const { privateKeyToProtobuf } = await import('@libp2p/crypto/keys')
    const key = privateKeyToProtobuf(await freshIdentity())
    return [
      formatScriptToken({ key, token: signed(header({}), JSON.stringify(good)) }),
      formatScriptToken({ key: new Uint8Array(0), token: '' }),
      `tt-token-${base64url(Uint8Array.of(8, 0, 18, 1, 1))}~a~b`,
    ].map(bytesOf)
  },
  async take(input) {
    await whoIsIt({ env: { TT_TOKEN: textOf(input) } } as unknown as Terminal)
  },
}

/** Users' names and scopes, as requests and other users' file names have them. */
export const users: Target = {
  name: 'users and scopes',
  seeds: () => ['bob', '~bob/notes.txt', '~/x', 'read, write admin', 'peer:x', '~a~b/c'].map(bytesOf),
  take(input) {
    const text = textOf(input)
    const { owner } = ownedName(text, 'me')
    checkUserName(owner)
    parseScopes(text)
  },
}
