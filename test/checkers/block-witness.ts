import assert from 'node:assert/strict'
import type { BlockStore } from '../../src/store/store.ts'
import { blockAt, keyAt, sampleBatch } from '../store/sample-blocks.ts'

interface Block {
  key: Uint8Array
  bytes: Uint8Array
}

type State = 'held' | 'gone' | 'unknown'

/**
 * Puts and deletes blocks at random and remembers what was acknowledged, so that it can say after a crash what must be
 * there, what must not, and that no byte is wrong. Of one block one change is under way at a time.
 */
export class BlockWitness {
  /** By block size, the blocks of that size. */
  readonly #sizes: readonly number[]
  readonly #blocks: number
  readonly #random: () => number
  readonly #states: State[]
  readonly #busy = new Set<number>()
  readonly #made = new Map<number, Block>()
  acknowledged = 0

  /** `blocks` of each of the `sizes`. */
  constructor(random: () => number, sizes: readonly number[], blocks: number) {
    this.#random = random
    this.#sizes = sizes
    this.#blocks = blocks
    this.#states = new Array<State>(sizes.length * blocks).fill('gone')
  }

  /** One change or read of some blocks, to its end. Errors are those of the store. */
  async act(store: BlockStore): Promise<void> {
    const kind = this.#random()
    const numbers = this.#choose()
    if (numbers.length === 0) return
    for (const number of numbers) this.#busy.add(number)
    try {
      if (kind < 0.55) await this.#put(store, numbers)
      else if (kind < 0.8) await this.#delete(store, numbers)
      else await this.#read(store, numbers)
    } finally {
      for (const number of numbers) this.#busy.delete(number)
    }
  }

  async deleteAll(store: BlockStore): Promise<void> {
    await this.#delete(store, [...this.#states.keys()])
  }

  /** Puts a tenth of all blocks. */
  async putSome(store: BlockStore): Promise<void> {
    for (const group of this.#sizes.keys()) {
      const count = Math.ceil(this.#blocks / 10)
      await this.#put(
        store,
        Array.from({ length: count }, (_, i) => group * this.#blocks + i),
      )
    }
  }

  /** After a crash: whatever was under way has ended, nobody knows how. */
  forgetWork(): void {
    this.#busy.clear()
  }

  /** Throws unless the store holds what was acknowledged, not what was deleted, and right bytes alone. Learns the rest. */
  async check(store: BlockStore): Promise<void> {
    const found = await this.#checkAll(store)
    for (const { number, held } of found) this.#states[number] = held ? 'held' : 'gone'
  }

  /** The same for a copy of the store as it is now; learns nothing. */
  async checkCopy(store: BlockStore): Promise<void> {
    await this.#checkAll(store)
  }

  async #checkAll(store: BlockStore): Promise<{ number: number; held: boolean }[]> {
    const all: { number: number; held: boolean }[] = []
    for (const group of this.#sizes.keys()) {
      const numbers = Array.from({ length: this.#blocks }, (_, i) => group * this.#blocks + i)
      all.push(...(await this.#read(store, numbers)))
    }
    assert.equal(store.statistics().blocks, all.filter(({ held }) => held).length)
    assert.equal(await damagedIn(store), 0, 'blocks damaged')
    return all
  }

  async #put(store: BlockStore, numbers: number[]): Promise<void> {
    const blockSize = this.#sizes[Math.floor(numbers[0]! / this.#blocks)]!
    const blocks = numbers.map((number) => this.#block(number))
    for (const number of numbers) if (this.#states[number] !== 'held') this.#states[number] = 'unknown'
    await store.put({
      keys: new Uint8Array(Buffer.concat(blocks.map(({ key }) => key))),
      bytes: new Uint8Array(Buffer.concat(blocks.map(({ bytes }) => bytes))),
      blockSize,
    })
    this.acknowledged += numbers.length
    for (const number of numbers) this.#states[number] = 'held'
  }

  async #delete(store: BlockStore, numbers: number[]): Promise<void> {
    for (const number of numbers) if (this.#states[number] !== 'gone') this.#states[number] = 'unknown'
    await store.delete(new Uint8Array(Buffer.concat(numbers.map((number) => this.#block(number).key))))
    for (const number of numbers) this.#states[number] = 'gone'
  }

  async #read(store: BlockStore, numbers: number[]) {
    const blocks = numbers.map((number) => this.#block(number))
    const keys = new Uint8Array(Buffer.concat(blocks.map(({ key }) => key)))
    const before = numbers.map((number) => this.#states[number]!)
    const { sizes, bytes } = await store.get(keys, Number.MAX_SAFE_INTEGER)
    let at = 0
    return numbers.map((number, i) => {
      const held = sizes[i]! > 0
      if (before[i] === 'held') assert.ok(held, `block ${number} was acknowledged and is lost`)
      if (before[i] === 'gone') assert.ok(!held, `block ${number} was deleted and is there`)
      const block = bytes.subarray(at, at + sizes[i]!)
      if (held) assert.ok(Buffer.compare(block, blocks[i]!.bytes) === 0, `block ${number} has wrong bytes`)
      at += sizes[i]!
      return { number, held }
    })
  }

  /** Blocks of one size that nothing else is done with. */
  #choose(): number[] {
    const group = Math.floor(this.#random() * this.#sizes.length)
    const count = 1 + Math.floor(this.#random() ** 3 * this.#blocks)
    const first = Math.floor(this.#random() * this.#blocks)
    const numbers = Array.from(
      { length: count },
      (_, i) => group * this.#blocks + ((first + i) % this.#blocks),
    )
    return numbers.filter((number) => !this.#busy.has(number))
  }

  #block(number: number): Block {
    const known = this.#made.get(number)
    if (known !== undefined) return known
    const size = this.#sizes[Math.floor(number / this.#blocks)]!
    const batch = sampleBatch(1, size, number)
    const block = { key: keyAt(batch.keys, 0), bytes: blockAt(batch, 0) }
    this.#made.set(number, block)
    return block
  }
}

/** Blocks that a verification of the whole store finds damaged. */
export async function damagedIn(store: BlockStore): Promise<number> {
  let damaged = 0
  let next: Uint8Array | undefined
  do {
    const page = await store.verify(next, 65_536)
    damaged += page.damaged.length / 32
    next = page.next
  } while (next !== undefined)
  return damaged
}
