import assert from 'node:assert/strict'
import { isTritonError } from '../../src/errors.ts'
import { checkMultiaddr, resolveAddress } from '../../src/rpc/address.ts'

const PEER = '12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp'

describe('an address', () => {
  const TAKEN: [string, string][] = [
    ['127.0.0.1:4001', '/ip4/127.0.0.1/tcp/4001'],
    ['10.1.2.3:65535', '/ip4/10.1.2.3/tcp/65535'],
    ['[::1]:4001', '/ip6/::1/tcp/4001'],
    ['[2001:db8::7]:80', '/ip6/2001:db8::7/tcp/80'],
    ['/ip4/127.0.0.1/tcp/4001', '/ip4/127.0.0.1/tcp/4001'],
    [`/ip4/127.0.0.1/tcp/4001/p2p/${PEER}`, `/ip4/127.0.0.1/tcp/4001/p2p/${PEER}`],
    ['/ip6/::1/tcp/4001', '/ip6/::1/tcp/4001'],
    ['/dns4/example.org/tcp/4001', '/dns4/example.org/tcp/4001'],
    ['/memory/peer-1', '/memory/peer-1'],
  ]
  for (const [text, multiaddr] of TAKEN) {
    it(`is read: ${text}`, async () => assert.equal(await resolveAddress(text), multiaddr))
  }

  it("of a host's name becomes one of its numbers", async () => {
    assert.match(await resolveAddress('localhost:4001'), /^\/(ip4\/127\.0\.0\.1|ip6\/::1)\/tcp\/4001$/)
  })

  const REFUSED = [
    '',
    'localhost',
    'localhost:',
    ':4001',
    'localhost:0',
    'localhost:65536',
    'localhost:123456',
    'localhost:-1',
    'localhost:4001x',
    '::1:4001',
    '[::1]',
    '[]:4001',
    'http://localhost:4001',
    'a:b:4001',
    '/',
    '/ip4/127.0.0.1',
    '/ip4/127.0.0.1/udp/4001',
    '/ip4/300.0.0.1/tcp/4001',
    '/ip4/127.0.0.1/tcp/70000',
    '/ip4/127.0.0.1/tcp/4001/p2p/nobody',
    '/nonsense/1',
  ]
  for (const text of REFUSED) {
    it(`is refused, named in the error: '${text}'`, async () => {
      await assert.rejects(resolveAddress(text), (error) => {
        assert.ok(isTritonError(error, 'BadRequest'), String(error))
        return error.message.includes(`'${text}'`)
      })
    })
  }

  it('of a host that nobody knows is Unavailable', async () => {
    await assert.rejects(resolveAddress('no-such-host.invalid:4001'), (error) => {
      return isTritonError(error, 'Unavailable') && error.message.includes('no-such-host.invalid')
    })
  })

  it('to listen on may leave the port open', () => {
    assert.equal(checkMultiaddr('/ip4/127.0.0.1/tcp/0').toString(), '/ip4/127.0.0.1/tcp/0')
  })
})
