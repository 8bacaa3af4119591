import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Terminal } from '../terminal.ts'
import { ChildPeer } from './child-peer.ts'

/** Short, so that the metadata peer knows soon of the block peer that is killed. */
const HEARTBEAT = '1s'

/** An overlay of processes on this machine's loopback, on ports that were free. */
export interface Cluster {
  metadataPeer: ChildPeer
  blockPeers: ChildPeer[]
  /** A temporary directory: the peers' logs, and what the demo downloads. */
  directory: string
  /** Stops every process and removes the directory. */
  stop: () => Promise<void>
}

/**
 * Starts a metadata peer and `count` block peers. When one does not start, or the terminal's signal fires, those that
 * did are stopped again. With `outlives`, they stay when this process ends.
 */
export async function startCluster(
  terminal: Terminal,
  count: number,
  options: { outlives: boolean },
): Promise<Cluster> {
  const directory = await mkdtemp(join(tmpdir(), 'tritonring-demo-'))
  const started: ChildPeer[] = []
  const stop = async () => {
    await Promise.all(started.map((peer) => peer.stop()))
    await rm(directory, { recursive: true, force: true })
  }
  const config = join(directory, 'tritonring.yaml')
  const start = async (name: string, ...argv: string[]) => {
    const { self, signal } = terminal
    const peerOptions = { self, argv: [...argv, '--config', config], env: withoutSettings(terminal.env) }
    const logPath = join(directory, `${name}.log`)
    const peer = await ChildPeer.start({ ...peerOptions, logPath, ...options }, signal)
    started.push(peer)
    return peer
  }
  try {
    await writeFile(config, '# The settings of the demo are flags.\n')
    const metadataPeer = await start('metadata', 'metadata', '--port', '0', '--heartbeat', HEARTBEAT)
    const bootstrap = ['--bootstrap', metadataPeer.address]
    const blockPeers = await allOrFirstError(
      Array.from({ length: count }, (_, index) => start(`block-${letterOf(index)}`, 'block', ...bootstrap)),
    )
    return { metadataPeer, blockPeers, directory, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** How the story calls a block peer: A, B, C … */
export function letterOf(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index)
}

/** Waits for all, so that none starts behind the back of who cleans up. */
async function allOrFirstError<T>(promises: Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(promises)
  return Promise.all(promises)
}

/** The demo's peers take nothing from the user's own settings. */
function withoutSettings(env: Terminal['env']): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('TT_')))
}
