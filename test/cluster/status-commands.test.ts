import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { shortId } from '../../src/cli/format.ts'
import { type Cluster, startCluster } from '../harness/cluster.ts'
import { peerEntry } from '../harness/peer-entry.ts'
import type { PeerProcess } from '../harness/peer-process.ts'
import { RandomFile } from '../harness/random-file.ts'
import { until } from '../harness/until.ts'

const HEARTBEAT_MS = 500
const COMMAND_MS_MAX = 20_000

interface Outcome {
  exitCode: number | null
  stdout: string
  stderr: string
}

describe('commands of those who keep an overlay', function () {
  this.timeout(60_000)
  let cluster: Cluster

  before(async () => {
    cluster = await startCluster({ blockPeers: 2, heartbeatMs: HEARTBEAT_MS, graceMs: 1_000 })
    const client = await cluster.client()
    await client.upload(new RandomFile(1, 100_000).pieces(), { name: 'file' })
  })

  after(() => cluster[Symbol.asyncDispose]())

  /** The command line of a person who is nobody in particular, in an empty directory. */
  function commandLine(args: readonly string[]) {
    const env = { PATH: process.env['PATH'], HOME: cluster.directory } as NodeJS.ProcessEnv
    const words = [peerEntry(), ...args, '--bootstrap', cluster.bootstrap[0]!]
    return { words, options: { env, cwd: cluster.directory } }
  }

  function tt(...args: string[]): Promise<Outcome> {
    const { words, options } = commandLine(args)
    return new Promise((resolve) => {
      const child = execFile(
        process.execPath,
        words,
        { ...options, timeout: COMMAND_MS_MAX },
        (_, stdout, stderr) => resolve({ exitCode: child.exitCode, stdout, stderr }),
      )
    })
  }

  /** A command that goes on. */
  function start(...args: string[]) {
    const { words, options } = commandLine(args)
    const child = spawn(process.execPath, words, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text))
    return {
      exited: once(child, 'exit').then(([exitCode]) => exitCode),
      untilSaid: (words: RegExp) => until(`it says ${words}`, () => words.test(said), COMMAND_MS_MAX),
      forget: () => (said = ''),
      interrupt: () => child.kill('SIGINT'),
    }
  }

  /** What a command that is done has printed. */
  async function done(...args: string[]): Promise<string> {
    const { exitCode, stdout, stderr } = await tt(...args)
    assert.deepEqual({ exitCode, stderr }, { exitCode: 0, stderr: '' }, args.join(' '))
    return stdout
  }

  function failed(stderr: string): Outcome {
    return { exitCode: 1, stdout: '', stderr: `tt: ${stderr}\n` }
  }

  const untilSafe = () =>
    until('it is safe', async () => (await done('status')).startsWith('Safe: '), COMMAND_MS_MAX)

  it('tell how it is, for people and as JSON', async () => {
    await untilSafe()
    const lines = (await done('status')).split('\n')
    assert.match(lines[0]!, /^Safe: any 1 of 2 block peers can be lost without losing a file \(1 file; /)
    assert.equal(lines[1], '')
    for (const { id } of cluster.blockPeers) {
      const row = lines.find((line) => line.startsWith(`${id}\t`))
      assert.match(row!, /^\S+\talive\t\d+\t\d+\t-\t0\t\d+\t\d+\t\/ip4\/127\.0\.0\.1\/tcp\/\d+\/p2p\//)
    }
    assert.match(
      lines.at(-2)!,
      new RegExp(`^Epoch \\d+ of term 1, by the metadata peer ${shortId(cluster.metadata.id)}\\.$`),
    )
    const { sentence, losable, ageMs, alarms, departed, peers } = JSON.parse(await done('status', '--json'))
    assert.match(sentence, /^Safe: /)
    assert.deepEqual({ losable, alarms, departed }, { losable: 1, alarms: [], departed: [] })
    assert.ok(ageMs <= 5 * HEARTBEAT_MS + 1_000, `${ageMs} ms`)
    assert.deepEqual(
      peers.map(({ id }: { id: string }) => id).sort(),
      cluster.blockPeers.map(({ id }) => id).sort(),
    )
  })

  it('refuse a peer that is not there, and one that is alive, in one line', async () => {
    const { id } = cluster.blockPeers[0]!
    const unknown = "there is no block peer 'nobody' on the ring (tt status lists them)"
    for (const command of ['drain', 'evict', 'scrub'])
      assert.deepEqual(await tt(command, 'nobody'), failed(unknown), command)
    assert.deepEqual(
      await tt('evict', id),
      failed(`could not evict peer ${id}: it is alive (tt drain ${id} empties it first; then stop it)`),
    )
  })

  it('look at every block', async () => {
    const printed = await done('scrub')
    for (const { id } of cluster.blockPeers) assert.match(printed, new RegExp(`^${id}\\t\\d+\\t0\\t0$`, 'm'))
    assert.match(printed, /\n\nEvery block is what its key says\.\n$/)
    const { wrong, lost, peers } = JSON.parse(await done('scrub', cluster.blockPeers[0]!.id, '--json'))
    assert.deepEqual([wrong, lost, peers.length, peers[0].running], [0, 0, 1, false])
  })

  it('go on watching while the metadata peer is away', async () => {
    const watch = start('status', '--watch')
    await watch.untilSaid(/^Safe: /m)
    await cluster.metadata.kill()
    await watch.untilSaid(
      /^Not known: no metadata peer has told anything for .* \(could not .*\); asking on\.$/m,
    )
    await cluster.restartMetadata()
    watch.forget()
    await watch.untilSaid(/^Safe: /m)
    watch.interrupt()
    assert.equal(await watch.exited, 130)
  })

  it('go on emptying a peer while the metadata peer is away', async () => {
    await untilSafe()
    const [leaving, other] = cluster.blockPeers as [PeerProcess, PeerProcess]
    other.stop()
    const drain = start('drain', leaving.id)
    await until('it is told to', async () => /draining/.test(await done('status')), COMMAND_MS_MAX)
    await cluster.metadata.kill()
    await drain.untilSaid(/: Not known: no metadata peer has told anything for .*; asking on\.$/m)
    other.cont()
    await cluster.restartMetadata()
    assert.equal(await drain.exited, 0)
    await done('drain', '--cancel', leaving.id)
  })

  it('empty a peer until it is safe to stop, and not the last one', async () => {
    await untilSafe()
    const [first, second] = cluster.blockPeers.map(({ id }) => id) as [string, string]
    assert.equal(await done('drain', shortId(first)), `${shortId(first)} is drained: it is safe to stop.\n`)
    const status = JSON.parse(await done('status', '--json'))
    assert.deepEqual(status.alarms, [`${shortId(first)} is drained: it is safe to stop`])
    assert.equal(status.peers.find(({ id }: { id: string }) => id === first).blocks, 0)
    assert.match(status.sentence, /^At risk: one block peer keeps everything/)
    assert.deepEqual(
      await tt('drain', second),
      failed(`could not drain peer ${second}: nobody else keeps blocks (start another block peer first)`),
    )
    assert.equal(await done('drain', '--cancel', first), `${shortId(first)} gets its share again.\n`)
    assert.deepEqual(JSON.parse(await done('drain', '--no-wait', '--json', first)), {
      peer: first,
      draining: true,
      drained: false,
    })
  })
})
