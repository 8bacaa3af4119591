import { TritonError } from '../errors.ts'
import type { BlockReader } from '../transfer/block-reader.ts'
import { type ByteRange, download } from './download.ts'
import type { UserEncryption } from './encryption/user-encryption.ts'
import { Lifetime } from './lifetime.ts'
import { openFile } from './open-file.ts'
import type { OverlayClient } from './overlay-client.ts'
import type { FileReference } from './report.ts'
import type { ReadOptions } from './transfer-options.ts'

/** The verified bytes of a file, in order, or a range of them. Throws `BadRequest` where the range begins beyond the end. */
export async function* readFile(
  overlay: OverlayClient,
  encryption: UserEncryption,
  reader: BlockReader,
  file: FileReference,
  options: ReadOptions,
): AsyncGenerator<Uint8Array> {
  const lifetime = new Lifetime(options.signal)
  try {
    await overlay.presentView()
    const root = await openFile(overlay, encryption, reader, file, lifetime.signal)
    const content = encryption.content(root, file)
    const { from = 0, to = content.size } = options
    checkRange(from, to, content.size)
    const read = (range: ByteRange) =>
      download(overlay, reader, root, lifetime.signal, options.onProgress, range)
    yield* content.bytes({ from, to: Math.min(to, content.size) }, read)
  } finally {
    lifetime.end()
  }
}

function checkRange(from: number, to: number, size: number): void {
  if (Number.isInteger(from) && Number.isInteger(to) && from >= 0 && from <= to && from <= size) return
  throw new TritonError('BadRequest', `could not read from byte ${from} on: the file has ${size} bytes`)
}
