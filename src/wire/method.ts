/** Encodes and decodes one protobuf message; what protons generates. */
export interface Codec<T> {
  encode(message: Partial<T>): Uint8Array
  decode(bytes: Uint8Array): T
}

/**
 * One request that a protocol knows, as data: its number, messages, bounds and deadline. Callers and servers read
 * the same definition.
 */
export interface Method<Request, Response> {
  readonly protocol: string
  readonly op: number
  /** For people: appears in errors. */
  readonly name: string
  readonly request: Codec<Request>
  readonly response: Codec<Response>
  /** Largest request payload in bytes. */
  readonly requestPayloadMax: number
  /** Largest response payload in bytes. */
  readonly responsePayloadMax: number
  /** How long a caller waits when it says nothing else. */
  readonly deadlineMs: number
  /** Peers among themselves: counted apart from what clients ask, so that neither starves the other. */
  readonly betweenPeers?: boolean
}

export function method<Request, Response>(definition: Method<Request, Response>): Method<Request, Response> {
  return Object.freeze(definition)
}
