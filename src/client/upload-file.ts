import { basename } from 'node:path'
import { checkBlockSize } from '../block/block-size.ts'
import { isTritonError, TritonError } from '../errors.ts'
import { BLOCK_SIZE_DEFAULT, SLAB_BYTES } from '../limits.ts'
import { checkFileName, printable } from '../names/file-name.ts'
import { versionConflict } from '../names/version-conflict.ts'
import type { FileRecord } from '../wire/generated/tritonring.ts'
import type { UserEncryption } from './encryption/user-encryption.ts'
import { findFile } from './find-file.ts'
import { Lifetime } from './lifetime.ts'
import { takenInOtherForm } from './move-name.ts'
import type { OverlayClient } from './overlay-client.ts'
import type { UploadReport } from './report.ts'
import { checkQuota } from './share.ts'
import { openSource } from './source-file.ts'
import type { UploadOptions } from './transfer-options.ts'
import { uploadInTime } from './upload-in-time.ts'

/** Stores a file, by its path or as a stream: checks what can be checked before any block is sent, then uploads. */
export async function uploadFile(
  overlay: OverlayClient,
  encryption: UserEncryption,
  source: string | AsyncIterable<Uint8Array>,
  options: UploadOptions,
): Promise<UploadReport> {
  const name = options.name ?? (typeof source === 'string' ? basename(source) : '')
  const blockSize = options.blockSize ?? BLOCK_SIZE_DEFAULT
  checkFileName(name)
  checkBlockSize(blockSize)
  const { ifVersion = 0 } = options
  const force = options.force === true && options.ifVersion === undefined
  // Throws before anything is read.
  encryption.sealing(options.encrypt)
  let nameOnRing = encryption.nameOnRing(name, options.encrypt)
  const lifetime = new Lifetime(options.signal)
  const file = typeof source === 'string' ? await openSource(source) : undefined
  try {
    if (!force || encryption.mayEncryptNames) {
      const there = await findOrNone(overlay, encryption, name)
      if (!force) checkVersion(there, name, ifVersion)
      if (there?.name === name && nameOnRing !== name) throw takenInOtherForm(name, false)
      // What replaces a file with an encrypted name stands where that does.
      nameOnRing = there?.name ?? nameOnRing
    }
    if (file !== undefined) await checkQuota(overlay, nameOnRing, file.size)
    const pieceBytes = Math.max(SLAB_BYTES - (SLAB_BYTES % blockSize), blockSize)
    const mtime = options.mtime ?? file?.mtime ?? Date.now()
    const report = await uploadInTime(overlay, {
      source: () => file?.read(pieceBytes) ?? (source as AsyncIterable<Uint8Array>),
      sealing: () => encryption.sealing(options.encrypt),
      repeatable: file !== undefined,
      name: nameOnRing,
      blockSize,
      total: file?.size,
      mtime,
      force,
      ifVersion,
      leastVersion: options.leastVersion ?? 0,
      root: options.root,
      signal: lifetime.signal,
      onProgress: options.onProgress,
    })
    return { ...report, record: encryption.opened(report.record) }
  } finally {
    lifetime.end()
    await file?.close()
  }
}

async function findOrNone(overlay: OverlayClient, encryption: UserEncryption, name: string) {
  return findFile(overlay, encryption, name).catch((error) => {
    if (isTritonError(error, 'NotFound')) return undefined
    throw error
  })
}

/** Fails early rather than after all blocks were sent; the commit decides. */
function checkVersion(there: FileRecord | undefined, name: string, needed: number): void {
  if ((there?.version ?? 0) === needed) return
  if (needed > 0) throw versionConflict(name, there?.version ?? 0, needed)
  throw new TritonError('Exists', `'${printable(name)}' exists already, at version ${there?.version}`, {
    hint: '--force replaces it, another name keeps both',
  })
}
