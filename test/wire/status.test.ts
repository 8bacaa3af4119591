import assert from 'node:assert/strict'
import { ERROR_CODES, isTritonError, TritonError } from '../../src/errors.ts'
import { Error as ErrorMessage } from '../../src/wire/generated/tritonring.ts'
import { decodeError, encodeError, STATUS_OK, statusOf } from '../../src/wire/status.ts'

const NONE = new Uint8Array(0)

describe('an error over the wire', () => {
  for (const code of ERROR_CODES) {
    it(`arrives as it was: ${code}`, () => {
      const detail = Uint8Array.of(1, 2, 3)
      const sent = new TritonError(code, 'could not do it', { hint: 'try later', detail })
      const { status, body } = encodeError(sent)
      const { message, hint, detail: arrived, peer, code: told } = decodeError(status, body, 'peer-1')
      assert.deepEqual([told, message, hint, peer], [code, 'could not do it', 'try later', 'peer-1'])
      assert.deepEqual(Uint8Array.from(arrived!), detail)
    })
  }

  it('has no hint and no detail where none was given', () => {
    const { status, body } = encodeError(new TritonError('Busy', 'too much'))
    const error = decodeError(status, body, 'peer-1')
    assert.deepEqual([error.hint, error.detail], [undefined, undefined])
  })

  it('names the peer and the code where it says nothing itself', () => {
    assert.match(decodeError(statusOf('Refused'), NONE, 'peer-1').message, /peer-1.*Refused/)
  })

  it('of a code that a later version knows is Unavailable, with its text', () => {
    const body = ErrorMessage.encode({ message: 'could not keep the lease' })
    for (const status of [ERROR_CODES.length + 1, 4000, 0xffffffff]) {
      const error = decodeError(status, body, 'peer-1')
      assert.ok(isTritonError(error, 'Unavailable'))
      assert.equal(error.message, 'could not keep the lease')
    }
  })

  it('keeps its code when its body cannot be read', () => {
    const error = decodeError(statusOf('NoSpace'), Uint8Array.of(0x0a, 0xff), 'peer-1')
    assert.ok(isTritonError(error, 'NoSpace'))
  })

  it('tells nothing of what is no TritonError', () => {
    const secret = 'ENOENT: /home/ada/.ssh/id_ed25519'
    for (const thrown of [new Error(secret), secret, { message: secret }, undefined]) {
      const { status, body } = encodeError(thrown)
      const error = decodeError(status, body, 'peer-1')
      assert.ok(isTritonError(error, 'Unavailable'))
      assert.ok(!Buffer.from(body).includes('ssh'))
    }
  })

  it('tells nothing of its cause', () => {
    const { body } = encodeError(new TritonError('Local', 'could not read', { cause: new Error('secret') }))
    assert.ok(!Buffer.from(body).includes('secret'))
  })

  it('never has the status of a success', () => {
    for (const code of ERROR_CODES) assert.notEqual(statusOf(code), STATUS_OK)
  })
})
