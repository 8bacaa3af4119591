import assert from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import { type Interrupted, listenForInterruption } from '../../src/cli/interruption.ts'

/** Of a process, what the listener sees. */
class FakeProcess extends EventEmitter {
  readonly stdout = new EventEmitter()
  readonly stderr = new EventEmitter()
  readonly exits: number[] = []
  readonly connected: boolean | undefined

  constructor(connected?: boolean) {
    super()
    this.connected = connected
  }

  exit(code: number): void {
    this.exits.push(code)
  }
}

function listen(connected?: boolean) {
  const subject = new FakeProcess(connected)
  const interruption = listenForInterruption(subject as unknown as NodeJS.Process)
  return { subject, interruption, reason: () => interruption.signal.reason as Interrupted }
}

describe('an interruption', () => {
  it('by a signal asks to end with 128 and its number; a second one ends at once', () => {
    for (const [name, exitCode] of [
      ['SIGINT', 130],
      ['SIGTERM', 143],
      ['SIGHUP', 129],
    ] as const) {
      const { subject, reason } = listen()
      subject.emit(name)
      assert.equal(reason().code, 'Aborted')
      assert.equal(reason().exitCode, exitCode)
      assert.deepEqual(subject.exits, [])
      subject.emit(name)
      assert.deepEqual(subject.exits, [exitCode])
    }
  })

  it('by a reader that closed the output is quiet', () => {
    const { subject, interruption, reason } = listen()
    subject.stdout.emit('error', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))
    assert.deepEqual([reason().exitCode, reason().quiet], [141, true])
    assert.equal(interruption.outputFailure, reason())
  })

  it('by a full disk under the output is told', () => {
    const { subject, reason } = listen()
    subject.stdout.emit('error', Object.assign(new Error('no space left'), { code: 'ENOSPC' }))
    assert.deepEqual([reason().exitCode, reason().quiet], [1, false])
    assert.match(reason().message, /could not write the output: no space left/)
  })

  it('comes from a parent that is gone, also when it went before anybody listened', () => {
    const { subject, interruption } = listen(true)
    assert.equal(interruption.signal.aborted, false)
    subject.emit('disconnect')
    assert.equal(interruption.signal.aborted, true)
    assert.equal(listen(false).interruption.signal.aborted, true)
    assert.equal(listen(undefined).interruption.signal.aborted, false)
  })
})
