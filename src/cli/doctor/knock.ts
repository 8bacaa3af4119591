import { connect } from 'node:net'
import { DIAL_DEADLINE_MS } from '../../limits.ts'

/** Who answers at a TCP port. */
export type WhoAnswers = 'peer' | 'nobody' | 'silence' | 'unreachable' | 'private' | 'mute' | 'other'

/** What libp2p peers say first: a length, then the name of the protocol by which they choose the next. */
const GREETING = Buffer.from('\u0013/multistream/1.0.0\n')
/** A private network's peers send a nonce of so many bytes first, and all behind it is encrypted. */
const NONCE_BYTES = 24
/** After its first bytes a peer may say more for so long. */
const MORE_MS = 150

/** Connects, greets as a libp2p peer does, and says who is there by what comes back. */
export function knock(host: string, port: number, deadlineMs = DIAL_DEADLINE_MS): Promise<WhoAnswers> {
  return new Promise((resolve) => {
    const socket = connect({ host, port })
    let connected = false
    let heard = Buffer.alloc(0)
    let more: NodeJS.Timeout | undefined
    const timer = setTimeout(() => end(connected ? judge(heard) : 'silence'), deadlineMs)
    const end = (who: WhoAnswers) => {
      clearTimeout(timer)
      clearTimeout(more)
      socket.destroy()
      resolve(who)
    }
    socket.on('connect', () => {
      connected = true
      socket.write(GREETING)
    })
    socket.on('data', (bytes) => {
      heard = Buffer.concat([heard, bytes])
      more ??= setTimeout(() => end(judge(heard)), MORE_MS)
    })
    socket.on('error', ({ code = '' }: NodeJS.ErrnoException) =>
      end(connected ? judge(heard) : (FAILURES[code] ?? 'unreachable')),
    )
    socket.on('close', () => end(heard.length === 0 ? 'other' : judge(heard)))
  })
}

const FAILURES: Record<string, WhoAnswers> = {
  ECONNREFUSED: 'nobody',
  ETIMEDOUT: 'silence',
  ECONNRESET: 'other',
}

function judge(heard: Buffer): WhoAnswers {
  if (heard.length === 0) return 'mute'
  if (heard.subarray(0, GREETING.length).equals(GREETING)) return 'peer'
  return heard.length === NONCE_BYTES && !isText(heard) ? 'private' : 'other'
}

function isText(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 10 || byte === 13 || (byte >= 32 && byte < 127))
}
