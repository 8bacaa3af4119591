import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Cluster, startCluster } from '../harness/cluster.ts'
import { peerEntry } from '../harness/peer-entry.ts'
import { RandomFile } from '../harness/random-file.ts'
import { SmallDisk } from '../harness/small-disk.ts'

const KiB = 1024

/** Paths and what is in them: empty ones, odd names, files of one block, of one page, of more; one that travels alone. */
const FILES: Record<string, Uint8Array> = {
  empty: new Uint8Array(0),
  'one byte': new RandomFile(1, 1).bytes(),
  'ünïcode \u{1f600}': new RandomFile(2, 64).bytes(),
  '-rf *': new RandomFile(3, 65).bytes(),
  'deep/er/still': new RandomFile(4, 10 * KiB).bytes(),
  'deep/small': new RandomFile(5, 64 * KiB).bytes(),
  'deep/large': new RandomFile(6, 300 * KiB).bytes(),
  'deep/a.jpg': new RandomFile(7, 1000).bytes(),
}

describe('a folder', function () {
  this.timeout(60_000)
  let cluster: Cluster
  let directory: string
  let count = 0

  before(async () => {
    cluster = await startCluster()
  })
  after(() => cluster[Symbol.asyncDispose]())
  beforeEach(async () => {
    directory = join(cluster.directory, `work-${count++}`)
    await writeAll(join(directory, 'src'), FILES)
  })

  async function writeAll(base: string, files: Record<string, Uint8Array>): Promise<void> {
    for (const [path, bytes] of Object.entries(files)) {
      await mkdir(dirname(join(base, path)), { recursive: true })
      await writeFile(join(base, path), bytes)
    }
  }

  async function readAll(base: string): Promise<Record<string, Uint8Array>> {
    const found: Record<string, Uint8Array> = {}
    for (const entry of await readdir(base, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue
      const path = join(entry.parentPath, entry.name)
      found[path.slice(base.length + 1)] = new Uint8Array(await readFile(path))
    }
    return found
  }

  /** `tt`, as a person runs it. */
  async function tt(...args: string[]): Promise<{ code: number; out: string; told: string }> {
    const argv = [peerEntry(), ...args, '--bootstrap', cluster.bootstrap[0]!]
    const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'pipe'] })
    const texts = ['', '']
    for (const [index, stream] of [child.stdout, child.stderr].entries())
      stream.on('data', (bytes) => {
        texts[index] += bytes
      })
    const [code] = await once(child, 'close')
    return { code, out: texts[0]!, told: texts[1]! }
  }

  const at = (path: string) => join(directory, path)

  it('goes up and comes back as it was, and is passed over the next time', async () => {
    const prefix = `${count}/`
    const up = await tt('upload', at('src'), '--prefix', prefix)
    assert.deepEqual([up.code, up.told], [0, ''])
    assert.match(up.out, /^uploaded 8 files, /)
    const down = await tt('download', `${prefix}src/`, at('got'))
    assert.deepEqual([down.code, down.told], [0, ''])
    assert.deepEqual(await readAll(at('got/src')), FILES)
    assert.match((await tt('upload', at('src'), '--prefix', prefix)).out, /^uploaded 0 files, .*8 unchanged/)
    await rm(at('got/src/deep/large'))
    assert.match((await tt('download', `${prefix}src/`, at('got'))).out, /^downloaded 1 file, .*7 unchanged/)
    assert.deepEqual(await readAll(at('got/src')), FILES)
  })

  it('is fetched by a pattern', async () => {
    const prefix = `${count}/`
    await tt('upload', at('src'), '--prefix', prefix)
    const { code } = await tt('download', `${prefix}src/deep/*.jpg`, at('got'))
    assert.equal(code, 0)
    assert.deepEqual(Object.keys(await readAll(at('got'))), ['a.jpg'])
    const none = await tt('download', `${prefix}*.png`, at('got'))
    assert.deepEqual([none.code, none.told.split('\n').length], [1, 2])
  })

  it('goes up although some of it cannot be read, and says which', async () => {
    await symlink('empty', at('src/a link'))
    await writeFile(at('src/a\nline'), 'x')
    const { code, out, told } = await tt('upload', at('src'), '--prefix', `${count}/`)
    assert.equal(code, 1)
    assert.match(out, /^uploaded 8 files, .*2 failed/)
    assert.match(told, /a link, and links are not followed/)
    assert.match(told, /cannot name a file/)
    assert.match(told, /tt: 2 of 10 files failed\n$/)
  })

  it('replaces no other content unless that is said', async () => {
    const prefix = `${count}/`
    await tt('upload', at('src'), '--prefix', prefix)
    const changed = {
      empty: new RandomFile(9, 5).bytes(),
      'deep/large': new RandomFile(9, 300 * KiB).bytes(),
    }
    await writeAll(at('src'), changed)
    const refused = await tt('upload', at('src'), '--prefix', prefix)
    assert.equal(refused.code, 1)
    assert.match(refused.out, /^uploaded 0 files, .*6 unchanged, 2 failed/)
    assert.match(refused.told, /'\d+\/src\/empty' exists already, with other content, at version 1 \(--force/)
    assert.equal((await tt('upload', at('src'), '--prefix', prefix, '--force')).code, 0)
    await writeAll(at('got/src'), { empty: FILES['one byte']! })
    const down = await tt('download', `${prefix}src/`, at('got'))
    assert.match(down.out, /^downloaded 7 files, .*1 failed/)
    assert.equal((await tt('download', `${prefix}src/`, at('got'), '--force')).code, 0)
    assert.deepEqual(await readAll(at('got/src')), { ...FILES, ...changed })
  })

  it('is never written through a link', async () => {
    const prefix = `${count}/`
    await tt('upload', at('src'), '--prefix', prefix)
    await mkdir(at('outside'))
    await mkdir(at('got/src'), { recursive: true })
    await symlink(at('outside'), at('got/src/deep'))
    const { code, told } = await tt('download', `${prefix}src/`, at('got'), '--force')
    assert.equal(code, 1)
    assert.match(told, /it is a link or a file, no folder/)
    assert.match(told, /tt: 4 of 8 files failed\n$/)
    assert.deepEqual(await readdir(at('outside')), [])
  })

  it('that does not fit is fetched as far as it does, and nothing half of it', async () => {
    await using disk = await SmallDisk.mount({ bytes: 256 * KiB })
    const prefix = `${count}/`
    await tt('upload', at('src'), '--prefix', prefix)
    const { code, told } = await tt('download', `${prefix}src/`, join(disk.path, 'got'))
    assert.equal(code, 1)
    assert.match(told, /large: no space is left on the disk/)
    for (const [path, bytes] of Object.entries(await readAll(join(disk.path, 'got/src'))))
      assert.deepEqual(bytes, FILES[path], path)
  })

  it('is synced: only what changed is stored, and what is gone is deleted where that is said', async () => {
    const prefix = `${count}/`
    assert.match((await tt('sync', at('src'), prefix)).out, /^uploaded 8 files, /)
    assert.match((await tt('sync', at('src'), prefix)).out, /^uploaded 0 files, .*8 unchanged/)
    await writeFile(at('src/empty'), 'not any more')
    await utimes(at('src/deep/a.jpg'), 1, 1)
    await rm(at('src/deep/small'))
    const dry = await tt('sync', at('src'), prefix, '--delete', '--dry-run')
    assert.match(dry.out, /would upload "\d+\/empty"\n/)
    assert.match(dry.out, /would delete "\d+\/deep\/small"\n/)
    assert.match(
      (await tt('sync', at('src'), prefix, '--delete')).out,
      /^uploaded 1 file, .*6 unchanged, 1 deleted/,
    )
    const listed = await tt('ls', prefix, '--recursive')
    assert.equal(listed.out.split('\n').length - 1, 7)
    assert.ok(!listed.out.includes('small'))
    const gone = await tt('sync', at('nowhere'), prefix, '--delete')
    assert.equal(gone.code, 1)
    assert.equal((await tt('ls', prefix, '--recursive')).out, listed.out, 'a wrong path deletes nothing')
    assert.match((await tt('sync', at('down'), prefix, '--down')).out, /^downloaded 7 files/)
    assert.deepEqual(await readAll(at('down')), await readAll(at('src')))
    const nothing = await tt('sync', at('none'), 'no-such-folder/', '--down')
    assert.deepEqual([nothing.code, nothing.out], [1, ''])
    assert.match(nothing.told, /^tt: there is no file in 'no-such-folder\/' /)
    for (const [wrong, ...way] of [['/'], ['/x/'], ['x', '--down']] as const) {
      const refused = await tt('sync', at('src'), wrong, ...way)
      assert.equal(refused.code, 2)
      assert.match(
        refused.told,
        /^tt: could not sync with '.*': a folder's name ends with a slash, and .*\n$/,
      )
    }
    assert.match((await tt('sync', at('down'), prefix, '--down')).out, /^downloaded 0 files, .*7 unchanged/)
  })
})
