import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import type { NameStore } from '../../src/names/names.ts'
import { type FileRecord, RecordState } from '../../src/wire/generated/tritonring.ts'
import { recordOf } from '../suites/record-of.ts'

/** A change of one name: what it shall say next, or that it goes. */
export interface Intent {
  name: string
  operation: Uint8Array<ArrayBuffer>
  /** Told apart from all others by this. */
  size: number
  isDeletion: boolean
}

/** What a name says: how often it was changed, and by which change last. */
interface Known {
  version: number
  size: number
  isLive: boolean
}

/** Makes the change on the version that the name has, whatever that is: one that is made twice is seen by it. */
export async function commitNext(names: NameStore, intent: Intent): Promise<FileRecord> {
  const { name, operation, size, isDeletion } = intent
  const state = isDeletion ? RecordState.DELETED : RecordState.LIVE
  const decide = (current: FileRecord | undefined) =>
    recordOf({ name, operation, size, state, version: (current?.version ?? 0) + 1 })
  return names.commit({ owner: '', name, operation, decide })
}

/**
 * Changes names at random and remembers what was acknowledged, so that it can say after a crash what every name must say.
 * Of one name one change is under way at a time; one whose end is unknown is tried again, and must be there once.
 */
export class NameWitness {
  readonly #random: () => number
  readonly #known: Known[]
  readonly #underWay = new Map<number, Intent>()
  #made = 0
  acknowledged = 0

  constructor(random: () => number, names: number) {
    this.#random = random
    this.#known = Array.from({ length: names }, () => ({ version: 0, size: 0, isLive: false }))
  }

  /** One change, to its end. */
  async act(commit: (intent: Intent) => Promise<FileRecord>): Promise<void> {
    const number = this.#choose()
    const intent = {
      name: `name-${number}`,
      operation: new Uint8Array(randomBytes(16)),
      size: ++this.#made,
      isDeletion: this.#random() < 0.3,
    }
    this.#underWay.set(number, intent)
    this.#learn(number, intent, await commit(intent))
  }

  /** Throws unless every name says what was acknowledged, or what was under way; that is then tried again, to its end. */
  async check(names: NameStore): Promise<void> {
    await this.checkCopy(names)
    for (const [number, intent] of this.#underWay)
      this.#learn(number, intent, await commitNext(names, intent))
    await this.checkCopy(names)
  }

  /** The same for a copy of the names as they are now; learns and changes nothing. */
  async checkCopy(names: NameStore): Promise<void> {
    let live = 0
    for (const number of this.#known.keys()) {
      const record = await names.get('', `name-${number}`)
      this.#checkOne(number, record)
      if (record?.state !== RecordState.LIVE) continue
      live++
      assert.equal((await names.byId(record.id))?.name, record.name, 'a file has its name by its id')
    }
    const { records } = await names.list('', 'name-', '', this.#known.length)
    assert.equal(records.length, live, 'live names are listed')
    assert.equal(await names.size(), live, 'live names are counted')
  }

  #checkOne(number: number, record: FileRecord | undefined): void {
    const found = record === undefined ? { version: 0, size: 0, isLive: false } : knownOf(record)
    const known = this.#known[number]!
    const intent = this.#underWay.get(number)
    if (intent !== undefined && found.size === intent.size) assert.deepEqual(found, after(known, intent))
    else assert.deepEqual(found, known, `name-${number} says what was acknowledged`)
  }

  #learn(number: number, intent: Intent, record: FileRecord): void {
    const known = after(this.#known[number]!, intent)
    assert.deepEqual(knownOf(record), known, `name-${number} changed once`)
    this.#known[number] = known
    this.#underWay.delete(number)
    this.acknowledged++
  }

  #choose(): number {
    for (;;) {
      const number = Math.floor(this.#random() * this.#known.length)
      if (!this.#underWay.has(number)) return number
    }
  }
}

function after({ version }: Known, { size, isDeletion }: Intent): Known {
  return { version: version + 1, size, isLive: !isDeletion }
}

function knownOf({ version, size, state }: FileRecord): Known {
  return { version, size, isLive: state === RecordState.LIVE }
}
