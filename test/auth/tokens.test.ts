import assert from 'node:assert/strict'
import { importJWK, SignJWT, UnsecuredJWT } from 'jose'
import { DenyList } from '../../src/auth/deny-list.ts'
import { AUDIENCE, Issuer } from '../../src/auth/issuer.ts'
import { makeSigningKey } from '../../src/auth/issuer-key.ts'
import { Verifier } from '../../src/auth/verifier.ts'
import { CLOCK_LEEWAY_MS, SIGNING_KEY_MS, TOKEN_BYTES_MAX, TOKEN_MS } from '../../src/limits.ts'
import { VirtualClock } from '../harness/virtual-clock.ts'

const PLAN = { subject: 'alice', scopes: ['read', 'write'], peer: 'peer-a', lifeMs: TOKEN_MS } as const

function setUp() {
  const clock = new VirtualClock()
  const issuer = new Issuer('issuer-1', clock, [])
  issuer.rotate()
  const verifier = new Verifier(clock)
  verifier.believe(issuer.publicKeys)
  return { clock, issuer, verifier }
}

describe('a token', () => {
  it('says to whoever verifies it what its issuer said', async () => {
    const { issuer, verifier } = setUp()
    const { token, claims } = await issuer.issue(PLAN)
    const read = await verifier.verify(token, 'peer-a')
    assert.deepEqual(read, claims)
    assert.deepEqual([read.subject, read.scopes, read.peer], ['alice', ['read', 'write'], 'peer-a'])
  })

  it('ends, and not before', async () => {
    const { clock, issuer, verifier } = setUp()
    const { token } = await issuer.issue(PLAN)
    await clock.advance(TOKEN_MS + CLOCK_LEEWAY_MS - 2_000)
    await verifier.verify(token, 'peer-a')
    await clock.advance(4_000)
    await assert.rejects(verifier.verify(token, 'peer-a'), { code: 'Refused', message: /has expired/ })
  })

  it('is good for one peer alone', async () => {
    const { issuer, verifier } = setUp()
    const { token } = await issuer.issue(PLAN)
    await assert.rejects(verifier.verify(token, 'peer-b'), {
      code: 'Refused',
      message: /belongs to peer peer-a/,
    })
  })

  it('of another issuer is refused, also when that one says to be this one', async () => {
    const { clock, verifier, issuer } = setUp()
    for (const id of ['issuer-2', issuer.id]) {
      const other = new Issuer(id, clock, [])
      other.rotate()
      const { token } = await other.issue(PLAN)
      await assert.rejects(verifier.verify(token, 'peer-a'), { code: 'Refused' }, id)
    }
  })

  it('of one believed issuer cannot speak for another', async () => {
    const { clock, verifier, issuer } = setUp()
    const second = new Issuer('issuer-2', clock, [])
    second.rotate()
    verifier.believe([...issuer.publicKeys, ...second.publicKeys])
    const forged = await sign(second.keys[0]!, { iss: 'issuer-1' }, clock)
    await assert.rejects(verifier.verify(forged, 'peer-a'), {
      code: 'Refused',
      message: /another issuer signed/,
    })
  })

  it('is refused when its signature or its text is changed, or it is too long', async () => {
    const { issuer, verifier } = setUp()
    const { token } = await issuer.issue(PLAN)
    const [head, body, signature] = token.split('.') as [string, string, string]
    const other = Buffer.from(JSON.stringify({ ...decode(body), sub: 'root' })).toString('base64url')
    const broken = [`${head}.${other}.${signature}`, `${head}.${body}.`, `${head}.${body}`, '', 'x', 'a.b.c']
    for (const each of [...broken, 'x'.repeat(TOKEN_BYTES_MAX + 1)])
      await assert.rejects(verifier.verify(each, 'peer-a'), { code: 'Refused' }, each.slice(0, 80))
  })

  it('without a signature (alg: none), or signed with a secret that is the public key, is refused', async () => {
    const { clock, issuer, verifier } = setUp()
    const unsigned = new UnsecuredJWT({ scope: 'admin', cnf: { kid: 'peer-a' } })
      .setIssuer(issuer.id)
      .setSubject('alice')
      .setAudience(AUDIENCE)
      .setIssuedAt(clock.wallNow() / 1000)
      .setExpirationTime(clock.wallNow() / 1000 + 600)
      .setJti('1')
      .encode()
    await assert.rejects(verifier.verify(unsigned, 'peer-a'), { code: 'Refused' })
    const { key, kid } = issuer.publicKeys[0]!
    const byPublicKey = await draft(clock).setProtectedHeader({ alg: 'HS256', kid }).sign(key)
    await assert.rejects(verifier.verify(byPublicKey, 'peer-a'), { message: /algorithm is not allowed/ })
  })

  it('for another audience is refused', async () => {
    const { clock, issuer, verifier } = setUp()
    const token = await sign(issuer.keys[0]!, { aud: 'elsewhere' }, clock)
    await assert.rejects(verifier.verify(token, 'peer-a'), { code: 'Refused', message: /'aud' is wrong/ })
  })

  for (const claim of ['iss', 'sub', 'aud', 'exp', 'iat', 'scope', 'cnf', 'jti']) {
    it(`without '${claim}' is refused`, async () => {
      const { clock, issuer, verifier } = setUp()
      await verifier.verify(await sign(issuer.keys[0]!, {}, clock), 'peer-a')
      const token = await sign(issuer.keys[0]!, { [claim]: undefined }, clock)
      await assert.rejects(verifier.verify(token, 'peer-a'), {
        code: 'Refused',
        message: new RegExp(`'${claim}' is missing`),
      })
    })
  }

  it('with a claim of another shape is refused', async () => {
    const { clock, issuer, verifier } = setUp()
    const odd = [
      { cnf: null },
      { cnf: 'peer-a' },
      { cnf: { kid: 5 } },
      { scope: 7 },
      { scope: 'root' },
      { sub: '' },
      { sub: 5 },
      { jti: [] },
      { jti: '' },
      { exp: 1e306 },
    ]
    for (const claims of odd) {
      const token = await sign(issuer.keys[0]!, claims, clock)
      await assert.rejects(verifier.verify(token, 'peer-a'), { code: 'Refused' }, `${JSON.stringify(claims)}`)
    }
  })
})

describe('the keys of an issuer', () => {
  it('change without an interruption: tokens of the key before are good until they end', async () => {
    const { clock, issuer, verifier } = setUp()
    const before = await issuer.issue(PLAN)
    assert.equal(issuer.rotate(), false, 'it is young')
    assert.equal(issuer.rotate(true), true)
    assert.equal(issuer.publicKeys.length, 2)
    const after = await issuer.issue(PLAN)
    await assert.rejects(verifier.verify(after.token, 'peer-a'), { message: /no issuer of this overlay/ })
    verifier.believe(issuer.publicKeys)
    await verifier.verify(before.token, 'peer-a')
    await verifier.verify(after.token, 'peer-a')
    await clock.advance(1)
  })

  it('are two at most, made anew when they are old, and go on after a restart', async () => {
    const { clock } = setUp()
    const old = makeSigningKey(clock.wallNow() - SIGNING_KEY_MS)
    const issuer = new Issuer('issuer-1', clock, [old])
    assert.equal(issuer.rotate(), true)
    assert.equal(issuer.rotate(), false)
    issuer.rotate(true)
    assert.equal(issuer.keys.length, 2)
    const again = new Issuer('issuer-1', clock, issuer.keys)
    const verifier = new Verifier(clock)
    verifier.believe(issuer.publicKeys)
    await verifier.verify((await again.issue(PLAN)).token, 'peer-a')
  })
})

describe('the deny list', () => {
  it('denies one token, or all that a user was issued before', async () => {
    const { clock, issuer } = setUp()
    const denied = new DenyList(clock)
    const { claims: first } = await issuer.issue(PLAN)
    const untilMs = clock.wallNow() + TOKEN_MS
    denied.add({ id: first.id, sinceMs: clock.wallNow(), untilMs })
    const { claims: second } = await issuer.issue(PLAN)
    assert.deepEqual([denied.denies(first), denied.denies(second)], [true, false])
    denied.add({ id: 'alice', sinceMs: clock.wallNow(), untilMs })
    assert.equal(denied.denies(second), true)
    await clock.advance(1)
    const { claims: third } = await issuer.issue(PLAN)
    assert.equal(denied.denies(third), false, 'issued later')
  })

  it('forgets what has ended by itself', async () => {
    const { clock } = setUp()
    const denied = new DenyList(clock, [{ id: 'x', sinceMs: 0, untilMs: clock.wallNow() + 1_000 }])
    assert.equal(denied.denials.length, 1)
    await clock.advance(1_000 + CLOCK_LEEWAY_MS + 1)
    assert.deepEqual(denied.denials, [])
  })
})

function draft(clock: VirtualClock, changes: Record<string, unknown> = {}): SignJWT {
  const nowS = clock.wallNow() / 1000
  const all = { iss: 'issuer-1', sub: 'alice', aud: AUDIENCE, iat: nowS, exp: nowS + 600, jti: '1' }
  return new SignJWT({ ...all, scope: 'read', cnf: { kid: 'peer-a' }, ...changes })
}

async function sign(
  { kid, x, d }: { kid: string; x: string; d: string },
  changes: Record<string, unknown>,
  clock: VirtualClock,
): Promise<string> {
  const key = await importJWK({ kty: 'OKP', crv: 'Ed25519', x, d }, 'EdDSA')
  return draft(clock, changes).setProtectedHeader({ alg: 'EdDSA', kid }).sign(key)
}

function decode(part: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(part, 'base64url').toString())
}
