/**
 * Runs the commands that people run most with the program that was bundled, against a small overlay, then keeps the code
 * that V8 made of it beside it: commands and peers begin with that. The overlay's peers are other processes: what they
 * alone run would be read by every command, which costs more than it saves a peer.
 */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { setFlagsFromString } from 'node:v8'
import { startCluster } from '../src/cli/demo/cluster.ts'
import { codeCachePath, loadProgram } from '../src/cli/load-program.ts'
import type * as Program from '../src/cli/program.ts'
import type { Terminal } from '../src/cli/terminal.ts'

const PATH = resolve('dist/program.cjs')
const SELF = [process.execPath, resolve('dist/peers/tt.js')]
const BLOCK_PEERS = 3
const FILE_BYTES = 200_000

await rm(codeCachePath(PATH), { force: true })
const program = loadProgram(PATH)
const { run } = program.exports as typeof Program
const overlay = await startCluster(terminal(new PassThrough(), '.'), BLOCK_PEERS, { outlives: false })
const { directory } = overlay
const { address } = overlay.metadataPeer
try {
  const file = join(directory, 'file')
  await writeFile(file, randomBytes(FILE_BYTES))
  await command('upload', file, '--bootstrap', address)
  await command('ls', '--bootstrap', address)
  await command('status', '--bootstrap', address)
  await command('download', 'file', await mkdtemp(join(directory, 'again-')), '--bootstrap', address)
} finally {
  await overlay.stop()
}
// Clients have changed this flag (src/heap.ts); code is taken only where the flags are what they were.
setFlagsFromString('--heap-growing-percent=0')
await writeFile(codeCachePath(PATH), program.script.createCachedData())

async function command(...argv: string[]): Promise<void> {
  const stdout = new PassThrough()
  const [exitCode] = await Promise.all([
    run(argv, terminal(stdout, directory)).finally(() => stdout.end()),
    text(stdout),
  ])
  assert.equal(exitCode, 0, `tt ${argv.join(' ')}`)
}

/** Of nobody, with no settings but those of the command line. */
function terminal(stdout: PassThrough, directory: string): Terminal {
  const nobody = { stdin: Readable.from([]), stderr: process.stderr, env: {}, self: SELF }
  const { signal } = new AbortController()
  const unseen = { outputToPerson: false, errorsToPerson: false, screen: () => undefined }
  return { ...nobody, ...unseen, stdout, directory, signal }
}
