import assert from 'node:assert/strict'
import { systemClock } from '../../../src/index.ts'
import { EtcdGateway } from '../../../src/names/etcd/gateway.ts'
import { freePort } from '../../harness/free-port.ts'

describe('the way to etcd', () => {
  it('tells why nobody answers, also when a fraction of a millisecond is left', async () => {
    const gateway = new EtcdGateway([`http://127.0.0.1:${await freePort()}`], systemClock())
    await assert.rejects(gateway.ask('kv/range', {}, 20.5), {
      code: 'Unavailable',
      message: /ECONNREFUSED|timeout/,
    })
  })
})
