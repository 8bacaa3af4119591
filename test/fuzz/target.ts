/** A door through which bytes from elsewhere come in. */
export interface Target {
  readonly name: string
  /** Well-formed inputs that mutation starts from. */
  seeds(): Iterable<Uint8Array> | Promise<Iterable<Uint8Array>>
  /** Takes one input as the door does. What it throws that is no TritonError is a finding. */
  take(input: Uint8Array): void | Promise<void>
}

/** An input's text, for doors that take text: whatever bytes it has. */
export function textOf(input: Uint8Array): string {
  return Buffer.from(input.buffer, input.byteOffset, input.length).toString('utf8')
}

export function bytesOf(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text))
}

/** Calls `take`; an error of a decoder's own, which the door around it turns into a TritonError, is none here. */
export function expectingErrors(take: () => void): void {
  try {
    take()
  } catch (error) {
    if (
      !(error instanceof Error) ||
      /Invalid (array|string|typed array) length|call stack/.test(error.message)
    )
      throw error
  }
}
