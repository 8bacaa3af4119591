import { assertBounded, holdings } from '../checkers/bounded.ts'
import { assertRightBytes } from '../checkers/right-bytes.ts'
import { MemoryCluster } from '../harness/memory-cluster.ts'
import { RandomFile } from '../harness/random-file.ts'

const WARM_UP = 50
const OPERATIONS = 500
const HEAP_BYTES_MAX = 20 * 1024 * 1024

describe('memory and resources', () => {
  it(`are where they were after ${OPERATIONS} uploads, downloads and deletes of one name`, async function () {
    this.timeout(120_000)
    const cluster = await MemoryCluster.start({ heartbeatMs: 60_000 })
    const client = await cluster.run(cluster.client())
    const file = new RandomFile(7, 4_000)
    const once = async () => {
      await client.upload(file.pieces(), { name: 'file', force: true })
      await assertRightBytes(client.read({ name: 'file' }), file)
      await client.remove('file')
    }
    for (let i = 0; i < WARM_UP; i++) await cluster.run(once())
    const before = await holdings()
    for (let i = 0; i < OPERATIONS; i++) await cluster.run(once())
    assertBounded(before, await holdings(), HEAP_BYTES_MAX)
  })
})
