import { TritonError } from '../errors.ts'

/** A zeroed buffer of `byteLength` bytes. Throws `NoSpace` when the process cannot have it. */
export function allocateMemory(byteLength: number, purpose: string): ArrayBuffer {
  try {
    return new ArrayBuffer(byteLength)
  } catch (cause) {
    const bytes = byteLength.toLocaleString('en-US')
    throw new TritonError('NoSpace', `could not get ${bytes} bytes of memory for ${purpose}`, {
      cause,
      hint: 'give the block peer a smaller capacity, or the machine more memory',
    })
  }
}
