import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { isTritonError } from '../../src/errors.ts'
import { freshIdentity } from '../../src/rpc/identity.ts'
import { Libp2pTransport } from '../../src/rpc/libp2p-transport.ts'
import { listenFailure } from '../../src/rpc/listen-failure.ts'

describe('an address that a peer cannot listen on', () => {
  async function failureOf(...listen: string[]) {
    const transport = new Libp2pTransport({ privateKey: await freshIdentity(), listen })
    const error = await transport.start().then(
      () => assert.fail('it listens'),
      (failure) => failure,
    )
    assert.ok(isTritonError(error, 'Local'))
    return error
  }

  it('because another program does is told in one line that names it and what to do', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    try {
      const taken = `/ip4/127.0.0.1/tcp/${(other.address() as AddressInfo).port}`
      for (const listen of [[taken], ['/ip4/127.0.0.1/tcp/0', taken]]) {
        const { message, hint } = await failureOf(...listen)
        assert.equal(message, `could not listen on ${taken}: another program listens there already`)
        assert.match(hint!, /stop it, or choose another port/)
      }
    } finally {
      other.close()
    }
  })

  it('because it is of another machine is told in one line', async () => {
    const { message } = await failureOf('/ip4/192.0.2.1/tcp/0')
    assert.equal(message, 'could not listen on /ip4/192.0.2.1/tcp/0: this machine has no such address')
  })

  it('for a reason that is not known is told by its code, or in the words that there are', () => {
    const told = '  /ip4/127.0.0.1/tcp/1: Error: listen EINVAL: invalid\n      at x'
    assert.match(listenFailure([], new Error(`Some addresses:\n\n${told}`)).message, /tcp\/1: EINVAL$/)
    const { message } = listenFailure(['/ip4/127.0.0.1/tcp/1'], new Error('no idea\n  at x'))
    assert.equal(message, 'could not listen on /ip4/127.0.0.1/tcp/1: no idea')
  })
})
