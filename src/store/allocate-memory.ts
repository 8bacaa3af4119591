import { TritonError } from '../errors.ts'

/** A zeroed buffer of `byteLength` bytes. Throws `NoSpace` when the process cannot have it. */
export function allocateMemory(byteLength: number, purpose: string): ArrayBuffer {
  return allocate(ArrayBuffer, byteLength, purpose)
}

/**
 * The same, for much memory that stays: V8 does not count shared buffers as pressure on its heap, while it would walk
 * the whole heap for every 64 MiB of others (docs/decisions/0050). Nothing is shared between threads.
 */
export function allocateLastingMemory(byteLength: number, purpose: string): SharedArrayBuffer {
  return allocate(SharedArrayBuffer, byteLength, purpose)
}

function allocate<Memory>(
  kind: new (byteLength: number) => Memory,
  byteLength: number,
  purpose: string,
): Memory {
  try {
    return new kind(byteLength)
  } catch (cause) {
    const bytes = byteLength.toLocaleString('en-US')
    throw new TritonError('NoSpace', `could not get ${bytes} bytes of memory for ${purpose}`, {
      cause,
      hint: 'give the block peer a smaller capacity, or the machine more memory',
    })
  }
}
