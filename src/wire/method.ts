/** Encodes and decodes one protobuf message; what protons generates. */
export interface Codec<T> {
  encode(message: Partial<T>): Uint8Array
  decode(bytes: Uint8Array): T
}

/**
 * Who may make a request where there are users: anyone; users with the scope `read`, `write` or `admin`, and peers that
 * were admitted to the overlay; or those peers alone.
 */
export type Access = 'anyone' | 'read' | 'write' | 'admin' | 'peer'

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
  /** Who may call. Default: admitted peers alone, so that a method that says nothing is open to nobody else. */
  readonly access?: Access
}

export function method<Request, Response>(definition: Method<Request, Response>): Method<Request, Response> {
  return Object.freeze(definition)
}
