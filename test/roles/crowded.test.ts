import assert from 'node:assert/strict'
import { MemoryCluster } from '../harness/memory-cluster.ts'
import { RandomFile } from '../harness/random-file.ts'
import { serialStore } from '../harness/slow-store.ts'

const MiB = 2 ** 20
const CLIENTS = 16
const FILE_BYTES = 6 * MiB

describe('many clients that upload at once to peers that cannot keep up', () => {
  it('send every block once, and get two copies of each', async () => {
    const cluster = await MemoryCluster.start({ store: (_, clock) => serialStore(clock, 20 * MiB) })
    const clients = await cluster.run(Promise.all(Array.from({ length: CLIENTS }, () => cluster.client())))
    const uploads = clients.map((client, index) =>
      client.upload(new RandomFile(index, FILE_BYTES).pieces(), { name: `${index}`, blockSize: MiB / 16 }),
    )
    const reports = await cluster.run(Promise.all(uploads))
    const sent = reports.reduce((sum, { bytesSent }) => sum + bytesSent, 0)
    assert.ok(sent < 1.01 * CLIENTS * FILE_BYTES, `${sent} bytes were sent of ${CLIENTS * FILE_BYTES}`)
    assert.deepEqual(
      reports.map(({ singleCopies }) => singleCopies),
      reports.map(() => 0),
    )
  })
})
