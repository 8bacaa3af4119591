import { blockCount } from '../block/block-size.ts'
import { keyAt } from '../block/key.ts'
import { BATCH_BLOCKS_MAX, KEY_BYTES } from '../limits.ts'
import { LOCATE } from '../wire/metadata.ts'
import type { UserEncryption } from './encryption/user-encryption.ts'
import { findFile } from './find-file.ts'
import type { OverlayClient } from './overlay-client.ts'
import type { BlockLocation, FileReference } from './report.ts'

/** The keys of a file's blocks, in order, and the peers that keep each. */
export async function* locateBlocks(
  overlay: OverlayClient,
  encryption: UserEncryption,
  file: FileReference,
  signal: AbortSignal | undefined,
): AsyncGenerator<BlockLocation> {
  const root = 'name' in file ? (await findFile(overlay, encryption, file.name, signal)).root : file.root
  const reference = { root: root as Uint8Array<ArrayBuffer> }
  for (let from = 0, count = 1; from < count; ) {
    const request = { ...reference, from, countMax: BATCH_BLOCKS_MAX }
    const answer = await overlay.ask(LOCATE, request, {
      signal,
      answerBytesMax: BATCH_BLOCKS_MAX * KEY_BYTES,
    })
    const { size, blockSize, peers, owners, replicas } = answer.response
    count = blockCount(size, blockSize)
    const located = answer.payload.length / KEY_BYTES
    const table = new DataView(owners.buffer, owners.byteOffset, owners.length)
    for (let i = 0; i < located; i++) {
      const indexes = Array.from({ length: replicas }, (_, rank) =>
        table.getUint16(2 * (i * replicas + rank)),
      )
      const ids = indexes.map((index) => peers[index]).filter((id) => id !== undefined)
      yield { index: from + i, key: keyAt(answer.payload, i).slice(), owners: ids }
    }
    if (located === 0) return
    from += located
  }
}
