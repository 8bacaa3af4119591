import assert from 'node:assert/strict'
import { Passwords } from '../../src/auth/password.ts'
import { Rate } from '../../src/auth/rate.ts'
import { contains, parseScopes, permits } from '../../src/auth/scope.ts'
import { checkUserName, nameFor, ownedName } from '../../src/auth/user-name.ts'
import { PASSWORDS_AT_ONCE, PASSWORDS_WAITING_MAX, RATES_KEPT } from '../../src/limits.ts'
import { VirtualClock } from '../harness/virtual-clock.ts'

describe('a password', () => {
  it('matches what was kept of it, and no other does', async () => {
    const passwords = new Passwords()
    const kept = await passwords.hash('correct horse')
    assert.equal(await passwords.matches('correct horse', kept), true)
    assert.equal(await passwords.matches('correct horsf', kept), false)
    assert.equal(await passwords.matches('\0'.repeat(8), undefined), false)
    assert.notEqual((await passwords.hash('correct horse')).hash, kept.hash, 'salted')
  })

  it('is neither short nor endless', async () => {
    const passwords = new Passwords()
    await assert.rejects(passwords.hash('seven77'), { code: 'BadRequest' })
    await assert.rejects(passwords.hash('x'.repeat(257)), { code: 'BadRequest' })
    assert.equal(await passwords.matches('x'.repeat(2 ** 20), undefined), false)
  })

  it('is checked beside few others: more are turned away', async () => {
    const passwords = new Passwords()
    const checks = Array.from({ length: PASSWORDS_AT_ONCE + PASSWORDS_WAITING_MAX + 1 }, () =>
      passwords.matches('correct horse', undefined),
    )
    await assert.rejects(checks.pop()!, { code: 'Busy' })
    assert.deepEqual(new Set(await Promise.all(checks)), new Set([false]))
    assert.equal(await passwords.matches('x', undefined), false, 'and later there is room again')
  })
})

describe('a rate', () => {
  it('lets each do so much a minute, and gives it back evenly', async () => {
    const clock = new VirtualClock()
    const rate = new Rate(clock, 6)
    const taken = (who: string) => Array.from({ length: 10 }, () => rate.take(who)).filter(Boolean).length
    assert.equal(taken('a'), 6)
    assert.equal(taken('b'), 6)
    await clock.advance(20_000)
    assert.equal(taken('a'), 2)
  })

  it('remembers no more than it may', () => {
    const rate = new Rate(new VirtualClock(), 1)
    for (let i = 0; i <= RATES_KEPT; i++) rate.take(`${i}`)
    assert.equal(rate.allows('0'), true, 'forgotten')
    assert.equal(rate.allows(`${RATES_KEPT}`), false)
  })
})

describe('scopes', () => {
  it('of users contain each other, and none contains peer', () => {
    assert.deepEqual(
      (['anyone', 'read', 'write', 'admin', 'peer'] as const).map((access) => permits(['write'], access)),
      [true, true, true, false, false],
    )
    assert.equal(permits(['admin'], 'peer'), false)
    assert.equal(permits(['peer'], 'read'), false)
    assert.equal(permits([], 'read'), false)
    assert.equal(contains(['admin'], ['read', 'write']), true)
    assert.equal(contains(['write'], ['admin']), false)
  })

  it('are words that are known', () => {
    assert.deepEqual(parseScopes('read,write admin'), ['read', 'write', 'admin'])
    assert.throws(() => parseScopes('root'), { code: 'BadRequest', message: /'root' is no scope/ })
  })
})

describe('the name of a user', () => {
  it('is of few characters', () => {
    for (const name of ['a', 'bob', '0-9._x']) checkUserName(name)
    for (const name of ['', 'Bob', '.a', 'a/b', 'a\0', 'x'.repeat(33), 'a~', 'peer:x', 'é'])
      assert.throws(() => checkUserName(name), { code: 'BadRequest' }, name)
  })

  it('stands before the names of his files for others', () => {
    assert.deepEqual(ownedName('~bob/a/b.txt', 'alice'), { owner: 'bob', name: 'a/b.txt' })
    assert.deepEqual(ownedName('a~/~bob', 'alice'), { owner: 'alice', name: 'a~/~bob' })
    assert.equal(nameFor('alice', { owner: 'bob', name: 'x' }), '~bob/x')
    assert.equal(nameFor('bob', { owner: 'bob', name: 'x' }), 'x')
    assert.throws(() => ownedName('~/x', 'alice'), { code: 'BadRequest' })
    assert.throws(() => ownedName('~BOB/x', 'alice'), { code: 'BadRequest' })
  })
})
