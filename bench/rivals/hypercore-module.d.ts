/** What the benches use of hypercore, which brings no types. */
declare module 'hypercore' {
  import type { Duplex } from 'node:stream'

  export default class Hypercore {
    constructor(directory: string, key?: Uint8Array | null, options?: object)
    readonly key: Uint8Array
    readonly length: number
    ready(): Promise<void>
    append(blocks: readonly Uint8Array[]): Promise<unknown>
    get(index: number): Promise<Uint8Array>
    download(range: { start: number; end: number }): { done(): Promise<void> }
    update(options: { wait: boolean }): Promise<boolean>
    replicate(initiator: boolean): Duplex
    close(): Promise<void>
  }
}
