import assert from 'node:assert/strict'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Secret } from '../../src/client/encryption/secret.ts'
import type { LocalFile } from '../../src/client/local-folder.ts'
import { pause } from '../../src/clock.ts'
import { type Client, createClient, isTritonError, type Network } from '../../src/index.ts'
import { LEASE_GENERATIONS, PACK_BYTES, SMALL_FILE_BYTES } from '../../src/limits.ts'
import { COMMIT, COMMIT_MANY } from '../../src/wire/metadata.ts'
import { MemoryCluster } from '../harness/memory-cluster.ts'
import { RandomFile } from '../harness/random-file.ts'

/** One pack, and a file more. */
const FILES = PACK_BYTES / SMALL_FILE_BYTES + 1

describe('an upload that goes on over generations of collection', () => {
  let directory: string
  let cluster: MemoryCluster
  let administrator: Client

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'tritonring-upload-'))
    for (let i = 0; i < FILES; i++)
      await writeFile(join(directory, `${i}`), new RandomFile(i, SMALL_FILE_BYTES).bytes())
  })
  after(() => rm(directory, { recursive: true }))
  beforeEach(async () => {
    cluster = await MemoryCluster.start({ heartbeatMs: 200, graceMs: 400 })
    administrator = await cluster.run(cluster.client())
  })

  /** Lets simulated time pass beside true time: files are read meanwhile. */
  async function run<Result>(work: Promise<Result>): Promise<Result> {
    let ended = false
    const end = () => {
      ended = true
    }
    work.then(end, end)
    while (!ended) {
      await cluster.clock.advance(5)
      await sleep(1)
    }
    return work
  }

  async function endLeases(): Promise<void> {
    for (let raised = 0; raised < LEASE_GENERATIONS; ) {
      try {
        await administrator.administration.raiseGeneration()
        raised++
      } catch (error) {
        if (!isTritonError(error, 'Busy')) throw error
        await pause(cluster.clock, 100)
      }
    }
  }

  /** A client whose first commit is late: leases have ended by then. */
  async function lateClient(secret?: Secret): Promise<Client> {
    const network: Network = cluster.networkOf('late')
    const call = network.call.bind(network)
    let late = true
    network.call = (async (peer, method, ...rest) => {
      const commits = [COMMIT, COMMIT_MANY].includes(method as unknown as typeof COMMIT)
      if (commits && late) {
        late = false
        await endLeases()
        await pause(cluster.clock, 5_000)
      }
      return call(peer, method, ...rest)
    }) as Network['call']
    return createClient({ bootstrap: cluster.bootstrap, network, secret })
  }

  async function file(index: number): Promise<LocalFile> {
    const path = join(directory, `${index}`)
    const { size, mtimeMs } = await stat(path)
    return { path, name: `files/${index}`, size, mtime: mtimeMs }
  }

  async function assertStored(client: Client, count: number): Promise<void> {
    await endLeases()
    await pause(cluster.clock, 5_000)
    for (let i = 0; i < count; i++) {
      const pieces: Uint8Array[] = []
      for await (const piece of client.read({ name: `files/${i}` })) pieces.push(piece.slice())
      assert.ok(Buffer.concat(pieces).equals(new RandomFile(i, SMALL_FILE_BYTES).bytes()), `files/${i}`)
    }
  }

  it('puts each pack under the lease of the generation in which it is sent', async () => {
    async function* files() {
      for (let i = 0; i < FILES - 1; i++) yield file(i)
      yield await file(FILES - 1)
      await endLeases()
      for (let i = 0; i < 3; i++) yield { ...(await file(i)), name: `files/${FILES + i}` }
    }
    const report = await run(administrator.uploadFiles(files(), { blockSize: 65_536 }))
    assert.deepEqual([report.done, report.failed], [FILES + 3, 0])
    await run(assertStored(administrator, FILES))
  })

  it('stores the files of a pack that took too long one by one', async () => {
    const client = await run(lateClient())
    async function* files() {
      for (let i = 0; i < 5; i++) yield file(i)
    }
    const { done, failed } = await run(client.uploadFiles(files(), { blockSize: 65_536 }))
    assert.deepEqual([done, failed], [5, 0])
    await run(assertStored(client, 5))
  })

  it('encrypts a file that took too long once more, and what is read is the file', async () => {
    const client = await run(lateClient(Secret.random()))
    const { path, name } = await file(0)
    await run(client.upload(path, { name, encrypt: true }))
    await run(assertStored(client, 1))
  })
})
