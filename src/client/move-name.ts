import { isTritonError, TritonError } from '../errors.ts'
import { checkFileName, printable } from '../names/file-name.ts'
import type { FileRecord } from '../wire/generated/tritonring.ts'
import type { UserEncryption } from './encryption/user-encryption.ts'
import type { OverlayClient } from './overlay-client.ts'
import { statFile } from './stat-file.ts'

/**
 * Renames or copies by `move`, which takes names as they are on the ring: a file whose name is encrypted has an encrypted
 * one afterwards. Throws what `move` throws, and `Exists` where the new name is taken in its other form, which would hide
 * one of the two files.
 */
export async function moveName(
  overlay: OverlayClient,
  encryption: UserEncryption,
  [from, to]: [string, string],
  move: (from: string, to: string) => Promise<FileRecord>,
): Promise<FileRecord> {
  checkFileName(from)
  checkFileName(to)
  const moved = await encryption.find(from, async (fromOnRing) => {
    const [same, other] = encryption.formsOf(to, fromOnRing !== from)
    if (other !== undefined) await checkNone(overlay, other, to)
    return move(fromOnRing, same)
  })
  return encryption.opened(moved)
}

async function checkNone(overlay: OverlayClient, nameOnRing: string, name: string): Promise<void> {
  const there = await statFile(overlay, nameOnRing).catch((error) => {
    if (isTritonError(error, 'NotFound')) return undefined
    throw error
  })
  if (there !== undefined) throw takenInOtherForm(name, nameOnRing !== name)
}

/** A name must not stand for two files, one with its name encrypted and one without. */
export function takenInOtherForm(name: string, encrypted: boolean): TritonError {
  const form = encrypted ? 'an encrypted name' : 'a name that is not encrypted'
  return new TritonError('Exists', `'${printable(name)}' exists already, under ${form}`, {
    hint: 'tt rm removes it, another name leaves it',
  })
}
