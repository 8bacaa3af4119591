import { TritonError } from '../errors.ts'

/** What libp2p says of each address, in one text: `  ADDRESS: Error: listen CODE: …` and a stack. */
const FAILED = /^\s*(\/\S+): \w*Error: listen (E[A-Z]+)/m

const REASONS: Record<string, { why: string; hint: string }> = {
  EADDRINUSE: {
    why: 'another program listens there already',
    hint: 'stop it, or choose another port with --port; 0 takes a free one',
  },
  EADDRNOTAVAIL: { why: 'this machine has no such address', hint: 'choose one of its own with --listen' },
  EACCES: {
    why: 'this user may not listen there',
    hint: 'choose a port over 1023',
  },
}

/** Why a node could not listen on `addresses`, in one line that names the address at fault and what to do. */
export function listenFailure(addresses: readonly string[], cause: unknown): TritonError {
  const text = cause instanceof Error ? cause.message : String(cause)
  const [, address, code = ''] = FAILED.exec(text) ?? []
  const { why, hint } = REASONS[code] ?? {
    why: code || text.split('\n', 1)[0]!,
    hint: 'choose another address',
  }
  return new TritonError('Local', `could not listen on ${address ?? addresses.join(', ')}: ${why}`, {
    cause,
    hint,
  })
}
