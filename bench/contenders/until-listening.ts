import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

const DEADLINE_MS = 10_000

/** Resolves when something accepts connections at a port of this machine. */
export async function untilListening(port: number): Promise<void> {
  const deadlineMs = performance.now() + DEADLINE_MS
  for (;;) {
    const socket = connect(port, '127.0.0.1')
    try {
      await once(socket, 'connect')
      return
    } catch (error) {
      if (performance.now() > deadlineMs) throw new Error(`nothing listens at port ${port}`, { cause: error })
      await pause(50)
    } finally {
      socket.destroy()
    }
  }
}
