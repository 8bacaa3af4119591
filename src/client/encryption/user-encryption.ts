import { formatKey } from '../../block/key.ts'
import type { Root } from '../../block/root.ts'
import { isTritonError, TritonError } from '../../errors.ts'
import { printable } from '../../names/file-name.ts'
import type { FileRecord } from '../../wire/generated/tritonring.ts'
import type { FileReference } from '../report.ts'
import { type FileSealing, openSeal, startSealing } from './root-seal.ts'
import { SealedNames } from './sealed-names.ts'
import { openRecords } from './sealed-records.ts'
import type { Secret } from './secret.ts'

/** How a file is to be encrypted. */
export interface EncryptOptions {
  /**
   * Equal stretches of the user's files become equal blocks, which are kept once; those who keep them see that they are
   * equal. Default true.
   */
  deduplicate?: boolean | undefined
  /** The name too, folder by folder. */
  name?: boolean | undefined
}

/** What a client does with its user's secret, or without one. */
export class UserEncryption {
  readonly #secret: Secret | undefined
  readonly #names: SealedNames | undefined

  constructor(secret: Secret | undefined) {
    this.#secret = secret
    this.#names = secret === undefined ? undefined : new SealedNames(secret)
  }

  /** A new file's encryption, undefined for none. Throws `BadRequest` without a secret. */
  sealing(options: boolean | EncryptOptions | undefined): (FileSealing & { keyId: string }) | undefined {
    if (options === undefined || options === false) return undefined
    const secret = this.#secret
    if (secret === undefined) throw noSecret('encrypt')
    const deduplicate = options === true ? true : (options.deduplicate ?? true)
    return { ...startSealing(secret, deduplicate), keyId: secret.id }
  }

  /** What a new file is called on the ring. */
  nameOnRing(name: string, options: boolean | EncryptOptions | undefined): string {
    const sealed = typeof options === 'object' && options.name === true
    if (!sealed) return name
    if (this.#names === undefined) throw noSecret('encrypt the name of')
    return this.#names.seal(name)
  }

  /** The content of a file, decrypted where its root says that it is encrypted, and its size. Throws as `openSeal` does. */
  content(root: Root, bytes: AsyncIterable<Uint8Array>, file: FileReference) {
    if (root.seal === undefined) return { size: root.size, bytes }
    const shown = 'name' in file ? `'${printable(file.name)}'` : `the file ${formatKey(file.root)}`
    const { keys, recordBytes, size } = openSeal(root, root.seal, this.#secret, shown)
    return { size, bytes: openRecords(bytes, keys, recordBytes) }
  }

  /** Looks a name up as it would be when encrypted, then as it is. Throws what `look` throws at last. */
  async find<T>(name: string, look: (nameOnRing: string) => Promise<T>): Promise<T> {
    const sealed = this.#sealed(name)
    if (sealed === undefined) return look(name)
    return look(sealed).catch((error) => {
      if (isTritonError(error, 'NotFound')) return look(name)
      throw error
    })
  }

  /** A record with its name as its user knows it. */
  opened<Record extends FileRecord | undefined>(record: Record): Record {
    const name = record === undefined ? undefined : this.#names?.open(record.name)
    return name === undefined ? record : { ...record, name }
  }

  /** Records of names that begin with `prefix`: of plain names in their order, then of encrypted ones in theirs. */
  async *list(
    prefix: string,
    listOnRing: (prefix: string) => AsyncIterable<FileRecord>,
  ): AsyncGenerator<FileRecord> {
    for await (const record of listOnRing(prefix)) yield this.opened(record)
    if (this.#names === undefined || prefix === '') return
    for await (const record of listOnRing(`${this.#names.sealFolders(prefix)}~`)) {
      const opened = this.opened(record)
      if (opened !== record && opened.name.startsWith(prefix)) yield opened
    }
  }

  /** Undefined where the name cannot be encrypted. */
  #sealed(name: string): string | undefined {
    try {
      return this.#names?.seal(name)
    } catch (error) {
      if (isTritonError(error, 'BadRequest')) return undefined
      throw error
    }
  }
}

function noSecret(action: string): TritonError {
  return new TritonError('BadRequest', `could not ${action} the file: no key was given`, {
    hint: 'tt key create makes one; TT_SECRET_FILE or --secret-file names it',
  })
}
