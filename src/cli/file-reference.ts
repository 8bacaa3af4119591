import type { FileReference } from '../client/report.ts'
import { TritonError } from '../errors.ts'

/**
 * The file that NAME and `--root` mean, and what to call it: by its root key when there is one, else by its name.
 * Throws `BadRequest` when there is neither, or one that cannot be.
 */
export async function fileReference(
  name: string | undefined,
  root: string | undefined,
): Promise<{ file: FileReference; name: string }> {
  if (root === undefined) {
    if (name !== undefined) return { file: { name }, name }
    throw new TritonError('BadRequest', 'which file? neither a NAME nor --root KEY was given')
  }
  const [{ formatKey, parseKey }, { checkFileName }] = await Promise.all([
    import('../block/key.ts'),
    import('../names/file-name.ts'),
  ])
  const key = parseKey(root)
  if (name !== undefined) checkFileName(name)
  return { file: { root: key }, name: name ?? formatKey(key) }
}
