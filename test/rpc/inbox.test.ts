import assert from 'node:assert/strict'
import { isTritonError } from '../../src/errors.ts'
import { MESSAGE_PAYLOAD_MAX } from '../../src/limits.ts'
import { Inbox } from '../../src/rpc/inbox.ts'
import { encodeFrameHead } from '../../src/wire/frame.ts'
import type { Header } from '../../src/wire/generated/tritonring.ts'

const isCorrupt = (error: unknown) => isTritonError(error, 'Corrupt')

function frame(header: Partial<Header>, payload: number[] = []): Uint8Array {
  return Uint8Array.from([...encodeFrameHead(header, payload.length), ...payload])
}

function inboxWith(wants: (header: Header) => boolean = () => true) {
  const admit = (header: Header) => (wants(header) ? new Uint8Array(header.total) : undefined)
  const delivered: string[] = []
  const inbox = new Inbox({
    admit,
    deliver: ({ id }, payload) => void delivered.push(`${id}:${[...payload]}`),
  })
  return { inbox, delivered }
}

describe('an inbox', () => {
  it('puts messages together whose frames come in turns', () => {
    const { inbox, delivered } = inboxWith()
    inbox.push(frame({ id: 1, total: 3 }, [1]))
    inbox.push(frame({ id: 2, total: 2 }, [4]))
    inbox.push(frame({ id: 3 }))
    inbox.push(frame({ id: 1, total: 3, offset: 1 }, [2, 3]))
    inbox.push(frame({ id: 2, total: 2, offset: 1 }, [5]))
    assert.deepEqual(delivered, ['3:', '1:1,2,3', '2:4,5'])
  })

  it('takes memory only for what is admitted', () => {
    const { inbox, delivered } = inboxWith(({ id }) => id === 2)
    const before = process.memoryUsage().arrayBuffers
    inbox.push(frame({ id: 1, total: MESSAGE_PAYLOAD_MAX }, [1]))
    assert.ok(process.memoryUsage().arrayBuffers - before < MESSAGE_PAYLOAD_MAX / 2)
    inbox.push(frame({ id: 1, total: MESSAGE_PAYLOAD_MAX, offset: 1 }, [2]))
    inbox.push(frame({ id: 2, total: 1 }, [3]))
    assert.deepEqual(delivered, ['2:3'])
  })

  it('passes over the rest of a message that was dropped', () => {
    const { inbox, delivered } = inboxWith()
    inbox.push(frame({ id: 1, total: 3 }, [1]))
    inbox.drop(1)
    inbox.push(frame({ id: 1, total: 3, offset: 1 }, [2, 3]))
    inbox.push(frame({ id: 2, total: 1 }, [3]))
    assert.deepEqual(delivered, ['2:3'])
  })

  it('passes over a message that is dropped in the middle of a frame', () => {
    const { inbox, delivered } = inboxWith()
    const bytes = frame({ id: 1, total: 4 }, [1, 2, 3, 4])
    inbox.push(bytes.subarray(0, -2))
    inbox.drop(1)
    inbox.push(bytes.subarray(-2))
    inbox.push(frame({ id: 2, total: 1 }, [3]))
    assert.deepEqual(delivered, ['2:3'])
  })

  it('does not write to the memory of a message any more once that is dropped', () => {
    const memory = new Uint8Array(4)
    const inbox = new Inbox({ admit: () => memory, deliver: () => assert.fail('delivered') })
    const bytes = frame({ id: 1, total: 4 }, [1, 2, 3, 4])
    inbox.push(bytes.subarray(0, -2))
    inbox.drop(1)
    inbox.push(bytes.subarray(-2))
    assert.deepEqual([...memory], [1, 2, 0, 0])
  })

  it('refuses frames that leave a gap, come twice, or change their mind about the whole', () => {
    for (const second of [
      { id: 1, total: 5, offset: 3 },
      { id: 1, total: 5, offset: 1 },
      { id: 1, total: 6, offset: 2 },
    ]) {
      const { inbox } = inboxWith()
      inbox.push(frame({ id: 1, total: 5 }, [1, 2]))
      assert.throws(() => inbox.push(frame(second, [9])), isCorrupt)
    }
  })
})
