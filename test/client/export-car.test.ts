import assert from 'node:assert/strict'
import { createReadStream } from 'node:fs'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CarBlockIterator } from '@ipld/car'
import { exporter } from 'ipfs-unixfs-exporter'
import type { CID } from 'multiformats/cid'
import { sha256 } from 'multiformats/hashes/sha2'
import { type Client, exportCar, type FileRecord } from '../../src/index.ts'
import { assertRightBytes } from '../checkers/right-bytes.ts'
import { RandomFile } from '../harness/random-file.ts'

/** What `exportCar` needs of a client: one file, in pieces that follow no block size. */
function clientOf(file: RandomFile): Client {
  return { read: () => file.pieces(77_777) } as unknown as Client
}

function recordOf(file: RandomFile, blockSize: number): FileRecord {
  return { size: file.size, blockSize, root: new Uint8Array(32) } as FileRecord
}

/** The blocks of an archive by CID, each checked against it, and its roots. */
async function readCar(path: string): Promise<{ blocks: Map<string, Uint8Array>; roots: CID[] }> {
  const iterator = await CarBlockIterator.fromIterable(createReadStream(path))
  const blocks = new Map<string, Uint8Array>()
  for await (const { cid, bytes } of iterator) {
    assert.deepEqual((await sha256.digest(bytes)).digest, cid.multihash.digest)
    blocks.set(cid.toString(), bytes)
  }
  return { blocks, roots: await iterator.getRoots() }
}

describe('a content archive', () => {
  let directory: string

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'tritonring-car-'))
  })

  afterEach(() => rm(directory, { recursive: true, force: true }))

  for (const [size, blockSize] of [
    [0, 64],
    [1, 64],
    [64, 64],
    [65, 64],
    [174 * 64, 64],
    [174 * 64 + 1, 64],
    [174 * 174 * 8 + 9, 8],
    [1_000_000, 1000],
    [3_000_001, 1_048_576],
  ] as const) {
    it(`of ${size} bytes in blocks of ${blockSize} is read back by the IPFS exporter`, async () => {
      const file = new RandomFile(size, size)
      const options = { directory, as: 'file.car' }
      const { path, cid } = await exportCar(clientOf(file), recordOf(file, blockSize), options)
      const { blocks, roots } = await readCar(path)
      assert.deepEqual(roots.map(String), [cid.toString()])
      const store = {
        async *get(wanted: CID) {
          yield blocks.get(wanted.toString())!
        },
      }
      const entry = await exporter(cid, store)
      assert.ok('content' in entry, `it is of type ${entry.type}`)
      assert.equal(Number(entry.size), size)
      await assertRightBytes(entry.content(), file)
    })
  }

  it('of a file that cannot be read leaves nothing behind, nor replaces what is there unless told', async () => {
    const file = new RandomFile(1, 1000)
    const failing = {
      read: async function* () {
        yield file.bytes().subarray(0, 500)
        throw new Error('gone')
      },
    } as unknown as Client
    await assert.rejects(exportCar(failing, recordOf(file, 64), { directory, as: 'a.car' }), /gone/)
    assert.deepEqual(await readdir(directory), [])
    await writeFile(join(directory, 'a.car'), 'mine')
    const again = exportCar(clientOf(file), recordOf(file, 64), { directory, as: 'a.car' })
    await assert.rejects(again, { code: 'Exists' })
    await exportCar(clientOf(file), recordOf(file, 64), { directory, as: 'a.car', force: true })
  })
})
