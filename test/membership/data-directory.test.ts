import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DataDirectory } from '../../src/membership/data-directory.ts'

const HOLDER = fileURLToPath(new URL('../harness/directory-holder.ts', import.meta.url))

describe('a data directory', () => {
  let path: string
  const held: DataDirectory[] = []

  beforeEach(async () => {
    path = join(await mkdtemp(join(tmpdir(), 'tritonring-data-')), 'data')
  })

  afterEach(async () => {
    for (const directory of held.splice(0)) directory.close()
    await rm(join(path, '..'), { recursive: true })
  })

  async function open(): Promise<DataDirectory> {
    const directory = await DataDirectory.open(path)
    held.push(directory)
    return directory
  }

  it("is made at the first use, and is its owner's alone", async () => {
    await open()
    assert.equal((await stat(path)).mode & 0o777, 0o700)
  })

  it('is refused to a second peer, who is told which process has it', async () => {
    const first = await open()
    await assert.rejects(open(), {
      code: 'Refused',
      message: `could not use the data directory ${path}: process ${process.pid} does`,
      hint: /--data directory each/,
    })
    first.close()
    await open()
  })

  it('is free as soon as its process has been killed, and not before, even if that is frozen', async () => {
    const holder = fork(HOLDER, [path])
    try {
      await once(holder, 'message')
      await assert.rejects(open(), { code: 'Refused', message: new RegExp(`process ${holder.pid} does`) })
      holder.kill('SIGSTOP')
      await assert.rejects(open(), { code: 'Refused' })
    } finally {
      holder.kill('SIGKILL')
      await once(holder, 'exit')
    }
    await open()
  })

  it('is not kept from anybody by what a process left behind, whoever has its number now', async () => {
    ;(await open()).close()
    await writeFile(join(path, 'lock'), `${process.ppid}\n`)
    await open()
  })

  it('keeps an identity', async () => {
    const first = await open()
    const { raw } = await first.identity()
    first.close()
    assert.deepEqual((await (await open()).identity()).raw, raw)
  })

  it('numbers the starts of a peer by the wall clock, upwards even when that goes back', async () => {
    const directory = await open()
    assert.equal(await directory.nextIncarnation(1_000.7), 1_000)
    assert.equal(await directory.nextIncarnation(1_000), 1_001)
    assert.equal(await directory.nextIncarnation(5), 1_002)
    assert.equal(await directory.nextIncarnation(2_000), 2_000)
    directory.close()
    assert.equal(await (await open()).nextIncarnation(5), 2_001)
    assert.deepEqual((await readdir(path)).sort(), ['incarnation', 'lock'])
  })

  it('takes no number from a file that holds none', async () => {
    const directory = await open()
    for (const text of ['', 'x', '-1', '1e3', '1 2', `${2 ** 53 - 1}`, '9'.repeat(400)]) {
      await writeFile(join(path, 'incarnation'), text)
      await assert.rejects(directory.nextIncarnation(1), { code: 'Corrupt', hint: /remove it/ })
    }
  })

  it('that cannot be says so', async () => {
    const file = join(path, '..', 'file')
    await writeFile(file, '')
    await chmod(file, 0o400)
    await assert.rejects(DataDirectory.open(join(file, 'data')), { code: 'Local', message: /ENOTDIR/ })
  })
})
