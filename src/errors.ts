/**
 * Why an operation failed, as a closed set. Codes travel over the wire as their place in this list, counted from 1
 * (docs/protocol.md): new ones are added at its end, none is ever moved or taken out, and an unknown one is read as
 * `Unavailable`. `test/wire/vectors/statuses.json` pins the places.
 *
 * - `BadRequest`     the caller's input is malformed or out of its limits
 * - `NotFound`       no such file, root or peer
 * - `Exists`         the name or destination is taken
 * - `Conflict`       a compare-and-swap lost: somebody else changed the name first
 * - `WrongEpoch`     the sender's view of the ring is older than the receiver's
 * - `NoSpace`        a peer or a local disk has no room
 * - `Busy`           a bounded queue is full; try again after a pause
 * - `TooLarge`       a frame, list or block is over its limit
 * - `Unsupported`    unknown protocol version or opcode
 * - `Unavailable`    the peer cannot be reached, or too few peers are there
 * - `Timeout`        the deadline passed
 * - `Aborted`        the caller's signal fired
 * - `Corrupt`        bytes do not match their key, or a peer broke the protocol
 * - `Refused`        not allowed
 * - `Indeterminate`  the request was sent, its outcome is unknown
 * - `Local`          this machine's file system failed
 * - `Expired`        an upload took longer than its blocks are kept for without a name
 */
export const ERROR_CODES = [
  'BadRequest',
  'NotFound',
  'Exists',
  'Conflict',
  'WrongEpoch',
  'NoSpace',
  'Busy',
  'TooLarge',
  'Unsupported',
  'Unavailable',
  'Timeout',
  'Aborted',
  'Corrupt',
  'Refused',
  'Indeterminate',
  'Local',
  'Expired',
] as const

export type ErrorCode = (typeof ERROR_CODES)[number]

export interface TritonErrorOptions {
  /** What led to this error. */
  cause?: unknown
  /** The peer that answered or failed, as its id. */
  peer?: string | undefined
  /** What the person can do next, as a short sentence. */
  hint?: string
  /** Bytes that belong to the code: for `WrongEpoch` the newer view. */
  detail?: Uint8Array | undefined
}

/** The one error class of tritonring: a code from a closed set, a sentence that names action and object. */
export class TritonError extends Error {
  override readonly name = 'TritonError'
  readonly code: ErrorCode
  readonly peer: string | undefined
  readonly hint: string | undefined
  readonly detail: Uint8Array | undefined

  constructor(code: ErrorCode, message: string, options: TritonErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.peer = options.peer
    this.hint = options.hint
    this.detail = options.detail
  }
}

/** Whether `error` is a TritonError, of `code` where one is given. */
export function isTritonError(error: unknown, code?: ErrorCode): error is TritonError {
  return error instanceof TritonError && (code === undefined || error.code === code)
}
