import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Cluster, startCluster } from '../harness/cluster.ts'
import { peerEntry } from '../harness/peer-entry.ts'

interface Outcome {
  exitCode: number | null
  printed: string
  warned: string
}

describe('commands on one file', function () {
  this.timeout(120_000)
  let directory: string
  let cluster: Cluster

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'tritonring-edits-'))
    cluster = await startCluster({ blockPeers: 2 })
  })

  after(async () => {
    await cluster[Symbol.asyncDispose]()
    await rm(directory, { recursive: true, force: true })
  })

  async function outcome(args: string[], input: string): Promise<Outcome> {
    const command = [peerEntry(), ...args, '--bootstrap', cluster.bootstrap[0]!]
    const child = spawn(process.execPath, command, { cwd: directory })
    child.stdin.end(input)
    const [printed, warned] = [child.stdout, child.stderr].map((stream) => stream.toArray())
    const [exitCode] = await once(child, 'close')
    const text = async (pieces: Promise<Buffer[]>) => Buffer.concat(await pieces).toString()
    return { exitCode, printed: await text(printed!), warned: await text(warned!) }
  }

  /** What a command that is done has printed. */
  async function tt(args: string, input = ''): Promise<string> {
    const { exitCode, printed, warned } = await outcome(args.split(' '), input)
    assert.deepEqual({ exitCode, warned }, { exitCode: 0, warned: '' }, args)
    return printed
  }

  /** The one line of a command that failed. */
  async function failed(args: string, exitCode = 1, input = ''): Promise<string> {
    const ended = await outcome(args.split(' '), input)
    assert.deepEqual([ended.exitCode, ended.printed], [exitCode, ''], args)
    assert.match(ended.warned, /^tt: [^\n]+\n$/)
    return ended.warned
  }

  it('change it in parts, from a file or a pipe, and give what it was back', async () => {
    await writeFile(join(directory, 'two'), 'two\n')
    assert.equal(await tt('append notes.txt', 'one\n'), 'appended 4 B to notes.txt: 4 B at version 1\n')
    assert.equal(await tt('append notes.txt two'), 'appended 4 B to notes.txt: 8 B at version 2\n')
    assert.equal(await tt('cat notes.txt --range 4-6'), 'two')
    assert.equal(await tt('modify notes.txt --at 0', 'ONE'), 'wrote 3 B into notes.txt: 8 B at version 3\n')
    assert.equal(await tt('truncate notes.txt 4'), 'truncated notes.txt: 4 B at version 4\n')
    assert.equal(await tt('mv notes.txt diary.txt'), 'renamed notes.txt to diary.txt, at version 5\n')
    assert.equal(await tt('cp diary.txt copy.txt'), 'copied diary.txt to copy.txt, at version 1\n')
    assert.equal(await tt('cat copy.txt'), 'ONE\n')
    assert.equal(await tt('tag diary.txt blue red'), 'diary.txt: blue red\n')
    assert.equal(await tt('tag diary.txt -r red'), 'diary.txt: blue\n')
    assert.match(await tt('stat diary.txt'), /\ntags +blue\nearlier +3 versions kept\n$/)
    const versions = (await tt('versions diary.txt --json'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    assert.deepEqual(
      versions.map(({ version }) => version),
      [7, 3, 2, 1],
    )
    assert.match(await tt('versions diary.txt --restore 2'), /is as in version 2 again, at version 8\n$/)
    assert.equal(await tt('cat diary.txt'), 'one\ntwo\n')
    await tt('rm diary.txt')
    assert.equal(await tt('undelete diary.txt'), 'brought back diary.txt: 8 B at version 10\n')
  })

  it('say in a line what is wrong, and change nothing', async () => {
    await tt('append letter.txt', 'dear\n')
    assert.match(await failed('stat lettre.txt'), /no file 'lettre\.txt' \(did you mean 'letter\.txt'\?\)/)
    assert.match(await failed('append letter.txt --if-version 3', 1, 'x'), /is at version 1, not 3/)
    assert.match(await failed('upload - --name letter.txt --if-version 3', 1, 'x'), /is at version 1, not 3/)
    assert.match(
      await failed('modify letter.txt --at 6', 2, 'x'),
      /offset 6 of 'letter\.txt': the file has 5 bytes/,
    )
    assert.match(await failed('truncate letter.txt 6', 2), /the file has 5 bytes/)
    assert.match(await failed('cat letter.txt --range 6-', 2), /the file has 5 bytes/)
    assert.match(await failed('undelete letter.txt'), /is not deleted, but at version 1/)
    assert.match(await failed('versions letter.txt --restore 7'), /version 7 of 'letter\.txt' is not kept/)
    assert.match(await failed('rm letter.txt --if-version 2'), /is at version 1, not 2/)
    assert.match(await failed('append letter.txt no-such-file'), /could not read no-such-file/)
    assert.match(await failed('cp letter.txt letter.txt', 2), /that is its name already/)
    assert.match(await failed('ls lettre'), /no file whose name begins with 'lettre'/)
    assert.match(await failed('upload /proc/cpuinfo'), /it has more bytes than its size says/)
    assert.match(await failed('upload /', 2), /\/ has no name of its own/)
    assert.equal(await tt('cat letter.txt'), 'dear\n')
  })

  it('replace a content archive with --force alone', async () => {
    await tt('append photo', 'x')
    await tt('append list', 'x')
    await tt('export photo.car')
    assert.match(await failed('export photo.car'), /--force replaces it/)
    assert.match(await tt('export photo.car --force'), /^exported /)
    assert.match(await failed('export phot.car'), /did you mean 'photo'/)
  })

  it('say that what they print cannot be written', async () => {
    for (const args of [['--help'], ['completion', 'bash'], ['ls', '--bootstrap', cluster.bootstrap[0]!]]) {
      await using full = await open('/dev/full', 'w')
      const child = spawn(process.execPath, [peerEntry(), ...args], { stdio: ['ignore', full.fd, 'pipe'] })
      const warned = child.stderr!.toArray()
      const [exitCode] = await once(child, 'close')
      assert.equal(exitCode, 1)
      assert.match(Buffer.concat(await warned).toString(), /^tt: could not write the output: ENOSPC[^\n]*\n$/)
    }
  })

  it('end quietly when nobody reads what they print', async () => {
    await tt('upload - --name zeros', '\0'.repeat(3_000_000))
    const command = [peerEntry(), 'cat', 'zeros', '--bootstrap', cluster.bootstrap[0]!]
    const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'pipe'] })
    const warned = child.stderr.toArray()
    await once(child.stdout, 'data')
    child.stdout.destroy()
    const [exitCode] = await once(child, 'close')
    assert.deepEqual([exitCode, (await warned).length], [141, 0])
  })
})
