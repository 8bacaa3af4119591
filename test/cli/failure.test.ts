import assert from 'node:assert/strict'
import { failureOf } from '../../src/cli/failure.ts'
import { Interrupted } from '../../src/cli/interruption.ts'
import { oneByOne } from '../../src/cli/one-by-one.ts'
import { TritonError } from '../../src/errors.ts'
import { fakeTerminal } from './fake-terminal.ts'

const QUIET = { debug: false }

describe('a failure', () => {
  it('is one line with its hint', () => {
    const error = new TritonError('Exists', 'x exists\nalready \u001b[2J', { hint: '--force replaces it' })
    assert.deepEqual(failureOf(error, QUIET), {
      exitCode: 1,
      lines: ['tt: x exists\\u{a}already \\u{1b}[2J (--force replaces it)'],
    })
  })

  it('of malformed input is wrong usage', () => {
    assert.equal(failureOf(new TritonError('BadRequest', 'no'), QUIET).exitCode, 2)
    assert.equal(failureOf(new TritonError('NotFound', 'no'), QUIET).exitCode, 1)
    assert.equal(failureOf(new Error('no'), QUIET).exitCode, 1)
  })

  it('shows the stacks of all its causes when asked', () => {
    const error = new TritonError('Local', 'outer', { cause: new Error('inner') })
    const { lines } = failureOf(error, { debug: true })
    assert.ok(lines.some((line) => line.includes('Error: inner')))
    assert.ok(lines.some((line) => line.startsWith('    at ')))
  })

  it('of several items is a line for each', () => {
    const error = new AggregateError([new TritonError('NotFound', 'a'), new TritonError('Exists', 'b')])
    assert.deepEqual(failureOf(error, QUIET), { exitCode: 1, lines: ['tt: a', 'tt: b'] })
  })
})

describe('doing things one by one', () => {
  const fail = new TritonError('NotFound', 'there is no b')

  it('goes on after one that failed, and throws it at the end', async () => {
    const done: string[] = []
    const doing = oneByOne(fakeTerminal(), ['a', 'b', 'c'], async (item) => {
      if (item === 'b') throw fail
      done.push(item)
    })
    await assert.rejects(doing, fail)
    assert.deepEqual(done, ['a', 'c'])
  })

  it('throws all that failed', async () => {
    const doing = oneByOne(fakeTerminal(), ['a', 'b'], () => Promise.reject(fail))
    await assert.rejects(doing, (error: AggregateError) => error.errors.length === 2)
  })

  it('does not go on after an interruption', async () => {
    const controller = new AbortController()
    const done: string[] = []
    const doing = oneByOne(fakeTerminal({ signal: controller.signal }), ['a', 'b'], async (item) => {
      done.push(item)
      controller.abort(new Interrupted('stopped by SIGINT', 130))
    })
    await assert.rejects(doing, { code: 'Aborted' })
    assert.deepEqual(done, ['a'])
  })
})
