import { formatKey } from '../../block/key.ts'
import type { Root } from '../../block/root.ts'
import { isTritonError, TritonError } from '../../errors.ts'
import { checkFileName, printable } from '../../names/file-name.ts'
import type { FileRecord } from '../../wire/generated/tritonring.ts'
import type { FolderEntry } from '../list-folder.ts'
import type { FileReference } from '../report.ts'
import { type FileContent, fileContent } from './file-content.ts'
import { type FileSealing, startSealing } from './root-seal.ts'
import type { SealedNames } from './sealed-names.ts'
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

  private constructor(secret?: Secret, names?: SealedNames) {
    this.#secret = secret
    this.#names = names
  }

  /** The ciphers are loaded for who has a secret alone. */
  static async of(secret: Secret | undefined): Promise<UserEncryption> {
    if (secret === undefined) return new UserEncryption()
    const { SealedNames } = await import('./sealed-names.ts')
    return new UserEncryption(secret, new SealedNames(secret))
  }

  /** Whether a name may stand for an encrypted one. */
  get mayEncryptNames(): boolean {
    return this.#names !== undefined
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

  /** The content of a file, decrypted where its root says that it is encrypted. Throws as `openSeal` does. */
  content(root: Root, file: FileReference): FileContent {
    const shown = 'name' in file ? `'${printable(file.name)}'` : `the file ${formatKey(file.root)}`
    return fileContent(root, this.#secret, shown)
  }

  /**
   * Does `work` with a name as it would be when encrypted, and where there is no such file with the name as it is. Throws
   * what `work` throws, the name in it as its user knows it.
   */
  async find<T>(name: string, work: (nameOnRing: string) => Promise<T>): Promise<T> {
    const sealed = this.#sealed(name)
    if (sealed === undefined) return work(name)
    try {
      return await work(sealed)
    } catch (error) {
      const told = withName(error, sealed, name)
      if (!isTritonError(error, 'NotFound')) throw told
      return work(name).catch((second) => {
        throw isTritonError(second, 'NotFound') ? told : second
      })
    }
  }

  /** Does `change` to the file of that name as `find` does; gives its record with its name as its user knows it. */
  async change(name: string, change: (nameOnRing: string) => Promise<FileRecord>): Promise<FileRecord> {
    checkFileName(name)
    return this.opened(await this.find(name, change))
  }

  /** A name as it is on the ring, encrypted or not, and in its other form; that is undefined where there is no secret. */
  formsOf(name: string, encrypted: boolean): [string, string | undefined] {
    if (encrypted) return [this.#names!.seal(name), name]
    return [name, this.#sealed(name)]
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
    for await (const record of listOnRing(this.#names.beginning(prefix))) {
      const opened = this.opened(record)
      if (opened !== record && opened.name.startsWith(prefix)) yield opened
    }
  }

  /** One level of names: plain entries in their order, then encrypted ones in theirs. */
  async *listFolder(
    prefix: string,
    listOnRing: (prefix: string) => AsyncIterable<FolderEntry>,
  ): AsyncGenerator<FolderEntry> {
    for await (const entry of listOnRing(prefix)) yield this.#openedEntry(entry)
    if (this.#names === undefined || prefix === '') return
    for await (const entry of listOnRing(this.#names.beginning(prefix))) {
      const opened = this.#openedEntry(entry)
      const name = 'folder' in opened ? opened.folder : opened.record.name
      if (name.startsWith(prefix)) yield opened
    }
  }

  #openedEntry(entry: FolderEntry): FolderEntry {
    if ('record' in entry) return { record: this.opened(entry.record) }
    const folder = this.#names?.open(entry.folder.slice(0, -1))
    return folder === undefined ? entry : { folder: `${folder}/` }
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

function withName(error: unknown, sealed: string, name: string): unknown {
  if (!isTritonError(error) || !error.message.includes(sealed)) return error
  const { code, message, hint } = error
  return new TritonError(
    code,
    message.replaceAll(sealed, () => name),
    {
      cause: error,
      ...(hint === undefined ? {} : { hint }),
    },
  )
}

function noSecret(action: string): TritonError {
  return new TritonError('BadRequest', `could not ${action} the file: no key was given`, {
    hint: 'tt key create makes one; TT_SECRET_FILE or --secret-file names it',
  })
}
