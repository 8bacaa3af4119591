import assert from 'node:assert/strict'
import { formatInvitation, parseInvitation } from '../../src/auth/invitation.ts'
import { AuthPeer } from '../../src/auth-peer/auth-peer.ts'
import { MemoryAuthStore } from '../../src/auth-peer/auth-store.ts'
import { systemClock } from '../../src/clock.ts'
import { AuthClient, freshIdentity, MemoryNetwork, Network } from '../../src/index.ts'
import { INVITATION_MS_MAX, LOGINS_PER_MINUTE, SCRIPT_TOKEN_MS_MAX } from '../../src/limits.ts'

/** An auth peer on a network of its own; its store outlives it. */
async function setUp(store = new MemoryAuthStore()) {
  const clock = systemClock({ unref: true })
  const memory = new MemoryNetwork(clock, () => 0)
  const network = new Network(memory.transport('auth'), clock)
  const peer = new AuthPeer({ network, store })
  await peer.open()
  peer.guard()
  await network.start()
  const authPeer = { id: 'auth', addresses: ['/memory/auth'] }
  const client = async (id: string, options: object = {}) =>
    AuthClient.connect({
      ...{ privateKey: await freshIdentity(), authPeer, network: new Network(memory.transport(id), clock) },
      ...options,
    })
  const admin = async () => {
    const first = await client('admin-device')
    const credential = await first.redeem((await peer.firstInvitation())!, false)
    await first.close()
    return client('admin-device', { credential })
  }
  return { peer, store, client, admin }
}

describe('an auth peer', () => {
  it('lets the first user in by its first invitation, and makes no other once that is used', async () => {
    const { peer, admin } = await setUp()
    const client = await admin()
    await client.addUser('bob', 'write', 'correct horse')
    assert.equal(await peer.firstInvitation(), undefined)
  })

  it('makes no other invitation by itself after its only device has logged out, but where it is asked to', async () => {
    const { peer, client, store } = await setUp()
    const device = await client('device')
    const { refresh } = await device.redeem((await peer.firstInvitation())!, false)
    await device.logOut(refresh)
    const again = await setUp(store)
    assert.equal(again.peer.accounts.sessions.size, 0)
    assert.equal(await again.peer.firstInvitation(), undefined)
    assert.ok((await again.peer.firstInvitation(true)) !== undefined)
  })

  it('refuses a token of a longer life than is allowed, and says how long that is', async () => {
    const root = await (await setUp()).admin()
    await root.createToken('script', 'read', SCRIPT_TOKEN_MS_MAX)
    await assert.rejects(root.createToken('script', 'read', SCRIPT_TOKEN_MS_MAX + 1), {
      code: 'BadRequest',
      message: /at most 2160 h are allowed/,
    })
  })

  it('refuses an invitation that is good for longer than is allowed, and says how long that is', async () => {
    const root = await (await setUp()).admin()
    await root.invite('bob', INVITATION_MS_MAX)
    await assert.rejects(root.invite('bob', INVITATION_MS_MAX + 1), {
      code: 'BadRequest',
      message: /at most 720 h are allowed/,
    })
  })

  it('knows users, keys and devices again after a restart', async () => {
    const { admin, client, store } = await setUp()
    await (await admin()).addUser('bob', 'read', 'correct horse')
    const credential = await (await client('bob-device')).logIn('bob', 'correct horse')
    const again = await setUp(store)
    const renewed = await again.client('bob-device', { credential: { ...credential, expiresMs: 0 } })
    await assert.rejects(renewed.addUser('x', 'read', 'correct horse'), {
      message: /'admin' needed, bob has 'read'/,
    })
  })

  it('gives a device that logged out no more tokens, and no other device ever', async () => {
    const { admin, client } = await setUp()
    await (await admin()).addUser('bob', 'write', 'correct horse')
    const device = await client('bob-device')
    const credential = { ...(await device.logIn('bob', 'correct horse')), expiresMs: 0 }
    await assert.rejects(client('thief', { credential }), { code: 'Refused' })
    await device.logOut(credential.refresh)
    await assert.rejects(client('bob-device-2', { credential }), {
      code: 'Refused',
      message: /not logged in/,
    })
  })

  it('ends every device of a user who is disabled, or whose password is changed', async () => {
    const { admin, client } = await setUp()
    const root = await admin()
    await root.addUser('bob', 'write', 'correct horse')
    for (const change of [{ disable: true }, { password: 'battery staple' }]) {
      await root.changeUser({ name: 'bob', enable: true, password: 'correct horse' })
      const credential = await (await client(`device-${Object.keys(change)}`)).logIn('bob', 'correct horse')
      await root.changeUser({ name: 'bob', ...change })
      const id = `device-${Object.keys(change)}`
      await assert.rejects(client(id, { credential: { ...credential, expiresMs: 0 } }), { code: 'Refused' })
      const device = await client(id, { token: credential.token })
      await assert.rejects(device.createToken('x', 'read'), { code: 'Refused', message: /revoked/ })
    }
  })

  it('turns away who guesses passwords', async () => {
    const { admin, client } = await setUp()
    await (await admin()).addUser('bob', 'write', 'correct horse')
    const guesser = await client('guesser')
    // At once: the time that scrypt takes gives attempts back.
    const guesses = Array.from({ length: LOGINS_PER_MINUTE + 1 }, (_, i) =>
      guesser.logIn('bob', `guess number ${i}`).then(
        () => 'let in',
        ({ code }) => code as string,
      ),
    )
    const codes = (await Promise.all(guesses)).toSorted()
    assert.deepEqual(codes, ['Busy', ...new Array<string>(LOGINS_PER_MINUTE).fill('Refused')])
  })

  it('throws a peer out for good, on the word of an administrator', async () => {
    const { peer, admin, client } = await setUp()
    const root = await admin()
    const block = await client('block-1')
    await block.redeem((await root.invite('')).secret, true)
    const token = (await peer.issue({ subject: 'peer:block-1', scopes: ['peer'], peer: 'block-1' })).token
    await block.close()
    await assert.rejects(root.changeUser({ name: 'peer:block-2', disable: true }), { code: 'NotFound' })
    await root.changeUser({ name: 'peer:block-1', disable: true })
    assert.deepEqual(
      peer.denials.map(({ id }) => id),
      ['peer:block-1'],
    )
    const again = await client('block-1', { token })
    await assert.rejects(again.createToken('x', 'read'), { code: 'Refused', message: /revoked/ })
  })

  it('takes invitations of many peers at once', async () => {
    const { admin, client } = await setUp()
    const root = await admin()
    for (let index = 0; index < 2 * LOGINS_PER_MINUTE; index++) {
      const block = await client(`block-${index}`)
      await block.redeem((await root.invite('')).secret, true)
    }
  })

  it('gives nobody a token of more than he has', async () => {
    const { admin, client } = await setUp()
    await (await admin()).addUser('bob', 'read', 'correct horse')
    const device = await client('bob-device')
    const credential = await device.logIn('bob', 'correct horse')
    await device.close()
    const bob = await client('bob-device', { credential })
    await bob.createToken('script', 'read')
    for (const scope of ['write', 'admin', 'peer', 'read peer', ''])
      await assert.rejects(bob.createToken('script', scope), { code: 'Refused' }, scope)
  })
})

describe('an invitation', () => {
  it('is a string that comes back, and others are refused', () => {
    const whole = {
      bootstrap: ['/ip4/10.0.0.1/tcp/4001'],
      authPeer: { id: 'auth', addresses: ['/ip4/10.0.0.1/tcp/4001'] },
      secret: Buffer.from('secret'),
      swarmKey: undefined,
    }
    const text = formatInvitation(whole)
    assert.deepEqual(parseInvitation(text), whole)
    const odd = [
      '',
      'x',
      text.slice(0, -9),
      `${text.slice(0, 20)}!`,
      'tt-invite-bnVsbA',
      `tt-invite-${'A'.repeat(10 ** 6)}`,
    ]
    for (const each of odd)
      assert.throws(() => parseInvitation(each), { code: 'BadRequest' }, each.slice(0, 60))
    const key = `/key/swarm/psk/1.0.0/\n/base16/\n${'a0'.repeat(32)}\n`
    assert.equal(parseInvitation(formatInvitation({ ...whole, swarmKey: key })).swarmKey, key)
    for (const swarmKey of [key.slice(0, -3), `x${key}`, key.replaceAll('\n', ' ')])
      assert.throws(() => parseInvitation(formatInvitation({ ...whole, swarmKey })), { code: 'BadRequest' })
  })
})
