import assert from 'node:assert/strict'
import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Destination } from '../../src/client/destination.ts'
import { SmallDisk } from '../harness/small-disk.ts'

const BYTES = Buffer.from('all of it')
/** Whoever has no rights. */
const NOBODY = 65_534

describe('the destination of a download', () => {
  let directory: string
  const at = (name: string) => join(directory, name)
  const open = (name: string, replace = false) => Destination.open(directory, name, replace)
  const isThere = (name: string) =>
    lstat(at(name)).then(
      () => true,
      () => false,
    )

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'tritonring-destination-'))
  })

  afterEach(() => rm(directory, { recursive: true }))

  async function write(name: string, replace = false): Promise<void> {
    const destination = await open(name, replace)
    await destination.write(BYTES.subarray(0, 4))
    await destination.write(BYTES.subarray(4))
    await destination.commit()
  }

  it('appears under its name when it is whole, and nothing else is left', async () => {
    const destination = await open('file')
    await destination.write(BYTES.subarray(0, 4))
    assert.equal(await isThere('file'), false)
    const hidden = await readdir(directory)
    assert.ok(hidden.length === 1 && hidden[0]!.startsWith('.'), 'what is not whole is hidden')
    await destination.write(BYTES.subarray(4))
    assert.equal(await isThere('file'), false)
    await destination.commit()
    assert.deepEqual(await readdir(directory), ['file'])
    assert.deepEqual(await readFile(at('file')), BYTES)
    assert.equal(destination.path, at('file'))
  })

  it('leaves nothing when it is given up, before anything was written or in the middle', async () => {
    await (await open('file')).discard()
    const destination = await open('file')
    await destination.write(BYTES)
    await destination.discard()
    assert.deepEqual(await readdir(directory), [])
  })

  it('has what killed downloads of its name have left removed, and nothing that a process is at', async () => {
    for (const tag of ['0'.repeat(24), 'a'.repeat(12)]) await writeFile(at(`.file.${tag}.part`), 'left')
    await writeFile(at(`.other.${'0'.repeat(24)}.part`), 'another')
    await writeFile(at('.file.part'), 'mine')
    const underWay = await open('file')
    const resumed = await Destination.resume(directory, 'file', false, new Uint8Array(32).fill(7))
    await resumed.discard()
    const left = await readdir(directory)
    assert.equal(left.length, 3)
    assert.ok(left.includes(`.other.${'0'.repeat(24)}.part`) && left.includes('.file.part'))
    await underWay.write(BYTES)
    await underWay.commit()
    assert.deepEqual(await readFile(at('file')), BYTES)
  })

  it('never takes the place of a file unless told to', async () => {
    await writeFile(at('file'), 'mine')
    await assert.rejects(open('file'), { code: 'Exists', hint: /--force/ })
    assert.equal(await readFile(at('file'), 'utf8'), 'mine')
    await write('file', true)
    assert.deepEqual(await readFile(at('file')), BYTES)
    assert.deepEqual(await readdir(directory), ['file'])
  })

  it('never takes the place of a file that came meanwhile', async () => {
    const destination = await open('file')
    await destination.write(BYTES)
    await writeFile(at('file'), 'faster')
    await assert.rejects(destination.commit(), { code: 'Exists' })
    await destination.discard()
    assert.equal(await readFile(at('file'), 'utf8'), 'faster')
    assert.deepEqual(await readdir(directory), ['file'])
  })

  it('never takes the place of a directory, even if told to', async () => {
    await mkdir(at('file'))
    for (const replace of [false, true])
      await assert.rejects(open('file', replace), { code: 'Exists', message: /a directory has that name/ })
    assert.deepEqual(await readdir(directory), ['file'])
  })

  for (const target of ['elsewhere', 'nowhere']) {
    it(`does not write through a link in its place (to ${target})`, async () => {
      await writeFile(at('elsewhere'), 'not yours')
      await symlink(at(target), at('file'))
      await assert.rejects(open('file'), { code: 'Exists' })
      assert.equal(await readlink(at('file')), at(target))
      await write('file', true)
      assert.ok((await lstat(at('file'))).isFile(), 'the link was replaced')
      assert.equal(await readFile(at('elsewhere'), 'utf8'), 'not yours')
      assert.deepEqual((await readdir(directory)).sort(), ['elsewhere', 'file'])
    })
  }

  it('does not write through a link that came meanwhile', async () => {
    await writeFile(at('elsewhere'), 'not yours')
    const destination = await open('file')
    await destination.write(BYTES)
    await symlink(at('elsewhere'), at('file'))
    await assert.rejects(destination.commit(), { code: 'Exists' })
    await destination.discard()
    assert.equal(await readFile(at('elsewhere'), 'utf8'), 'not yours')
  })

  it('may have any name that the file system takes', async () => {
    for (const name of ['x'.repeat(255), '\u{5b57}'.repeat(85), '\u{1f600}'.repeat(63)]) {
      await write(name)
      assert.deepEqual(await readFile(at(name)), BYTES)
    }
    await assert.rejects(open('x'.repeat(256)), { code: 'Local', message: /the name is too long/ })
    assert.equal((await readdir(directory)).length, 3)
  })

  it('is refused where there is no directory', async () => {
    await writeFile(at('file'), '')
    const missing = Destination.open(at('missing'), 'file', false)
    await assert.rejects(missing, { code: 'Local', message: /no such file or directory/ })
    const inFile = Destination.open(at('file'), 'file', false)
    await assert.rejects(inFile, { code: 'Local', message: /it is no directory/ })
  })

  it('is refused in a directory that may not be written', async () => {
    await mkdir(at('closed'))
    await chmod(at('closed'), 0o555)
    await chmod(directory, 0o755)
    await asNobody(async () => {
      const closed = Destination.open(at('closed'), 'file', true)
      await assert.rejects(closed, { code: 'Local', message: /permission denied/ })
    })
    assert.deepEqual(await readdir(at('closed')), [])
  })

  it('says that the disk is full, and gives back what it took of it', async function () {
    this.timeout(20_000)
    await using disk = await SmallDisk.mount({ bytes: 1_048_576 })
    await writeFile(join(disk.path, 'old'), Buffer.alloc(100_000))
    const destination = await Destination.open(disk.path, 'file', false)
    const piece = new Uint8Array(65_536)
    const fill = async () => {
      for (;;) await destination.write(piece)
    }
    await assert.rejects(fill(), { code: 'NoSpace', message: /no space is left on the disk/ })
    await destination.discard()
    assert.deepEqual(await readdir(disk.path), ['old'])
    const again = await Destination.open(disk.path, 'file', false)
    await again.write(new Uint8Array(900_000))
    await again.commit()
  })

  it('says so too where no more files fit', async function () {
    this.timeout(20_000)
    await using disk = await SmallDisk.mount({ bytes: 1_048_576, files: 1 })
    await writeFile(join(disk.path, 'old'), '')
    await assert.rejects(Destination.open(disk.path, 'file', false), { code: 'NoSpace' })
  })
})

/** Root may write everywhere. */
async function asNobody(work: () => Promise<void>): Promise<void> {
  const isRoot = process.geteuid!() === 0
  if (isRoot) process.seteuid!(NOBODY)
  try {
    await work()
  } finally {
    if (isRoot) process.seteuid!(0)
  }
}
