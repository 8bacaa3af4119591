import type { Gate } from '../auth/gate.ts'
import { nameFor, type OwnedName, ownedName } from '../auth/user-name.ts'
import { TritonError } from '../errors.ts'
import { printable } from '../names/file-name.ts'
import type { NameStore, NamesPage } from '../names/names.ts'
import { type FileRecord, RecordState } from '../wire/generated/tritonring.ts'

/** A file, by whom it is asked for. */
export interface Asked extends OwnedName {
  user: string
}

/** Whose names are whose: what a name means to the user behind a peer, and who may read or write a file. */
export class Ownership {
  readonly #gate: Gate
  readonly #names: NameStore

  constructor(gate: Gate, names: NameStore) {
    this.#gate = gate
    this.#names = names
  }

  /** What `name` means to the user for whom `peer` asks. Where there are no users all names are one's own. */
  asked(peer: string, name: string): Asked {
    const user = this.#gate.user(peer)
    return { user, ...(user === '' ? { owner: '', name } : ownedName(name, user)) }
  }

  /**
   * The live file that `peer` means, or what is left of one, where `deleted` is said. Throws `NotFound` where there is
   * none, or none that its user may read.
   */
  async named(peer: string, name: string, deleted = false): Promise<FileRecord> {
    const asked = this.asked(peer, name)
    const record = await this.#names.get(asked.owner, asked.name)
    const there = record !== undefined && (deleted || record.state === RecordState.LIVE)
    if (there && mayRead(asked.user, record)) return record
    throw noFile(name)
  }

  /** The live file with this id. Throws `NotFound` as `named` does. */
  async byId(peer: string, id: Uint8Array): Promise<FileRecord> {
    const user = this.#gate.user(peer)
    const record = await this.#names.byId(id)
    if (record !== undefined && mayRead(user, record)) return record
    throw new TritonError('NotFound', `there is no file with the id ${Buffer.from(id).toString('hex')}`)
  }

  /** A page of names that the user behind `peer` may read; one of another user's may be empty although more follow. */
  async list(peer: string, prefix: string, after: string, countMax: number): Promise<NamesPage> {
    const { user, owner, name } = this.asked(peer, prefix)
    const { records, next } = await this.#names.list(owner, name, after, countMax)
    return { records: records.filter((record) => mayRead(user, record)), next }
  }
}

/** Throws unless the user may change a file: `NotFound` for one that he may not even read, `Refused` otherwise. */
export function checkMayWrite({ user, owner, name }: Asked, current: FileRecord | undefined): void {
  if (user === owner) return
  const shown = nameFor(user, { owner, name })
  if (current?.state !== RecordState.LIVE || !mayRead(user, current)) throw noFile(shown)
  if (current.grants.some((grant) => grant.user === user && grant.write)) return
  throw new TritonError('Refused', `could not change '${printable(shown)}': ${owner} lets you read it only`, {
    hint: `${owner} can change that: tt share ${printable(name)} --with ${user} --write`,
  })
}

function mayRead(user: string, { owner, grants }: FileRecord): boolean {
  return user === owner || grants.some((grant) => grant.user === user)
}

function noFile(name: string): TritonError {
  return new TritonError('NotFound', `there is no file '${printable(name)}'`, {
    hint: 'tt ls lists what is there',
  })
}
