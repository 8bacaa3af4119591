import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type Command, InvalidArgumentError } from 'commander'
import type { Client } from '../client/client.ts'
import { localError } from '../client/destination.ts'
import type { UploadReport } from '../client/report.ts'
import { TritonError } from '../errors.ts'
import type { ChildPeer } from './demo/child-peer.ts'
import { type Cluster, letterOf, startCluster } from './demo/cluster.ts'
import { barPicture, Story } from './demo/story.ts'
import { downloadJson } from './download.ts'
import { escapeControl, toJson } from './escape.ts'
import { examples } from './flags.ts'
import { counted, formatCount, formatDuration, formatSize } from './format.ts'
import { packageRoot } from './package-root.ts'
import { print, type Terminal } from './terminal.ts'
import { uploadJson } from './upload.ts'

const PEERS_MIN = 2
const PEERS_MAX = 12

interface DemoFlags {
  peers: number
  keep?: true
  json?: true
}

export function addDemo(program: Command, terminal: Terminal): void {
  program
    .command('demo')
    .description('start an overlay on this machine, store a file, kill a peer, get the file back')
    .argument('[file]', 'the file to store (default: one of this package)')
    .option('--peers <number>', `block peers, ${PEERS_MIN} to ${PEERS_MAX}`, parsePeers, 3)
    .option('--keep', 'leave the overlay up and say how to use it')
    .option('--json', 'print one JSON document instead of the story')
    .option('--debug', 'print stack traces with errors')
    .addHelpText('after', examples('tt demo', 'tt demo photo.jpg --peers 5', 'tt demo --keep'))
    .action((file: string | undefined, flags: DemoFlags) => demo(file, flags, terminal))
}

function parsePeers(text: string): number {
  const peers = Number(text)
  if (/^\d{1,3}$/.test(text) && peers >= PEERS_MIN && peers <= PEERS_MAX) return peers
  throw new InvalidArgumentError(`A number from ${PEERS_MIN} to ${PEERS_MAX} needed.`)
}

async function demo(file: string | undefined, flags: DemoFlags, terminal: Terminal): Promise<void> {
  const source = file ?? packageFile('package-lock.json')
  const story = new Story(terminal, { quiet: flags.json === true })
  const sha256 = await sha256Of(source)
  await story.say(
    `Starting a metadata peer and ${flags.peers} block peers, each a process of its own, on free ports.`,
  )
  const cluster = await startCluster(terminal, flags.peers, { outlives: flags.keep === true })
  let keep = false
  try {
    const outcome = await play({ source, sha256, cluster, story, signal: terminal.signal })
    keep = flags.keep === true
    if (keep) await story.show(howToUse(cluster))
    if (flags.json)
      await print(terminal, toJson({ ...outcome, ...(keep ? { cluster: whereIs(cluster) } : {}) }))
  } catch (error) {
    throw await whyFailed(error, cluster)
  } finally {
    if (!keep) await cluster.stop()
  }
  if (!keep) await story.say('Stopped every process. Nothing was lost, nothing is left behind.')
}

/** A peer that ended on its own explains more than the error that this led to. */
async function whyFailed(error: unknown, { metadataPeer, blockPeers }: Cluster): Promise<unknown> {
  for (const peer of [metadataPeer, ...blockPeers]) {
    const words = await peer.lastWords()
    if (words === undefined) continue
    const role = peer === metadataPeer ? 'metadata peer' : 'block peer'
    return new TritonError('Unavailable', `a ${role} of the demo ended: ${words}`, { cause: error })
  }
  return error
}

interface Play {
  source: string
  sha256: string
  cluster: Cluster
  story: Story
  signal: AbortSignal
}

/** The demo itself: upload, look, kill, download, compare, upload again. Throws `Corrupt` when the compare fails. */
async function play({ source, sha256, cluster, story, signal }: Play) {
  const { blockPeers, metadataPeer } = cluster
  const letters = blockPeers.map((_, index) => letterOf(index))
  await story.say(
    `All are up: the metadata peer at ${shortAddress(metadataPeer)}, block peers ${letters.join(', ')}.`,
  )
  const { createClient } = await import('../client/create-client.ts')
  const client = await createClient({ bootstrap: [metadataPeer.address], signal })
  try {
    const name = basename(source)
    const upload = await client.upload(source, { name, signal })
    await story.say(`Uploaded ${describe(upload)}.`)
    const copies = await showCopies({ client, name, cluster, story, signal })
    const victim = indexOfLargest(copies)
    await blockPeers[victim]!.kill()
    await story.say(
      `Killed block peer ${letters[victim]} (process ${blockPeers[victim]!.pid}, SIGKILL): its ${formatCount(copies[victim]!)} copies are gone.`,
    )
    const download = await client.download(
      { name },
      { directory: cluster.directory, as: 'downloaded', signal },
    )
    await story.say(`Downloaded it from the others in ${formatDuration(download.elapsedMs)}.`)
    await compare(sha256, download.path, story)
    const second = await uploadSecond(client, signal)
    await story.say(`With ${letters[victim]} still dead, uploaded ${describe(second)}${warningOf(second)}.`)
    return {
      file: name,
      sha256,
      identical: true,
      blockPeers: blockPeers.map(({ peerId }, index) => ({ peerId, copies: copies[index] })),
      killed: blockPeers[victim]!.peerId,
      upload: uploadJson(upload),
      download: downloadJson(download),
      uploadAfterKill: uploadJson(second),
      elapsedMs: Math.round(story.elapsedMs),
    }
  } finally {
    await client.close()
  }
}

/** A file that this package ships; where it was installed without that one, its package.json. */
function packageFile(name: string): string {
  const path = join(packageRoot(), name)
  return existsSync(path) ? path : join(packageRoot(), 'package.json')
}

function uploadSecond(client: Client, signal: AbortSignal): Promise<UploadReport> {
  const source = packageFile('package.json')
  return client.upload(source, { name: 'after-the-kill/package.json', signal })
}

async function showCopies(look: { client: Client; name: string } & Omit<Play, 'source' | 'sha256'>) {
  const copies = await countCopies(look.client, look.name, look.cluster.blockPeers, look.signal)
  await look.story.say('Each block went to two peers; copies on each peer:')
  await look.story.show(barPicture(copies.map((count, index) => ({ name: letterOf(index), count }))))
  return copies
}

/** How many copies of the file's blocks each peer keeps, in the order of `peers`. */
async function countCopies(
  client: Client,
  name: string,
  peers: readonly ChildPeer[],
  signal: AbortSignal,
): Promise<number[]> {
  const indexes = new Map(peers.map(({ peerId }, index) => [peerId, index]))
  const counts = peers.map(() => 0)
  for await (const { owners } of client.locate({ name }, { signal })) {
    for (const owner of owners) {
      const index = indexes.get(owner)
      if (index !== undefined) counts[index]!++
    }
  }
  return counts
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  try {
    await pipeline(createReadStream(path), hash)
  } catch (cause) {
    throw localError(`could not read ${path}`, cause)
  }
  return hash.digest('hex')
}

/** Throws `Corrupt` unless the file at `path` has the SHA-256 of what was stored. */
async function compare(before: string, path: string, story: Story): Promise<void> {
  const after = await sha256Of(path)
  await story.say(`SHA-256 before ${before}`)
  await story.say(
    `        after  ${after}: ${after === before ? 'the same, byte for byte' : 'NOT THE SAME'}.`,
  )
  if (after === before) return
  throw new TritonError('Corrupt', `the demo failed: ${path} has SHA-256 ${after}, ${before} was stored`)
}

function indexOfLargest(counts: readonly number[]): number {
  return counts.indexOf(Math.max(...counts))
}

function describe({ record, size, blocks, elapsedMs }: UploadReport): string {
  return `${escapeControl(record.name)}, ${formatSize(size)} in ${counted(blocks, 'block')} of ${formatSize(record.blockSize)}, in ${formatDuration(elapsedMs)}`
}

function warningOf({ singleCopies }: UploadReport): string {
  return singleCopies === 0 ? '' : `; one copy each, since one peer is left`
}

function shortAddress({ address }: ChildPeer): string {
  return address.replace(/^\/ip4\/([\d.]+)\/tcp\/(\d+)\/.*$/, '$1:$2')
}

function whereIs({ metadataPeer, blockPeers, directory }: Cluster) {
  const pids = [metadataPeer, ...blockPeers].filter(({ alive }) => alive).map(({ pid }) => pid)
  return { bootstrap: shortAddress(metadataPeer), pids, directory }
}

function howToUse(cluster: Cluster): string[] {
  const { bootstrap, pids, directory } = whereIs(cluster)
  return [
    '',
    'The overlay stays up. Use it:',
    `  export TT_BOOTSTRAP=${bootstrap}`,
    '  npx tt status',
    '  npx tt upload README.md && npx tt ls',
    'Stop it:',
    `  kill ${pids.join(' ')}; rm -r ${directory}`,
  ]
}
