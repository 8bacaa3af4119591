import assert from 'node:assert/strict'
import { Turns } from '../../src/rpc/turns.ts'

/** Asks for turns, one after the other, and notes in which order they begin. */
class Asking {
  readonly turns: Turns
  readonly begun: string[] = []

  constructor(atOnceMax: number) {
    this.turns = new Turns(atOnceMax)
  }

  ask(...askers: string[]): void {
    for (const asker of askers) {
      const turn = this.turns.begin(asker)
      if (turn === undefined) this.begun.push(asker)
      else void turn.then(() => this.begun.push(asker))
    }
  }

  async end(...askers: string[]): Promise<void> {
    for (const asker of askers) {
      this.turns.end(asker)
      await Promise.resolve()
    }
  }
}

describe('turns', () => {
  it('begin at once for half of the places, and for another asker at any time', () => {
    const asking = new Asking(8)
    asking.ask('a', 'a', 'a', 'a', 'a', 'b', 'b', 'b', 'c')
    assert.deepEqual(asking.begun, ['a', 'a', 'a', 'a', 'b', 'b', 'c'])
  })

  it('go round by who asks, however many requests one of them has', async () => {
    const asking = new Asking(1)
    asking.ask('a', 'a', 'a', 'a', 'b', 'c', 'b')
    await asking.end('a', 'a', 'b', 'c', 'a', 'b', 'a')
    assert.deepEqual(asking.begun, ['a', 'a', 'b', 'c', 'a', 'b', 'a'])
  })

  it('are free again when all have ended', async () => {
    const asking = new Asking(4)
    asking.ask('a', 'a', 'a', 'b')
    assert.deepEqual(asking.begun, ['a', 'a', 'b'])
    await asking.end('a', 'b', 'a', 'a')
    asking.ask('c', 'c', 'd')
    assert.deepEqual(asking.begun, ['a', 'a', 'b', 'a', 'c', 'c', 'd'])
  })
})
