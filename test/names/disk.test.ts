import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../../src/index.ts'
import { DiskNames } from '../../src/names/disk.ts'
import { DiskTables } from '../../src/names/disk-table.ts'
import { RecordState } from '../../src/wire/generated/tritonring.ts'
import { describeNameStore } from '../suites/name-store.ts'
import { recordOf } from '../suites/record-of.ts'

describe('names on disk', () => {
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
})
