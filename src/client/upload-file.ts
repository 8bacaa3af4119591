import { basename } from 'node:path'
import { checkBlockSize } from '../block/block-size.ts'
import { isTritonError, TritonError } from '../errors.ts'
import { BLOCK_SIZE_DEFAULT, SLAB_BYTES } from '../limits.ts'
import { checkFileName, printable } from '../names/file-name.ts'
import { versionConflict } from '../names/version-conflict.ts'
import { Lifetime } from './lifetime.ts'
import type { OverlayClient } from './overlay-client.ts'
import type { UploadReport } from './report.ts'
import { openSource } from './source-file.ts'
import { statFile } from './stat-file.ts'
import type { UploadOptions } from './transfer-options.ts'
import { uploadInTime } from './upload-in-time.ts'

/** Stores a file, by its path or as a stream: checks what can be checked before any block is sent, then uploads. */
export async function uploadFile(
  overlay: OverlayClient,
  source: string | AsyncIterable<Uint8Array>,
  options: UploadOptions,
): Promise<UploadReport> {
  const name = options.name ?? (typeof source === 'string' ? basename(source) : '')
  const blockSize = options.blockSize ?? BLOCK_SIZE_DEFAULT
  checkFileName(name)
  checkBlockSize(blockSize)
  const { ifVersion = 0 } = options
  const force = options.force === true && options.ifVersion === undefined
  const lifetime = new Lifetime(options.signal)
  const file = typeof source === 'string' ? await openSource(source) : undefined
  try {
    if (!force) await checkVersion(overlay, name, ifVersion)
    const pieceBytes = Math.max(SLAB_BYTES - (SLAB_BYTES % blockSize), blockSize)
    const mtime = options.mtime ?? file?.mtime ?? Date.now()
    return await uploadInTime(overlay, {
      source: () => file?.read(pieceBytes) ?? (source as AsyncIterable<Uint8Array>),
      repeatable: file !== undefined,
      name,
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
  } finally {
    lifetime.end()
    await file?.close()
  }
}

/** Fails early rather than after all blocks were sent; the commit decides. */
async function checkVersion(overlay: OverlayClient, name: string, needed: number): Promise<void> {
  const there = await statFile(overlay, name).catch((error) => {
    if (isTritonError(error, 'NotFound')) return undefined
    throw error
  })
  if ((there?.version ?? 0) === needed) return
  if (needed > 0) throw versionConflict(name, there?.version ?? 0, needed)
  throw new TritonError('Exists', `'${printable(name)}' exists already, at version ${there?.version}`, {
    hint: '--force replaces it, --name stores under another name',
  })
}
