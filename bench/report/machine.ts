import { cpus, release, totalmem, type } from 'node:os'
import process from 'node:process'

/** What the figures were measured on. */
export interface Machine {
  cpu: string
  cores: number
  memoryGiB: number
  system: string
  node: string
}

export function machine(): Machine {
  const [first] = cpus()
  return {
    cpu: first?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    node: process.version,
  }
}
