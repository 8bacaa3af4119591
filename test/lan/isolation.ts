import { spawnSync } from 'node:child_process'

/** Of the parts of a `Lan`, one of each. */
const PROBE = [
  'mount -t tmpfs tmpfs /run',
  'ip netns add probe',
  'ip link add probe type vxlan id 1 remote 127.0.0.1 dstport 4789',
  'ethtool --version >/dev/null',
].join(' && ')

/**
 * The command and its arguments that run another command, put behind them, in namespaces of its own, where it may start a
 * `Lan`. They end with it. Without what it needs (Linux, iproute2, ethtool, the right to make namespaces), why not.
 */
export function isolation(): { enter: readonly string[] } | { whyNot: string } {
  const asRoot = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user']
  const enter = ['unshare', ...asRoot, '--net', '--mount']
  const { status, stderr, error } = spawnSync(enter[0]!, [...enter.slice(1), 'sh', '-c', PROBE], {
    encoding: 'utf8',
  })
  if (status === 0) return { enter }
  return { whyNot: error?.message ?? stderr.trim() }
}
