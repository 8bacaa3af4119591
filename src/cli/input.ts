import { openSource } from '../client/source-file.ts'
import { SLAB_BYTES } from '../limits.ts'
import type { Terminal } from './terminal.ts'

/** The FILE that stands for standard input. */
export const STDIN = '-'

/** Gives `use` the bytes of a file, or of standard input. Throws `Local` where it cannot be read, or changes meanwhile. */
export async function withInput<T>(
  file: string,
  terminal: Terminal,
  use: (source: AsyncIterable<Uint8Array>) => Promise<T>,
): Promise<T> {
  if (file === STDIN) return use(terminal.stdin)
  const source = await openSource(file)
  try {
    return await use(source.read(SLAB_BYTES))
  } finally {
    await source.close()
  }
}
