import { type ChildProcess, spawn } from 'node:child_process'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createClient } from '../../src/index.ts'

/** The command as it was built last (`npm run build`). */
export const TT = fileURLToPath(new URL('../../dist/peers/tt.js', import.meta.url))
const ALIVE_MS_MAX = 30_000

const running = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/** A metadata peer and some block peers, each a process, on free ports of this machine. */
export interface BenchCluster {
  /** The metadata peer's address. */
  address: string
  /** Process ids of the block peers. */
  blockPeers: number[]
  /** Starts one more. */
  addBlockPeer(): Promise<void>
  stop(): Promise<void>
}

interface BenchPeer {
  child: ChildProcess
  address: string
  invitation: string | undefined
  ended: Promise<void>
}

/** Flags beside those that every peer of a bench gets. */
export interface ClusterFlags {
  /** Of Node, for the block peers. */
  node?: readonly string[]
  metadata?: readonly string[]
  blockPeer?: (index: number) => readonly string[]
}

/** Starts the built executables (`npm run build`), with more flags as asked for; resolves when every block peer is on the ring. */
export async function startCluster(blockPeers: number, flags: ClusterFlags = {}): Promise<BenchCluster> {
  const { node = [], metadata: ofMetadata = [], blockPeer: ofBlockPeer = () => [] } = flags
  const metadata = await startPeer(['metadata', '--json', '--port', '0', ...ofMetadata])
  const startBlockPeer = (index: number) =>
    startPeer(
      ['block', '--json', '--port', '0', '--bootstrap', metadata.address, ...ofBlockPeer(index)],
      node,
    )
  const peers = await Promise.all(Array.from({ length: blockPeers }, (_, index) => startBlockPeer(index)))
  return {
    address: metadata.address,
    blockPeers: peers.map(({ child }) => child.pid!),
    addBlockPeer: async () => void peers.push(await startBlockPeer(peers.length)),
    stop: async () => {
      const all = [metadata, ...peers]
      for (const { child } of all) child.kill('SIGKILL')
      await Promise.all(all.map(({ ended }) => ended))
    },
  }
}

/** Resolves when the metadata peer takes `count` block peers, and no others, for alive. */
export async function untilAlive({ address }: BenchCluster, count: number): Promise<void> {
  const client = await createClient({ bootstrap: [address] })
  const deadlineMs = performance.now() + ALIVE_MS_MAX
  try {
    for (;;) {
      const { peers } = await client.status()
      if (peers.length === count && peers.every(({ state }) => state === 'alive')) return
      if (performance.now() > deadlineMs) throw new Error(`not all of ${count} block peers are alive`)
      await pause(100)
    }
  } finally {
    await client.close()
  }
}

/** Starts a peer and resolves when it is ready; with the invitation that it then prints, if it does. */
export async function startPeer(args: string[], nodeFlags: readonly string[] = []): Promise<BenchPeer> {
  const child = spawn(process.execPath, [...nodeFlags, TT, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  running.add(child)
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      running.delete(child)
      resolve()
    })
  })
  for await (const line of createInterface({ input: child.stdout! })) {
    const ready = JSON.parse(line)
    if (ready.event !== 'ready') continue
    return { child, address: ready.addresses[0], invitation: ready.invitation, ended }
  }
  throw new Error(`tt ${args[0]} ended before it was ready; was npm run build run?`)
}
