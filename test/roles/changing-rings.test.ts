import assert from 'node:assert/strict'
import { createClient, TritonError } from '../../src/index.ts'
import { PUT_ATTEMPTS_MAX } from '../../src/limits.ts'
import { OverlayView } from '../../src/membership/view.ts'
import { SignedView, View } from '../../src/wire/generated/tritonring.ts'
import { MemoryCluster } from '../harness/memory-cluster.ts'
import { seededBytes } from '../harness/random.ts'

describe('a ring that changes again and again while a file is uploaded', () => {
  /** Uploads while each of the first `changes` puts meets a newer view; `isNewer`: or is told that it would. */
  async function uploaded(changes: number, isNewer: boolean) {
    const cluster = await MemoryCluster.start()
    const view = View.decode(cluster.metadata!.view!.signed.view)
    const network = cluster.networkOf('writer')
    const call = network.call.bind(network)
    let puts = 0
    network.call = (async (peer, method, request, options) => {
      if (method.name !== 'put' || ++puts > changes) return call(peer, method, request, options)
      const epoch = view.epoch + (isNewer ? puts : 0)
      const { signed } = await OverlayView.sign({ ...view, epoch }, cluster.key)
      throw new TritonError('WrongEpoch', 'a newer ring', { peer, detail: SignedView.encode(signed) })
    }) as typeof network.call
    const client = await cluster.run(createClient({ bootstrap: cluster.bootstrap, network }))
    async function* bytes() {
      yield seededBytes(1, 64)
    }
    return cluster.run(client.upload(bytes(), { name: 'a', mtime: 1 }))
  }

  it('does not make the upload give up, however often', async () => {
    const { record } = await uploaded(3 * PUT_ATTEMPTS_MAX, true)
    assert.equal(record.size, 64)
  })

  it('is no excuse where no newer view comes', async () => {
    await assert.rejects(uploaded(1_000, false), { code: 'Unavailable' })
  })
})
