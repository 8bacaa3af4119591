import type { BlockReader } from '../transfer/block-reader.ts'
import { download } from './download.ts'
import { Lifetime } from './lifetime.ts'
import { openFile } from './open-file.ts'
import type { OverlayClient } from './overlay-client.ts'
import type { FileReference } from './report.ts'
import type { TransferOptions } from './transfer-options.ts'

/** The verified bytes of a file, in order. */
export async function* readFile(
  overlay: OverlayClient,
  reader: BlockReader,
  file: FileReference,
  options: TransferOptions,
): AsyncGenerator<Uint8Array> {
  const lifetime = new Lifetime(options.signal)
  try {
    const root = await openFile(overlay, reader, file, lifetime.signal)
    yield* download(overlay, reader, root, lifetime.signal, options.onProgress)
  } finally {
    lifetime.end()
  }
}
