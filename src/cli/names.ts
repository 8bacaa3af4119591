import type { Clock } from '../clock.ts'
import { TritonError } from '../errors.ts'
import type { NameStore } from '../names/names.ts'

const ETCD = 'etcd://'
/** What the keys of an overlay in etcd begin with, where the URL says nothing else. */
const PREFIX_DEFAULT = 'tritonring'
const MEMBER = /^(\[[^\]\s]+\]|[^:[\]\s/@]+):\d{1,5}$/

/**
 * The name store that `--names` says: `memory`, `disk` (in the data directory), or `etcd://HOST:PORT,HOST:PORT`, with
 * `/PREFIX` at its end where several overlays share an etcd. Throws `BadRequest`.
 */
export async function openNames(said: string, data: string | undefined, clock: Clock): Promise<NameStore> {
  if (said.startsWith(ETCD)) {
    const { EtcdNames } = await import('../names/etcd/etcd-names.ts')
    return new EtcdNames({ ...parseEtcd(said), clock })
  }
  if (said === 'memory') return new (await import('../names/memory.ts')).MemoryNames(clock)
  if (data === undefined)
    throw new TritonError('BadRequest', '--names disk: it needs a directory', {
      hint: 'add --data DIRECTORY',
    })
  return new (await import('../names/disk.ts')).DiskNames(data, clock)
}

/** Whether `--names` may say this. */
export function isNames(said: string): boolean {
  return said === 'memory' || said === 'disk' || (said.startsWith(ETCD) && members(said).every(isMember))
}

function parseEtcd(url: string): { endpoints: string[]; prefix: string } {
  const [, prefix = PREFIX_DEFAULT] = url.slice(ETCD.length).split('/', 2)
  return { endpoints: members(url).map((member) => `http://${member}`), prefix: `${prefix}/` }
}

function members(url: string): string[] {
  return url.slice(ETCD.length).split('/', 1)[0]!.split(',')
}

function isMember(text: string): boolean {
  return MEMBER.test(text)
}
