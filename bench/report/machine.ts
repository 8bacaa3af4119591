import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { cpus, release, totalmem, type } from 'node:os'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { findProgram } from '../contenders/find-program.ts'

/** What the figures were measured on, and against which versions. */
export interface Machine {
  cpu: string
  cores: number
  memoryGiB: number
  system: string
  node: string
  /** By name; without what is not installed. */
  versions: Record<string, string>
}

const RIVALS = ['ioredis', 'helia', '@helia/bitswap', 'hypercore', '@nats-io/obj']
const OWN = ['libp2p', '@chainsafe/libp2p-noise', '@chainsafe/libp2p-yamux', '@libp2p/tcp']
const PROGRAMS: [string, string[]][] = [
  ['redis-server', ['--version']],
  ['nats-server', ['--version']],
  ['ssh', ['-V']],
]

export function machine(): Machine {
  const [first] = cpus()
  return {
    cpu: first?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    node: process.version,
    versions: versions(),
  }
}

function versions(): Record<string, string> {
  const found = [
    ...OWN.map((name) => [name, packageVersion('../..', name)]),
    ...PROGRAMS.map(([name, args]) => [name, programVersion(name, args)]),
    ...RIVALS.map((name) => [name, packageVersion('../rivals', name)]),
  ]
  return Object.fromEntries(found.filter(([, version]) => version !== undefined))
}

function packageVersion(root: string, name: string): string | undefined {
  try {
    const path = fileURLToPath(new URL(`${root}/node_modules/${name}/package.json`, import.meta.url))
    return JSON.parse(readFileSync(path, 'utf8')).version
  } catch {
    return undefined
  }
}

/** The first number with dots that a program says of itself. */
function programVersion(name: string, args: string[]): string | undefined {
  const path = findProgram(name)
  if (path === undefined) return undefined
  const { stdout, stderr } = spawnSync(path, args, { encoding: 'utf8' })
  return /\d+\.\d+[.\w]*/.exec(stdout + stderr)?.[0]
}
