import { ERROR_CODES, type ErrorCode, TritonError } from '../errors.ts'
import { Error as ErrorMessage } from './generated/tritonring.ts'

/** `Header.status` of a success. */
export const STATUS_OK = 0

/** The number that stands for an error code on the wire: its place in ERROR_CODES, counted from 1. */
export function statusOf(code: ErrorCode): number {
  return ERROR_CODES.indexOf(code) + 1
}

/** An error as a response's status and body. What is no TritonError tells nothing but that it happened. */
export function encodeError(error: unknown): { status: number; body: Uint8Array } {
  const told =
    error instanceof TritonError
      ? error
      : new TritonError('Unavailable', 'the peer failed while it worked on the request')
  return {
    status: statusOf(told.code),
    body: ErrorMessage.encode({
      message: told.message,
      hint: told.hint ?? '',
      detail: (told.detail ?? new Uint8Array(0)) as Uint8Array<ArrayBuffer>,
    }),
  }
}

/**
 * The error that a response's status and body tell, as said by `peer`. An unknown status is `Unavailable`; a body that
 * cannot be read tells nothing, and the status still counts.
 */
export function decodeError(status: number, body: Uint8Array, peer: string): TritonError {
  const code = ERROR_CODES[status - 1] ?? 'Unavailable'
  const { message, hint, detail } = decodeBody(body)
  return new TritonError(code, message === '' ? `peer ${peer} refused: ${code}` : message, {
    peer,
    ...(hint === '' ? {} : { hint }),
    ...(detail.length === 0 ? {} : { detail }),
  })
}

function decodeBody(body: Uint8Array): ErrorMessage {
  try {
    return ErrorMessage.decode(body)
  } catch {
    return { message: '', hint: '', detail: new Uint8Array(0) }
  }
}
