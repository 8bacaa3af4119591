import type { Gate } from '../auth/gate.ts'
import { permits } from '../auth/scope.ts'
import { nameFor, type OwnedName, ownedName } from '../auth/user-name.ts'
import { TritonError } from '../errors.ts'
import { printable } from '../names/file-name.ts'
import type { NameStore } from '../names/names.ts'
import {
  type FileRecord,
  type ListRequest,
  type ListResponse,
  RecordState,
} from '../wire/generated/tritonring.ts'
import { list } from './list.ts'

/** A file, by whom it is asked for. */
export interface Asked extends OwnedName {
  user: string
  /** Whose the file is that is copied, where it is another's. */
  fromOwner?: string | undefined
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

  /** The user for whom `peer` asks; empty where there are none. */
  user(peer: string): string {
    return this.#gate.user(peer)
  }

  /** Whether an administrator is behind `peer`. */
  mayAdminister(peer: string): boolean {
    return permits(this.#gate.claims(peer)?.scopes ?? [], 'admin')
  }

  /** LIST: a page of names that the user behind `peer` may read; one of another user's may be empty although more follow. */
  list(peer: string, request: ListRequest): Promise<ListResponse> {
    const { user, owner, name: prefix } = this.asked(peer, request.prefix)
    const readable: Pick<NameStore, 'list'> = {
      list: async (...range) => {
        const { records, next } = await this.#names.list(...range)
        return { records: records.filter((record) => mayRead(user, record)), next }
      },
    }
    return list(readable, owner, { ...request, prefix })
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

/** Throws `NotFound` unless the user may read the file `name`, of which this is the record, to copy it. */
export function checkMayRead(
  { user, owner, fromOwner = owner }: Asked,
  name: string,
  found: FileRecord | undefined,
): void {
  if (user !== fromOwner && (found === undefined || !mayRead(user, found)))
    throw noFile(nameFor(user, { owner: fromOwner, name }))
}

/** Whether the user may read a file. */
export function mayRead(user: string, { owner, grants }: FileRecord): boolean {
  return user === owner || grants.some((grant) => grant.user === user)
}

function noFile(name: string): TritonError {
  return new TritonError('NotFound', `there is no file '${printable(name)}'`, {
    hint: 'tt ls lists what is there',
  })
}
