import { setFlagsFromString } from 'node:v8'
import { HEAP_GROWTH_PERCENT } from './limits.ts'

/**
 * Lets this process's garbage collector wait for HEAP_GROWTH_PERCENT of new memory. V8 counts the bytes of buffers
 * against the limit of its heap, which is small here (12 MB): by its own rule it walked the whole heap for every 20 MiB
 * that passed through, which took half of the processor time of a transfer (docs/decisions/0050).
 *
 * It is for a process that mostly moves blocks: a block peer, a client. Concerns the whole process, so a library must
 * not call it by itself. May be called at any time, more than once.
 */
export function growHeapFreely(): void {
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH_PERCENT}`)
}
