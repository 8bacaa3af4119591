/**
 * Runs the commands that people run most with the program that was bundled, against a small overlay, then keeps the code
 * that V8 made of it beside it: commands and peers begin with that. The overlay's peers are other processes: what they
 * alone run would be read by every command, which costs more than it saves a peer.
 */
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { setFlagsFromString } from 'node:v8'
import { codeCachePath, loadProgram } from '../src/cli/load-program.ts'
import type * as Program from '../src/cli/program.ts'
import type { Terminal } from '../src/cli/terminal.ts'

const PATH = resolve('dist/program.cjs')
const EXECUTABLE = resolve('dist/peers/tt.js')
const BLOCK_PEERS = 3
const FILE_BYTES = 200_000

await rm(codeCachePath(PATH), { force: true })
const program = loadProgram(PATH)
const { run } = program.exports as typeof Program
const directory = await mkdtemp(join(tmpdir(), 'tt-warm-up-'))
const peers: ChildProcess[] = []
try {
  const address = await startPeer('metadata', '--data', join(directory, 'metadata'))
  for (let index = 0; index < BLOCK_PEERS; index++) await startPeer('block', '--bootstrap', address)
  const file = join(directory, 'file')
  await writeFile(file, randomBytes(FILE_BYTES))
  await command('upload', file, '--bootstrap', address)
  await command('ls', '--bootstrap', address)
  await command('status', '--bootstrap', address)
  await command('download', 'file', await mkdtemp(join(directory, 'again-')), '--bootstrap', address)
} finally {
  await Promise.all(peers.map(stop))
  await rm(directory, { recursive: true })
}
// Clients have changed this flag (src/heap.ts); code is taken only where the flags are what they were.
setFlagsFromString('--heap-growing-percent=0')
await writeFile(codeCachePath(PATH), program.script.createCachedData())

/** Resolves with its address when it is ready. */
async function startPeer(role: string, ...flags: string[]): Promise<string> {
  const listen = ['--listen', '/ip4/127.0.0.1/tcp/0']
  const argv = [EXECUTABLE, role, ...listen, ...flags, '--json']
  const peer = spawn(process.execPath, argv, { cwd: directory, stdio: ['ignore', 'pipe', 'inherit'] })
  peers.push(peer)
  for await (const line of createInterface(peer.stdout)) return JSON.parse(line).addresses[0]
  throw new Error(`the ${role} peer ended before it was ready`)
}

async function stop(peer: ChildProcess): Promise<void> {
  if (peer.exitCode !== null || peer.signalCode !== null) return
  const ended = once(peer, 'exit')
  peer.kill()
  await ended
}

async function command(...argv: string[]): Promise<void> {
  const stdout = new PassThrough()
  const [exitCode] = await Promise.all([
    run(argv, terminal(stdout)).finally(() => stdout.end()),
    text(stdout),
  ])
  assert.equal(exitCode, 0, `tt ${argv.join(' ')}`)
}

/** Of nobody, with no settings but those of the command line. */
function terminal(stdout: PassThrough): Terminal {
  const nobody = { stdin: Readable.from([]), stderr: process.stderr, env: {}, self: [] }
  const { signal } = new AbortController()
  return { ...nobody, stdout, outputToPerson: false, errorsToPerson: false, directory, signal }
}
