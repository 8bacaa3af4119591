import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { systemClock } from '../../src/index.ts'
import { DiskNames } from '../../src/names/disk.ts'
import { DiskTables } from '../../src/names/disk-table.ts'
import { RecordState } from '../../src/wire/generated/tritonring.ts'
import { seededRandom } from '../harness/random.ts'
import { announcedSeed } from '../harness/seed.ts'
import { describeNameStore } from '../suites/name-store.ts'
import { recordOf } from '../suites/record-of.ts'

const WRITER = new URL('../harness/name-writer.ts', import.meta.url).pathname
const KILLS = 8

describe('names on disk', () => {
  const seed = announcedSeed('names on disk')
  const directories: string[] = []

  const newDirectory = async () => {
    const directory = await mkdtemp(join(tmpdir(), 'tritonring-names-'))
    directories.push(directory)
    return directory
  }

  const opened = async (directory: string) => {
    const names = new DiskNames(directory, systemClock())
    await names.open()
    return names
  }

  after(async () => {
    for (const directory of directories) await rm(directory, { recursive: true, force: true })
  })

  describeNameStore('disk', async () => new DiskNames(await newDirectory(), systemClock()), { runs: 20 })

  it('are there after a restart: names, tombstones, ids, operations and their number', async () => {
    const directory = await newDirectory()
    const before = await opened(directory)
    const records = Array.from({ length: 2_500 }, (_, index) => recordOf({ name: `name-${index}` }))
    await before.merge(records)
    const operation = new Uint8Array(16).fill(7)
    const change = { owner: '', name: 'name-1', operation }
    const deleted = recordOf({ name: 'name-1', version: 2, state: RecordState.DELETED })
    await before.commit({ ...change, decide: () => deleted })
    await before.close()
    const names = await opened(directory)
    assert.equal(await names.size(), 2_499)
    assert.deepEqual(await names.byId(records[2]!.id), records[2])
    assert.equal((await names.get('', 'name-1'))?.state, RecordState.DELETED)
    const again = await names.commit({ ...change, decide: () => assert.fail('decided anew') })
    assert.deepEqual(again, deleted)
    await names.close()
  })

  it('belong to one process, and say so', async () => {
    const directory = await newDirectory()
    const names = await opened(directory)
    await assert.rejects(opened(directory), { code: 'Refused', message: /could not open the names in/ })
    await names.close()
    await (await opened(directory)).close()
  })

  it('of another format are left alone', async () => {
    const directory = await newDirectory()
    const tables = new DiskTables(directory)
    await tables.open()
    await tables.write([{ table: 'state', key: Buffer.from('format'), value: Buffer.from('2') }])
    await tables.close()
    await assert.rejects(opened(directory), {
      code: 'Unsupported',
      message: /format 2, this program reads 1/,
    })
  })

  it('cannot be where something else is', async () => {
    const directory = await newDirectory()
    await writeFile(join(directory, 'names'), 'a file')
    await assert.rejects(opened(directory), { code: 'Local', message: /could not open the names in/ })
  })

  it(`lose nothing that was acknowledged when their process is killed, ${KILLS} times`, async function () {
    this.timeout(120_000)
    const random = seededRandom(seed)
    const directory = await newDirectory()
    const acknowledged: string[] = []
    for (let run = 0; run < KILLS; run++) {
      acknowledged.push(...(await killedWriter(directory, run, 20 + random() * 300)))
      const startMs = performance.now()
      const names = await opened(directory)
      for (const name of acknowledged) assert.ok(await names.get('', name), `${name} is there`)
      assert.ok((await names.size()) >= acknowledged.length)
      assert.ok(performance.now() - startMs < 5_000)
      await names.close()
    }
    assert.ok(acknowledged.length > KILLS, `${acknowledged.length} names`)
  })
})

/** What a writer acknowledged before it was killed, so long after its first name. */
async function killedWriter(directory: string, run: number, lifeMs: number): Promise<string[]> {
  const args = ['--import', 'tsx', WRITER, directory, `${run}`]
  const writer = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const told = text(writer.stdout)
  await once(writer.stdout, 'data')
  setTimeout(() => writer.kill('SIGKILL'), lifeMs)
  // The last line may be torn.
  return (await told).split('\n').slice(0, -1)
}
