import { COMPLETION_MS, COMPLETION_NAMES_MAX } from '../../limits.ts'
import { loadSettings } from '../config.ts'
import { METADATA_PORT_DEFAULT } from '../default-port.ts'
import type { Terminal } from '../terminal.ts'

/** Names that begin with `prefix`, the first few; none where the overlay does not answer soon, whatever the reason. */
export async function namesOnRing(prefix: string, terminal: Terminal): Promise<string[]> {
  const signal = AbortSignal.timeout(COMPLETION_MS)
  const names: string[] = []
  const late = new Promise<void>((resolve) =>
    signal.addEventListener('abort', () => resolve(), { once: true }),
  )
  await Promise.race([collect(prefix, terminal, signal, names).catch(() => {}), late])
  return names.filter((name) => !/\s|\p{Cc}/u.test(name))
}

async function collect(
  prefix: string,
  terminal: Terminal,
  signal: AbortSignal,
  into: string[],
): Promise<void> {
  const { bootstrap = [`127.0.0.1:${METADATA_PORT_DEFAULT}`] } = await loadSettings({}, terminal)
  const { createClient } = await import('../../client/create-client.ts')
  const client = await createClient({ bootstrap, signal })
  try {
    for await (const { name } of client.list({ prefix, signal })) {
      into.push(name)
      if (into.length >= COMPLETION_NAMES_MAX) return
    }
  } finally {
    await client.close()
  }
}
