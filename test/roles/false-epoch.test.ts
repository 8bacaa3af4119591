import assert from 'node:assert/strict'
import { createClient, TritonError } from '../../src/index.ts'
import { MemoryCluster } from '../harness/memory-cluster.ts'
import { seededBytes } from '../harness/random.ts'

describe('a block peer that tells of a newer ring and sends no view', () => {
  for (const detail of [Uint8Array.of(0xff, 0xff, 0xff), Uint8Array.of(10, 1, 1)]) {
    it(`does not end an upload (${detail.length} bytes, the first ${detail[0]})`, async () => {
      const cluster = await MemoryCluster.start()
      const network = cluster.networkOf('writer')
      const call = network.call.bind(network)
      network.call = ((peer, method, request, options) => {
        if (peer === cluster.blockPeerId(0) && method.name === 'put')
          return Promise.reject(new TritonError('WrongEpoch', 'a newer ring', { peer, detail }))
        return call(peer, method, request, options)
      }) as typeof network.call
      const client = await cluster.run(createClient({ bootstrap: cluster.bootstrap, network }))
      async function* bytes() {
        yield seededBytes(1, 10_000)
      }
      const { record } = await cluster.run(client.upload(bytes(), { name: 'a', mtime: 1 }))
      assert.equal(record.size, 10_000)
    })
  }
})
