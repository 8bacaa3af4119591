import type { Network } from '../../src/index.ts'
import { BATCH_BLOCKS_MAX, KEY_BYTES, RECORDS_PAGE_MAX } from '../../src/limits.ts'
import { OverlayView } from '../../src/membership/view.ts'
import { openRecord } from '../../src/names/record.ts'
import { HAS, RECORD_SCAN, SCAN, STATISTICS, VIEW_PULL } from '../../src/wire/blocks.ts'
import type { FileRecord } from '../../src/wire/generated/tritonring.ts'
import { VIEW } from '../../src/wire/metadata.ts'

/** Asks the peers of an overlay themselves, one by one, what they hold and know; trusts none to speak for another. */
export class Inspector {
  readonly #network: Network

  /** `network` is started, and knows where the peers are (`connect`, `learn`). */
  constructor(network: Network) {
    this.#network = network
  }

  /** The view of the metadata peer. */
  async viewOfMetadata(peer: string): Promise<OverlayView> {
    const { response } = await this.#network.call(peer, VIEW, {})
    return this.#meet(await OverlayView.open(response.view!))
  }

  /** The view of a block peer. */
  async viewOf(peer: string): Promise<OverlayView> {
    const { response } = await this.#network.call(peer, VIEW_PULL, {})
    return this.#meet(await OverlayView.open(response.view!))
  }

  /** One byte a key: 1 where the peer holds the block, by HAS. */
  async has(peer: string, keys: Uint8Array): Promise<Uint8Array> {
    const held = new Uint8Array(keys.length / KEY_BYTES)
    for (let at = 0; at < held.length; at += BATCH_BLOCKS_MAX) {
      const payload = keys.subarray(at * KEY_BYTES, (at + BATCH_BLOCKS_MAX) * KEY_BYTES)
      const answerBytesMax = payload.length / KEY_BYTES
      held.set((await this.#network.call(peer, HAS, { peek: true }, { payload, answerBytesMax })).payload, at)
    }
    return held
  }

  /** What a block peer holds, and the memory or disk that it has taken for it. */
  async statistics(peer: string) {
    return (await this.#network.call(peer, STATISTICS, {})).response
  }

  /** Every key that the peer holds, in hex, by SCAN. Throws when the scan names one twice. */
  async scan(peer: string): Promise<Set<string>> {
    const held = new Set<string>()
    let after: Uint8Array<ArrayBuffer> | undefined
    do {
      const request = {
        from: 0,
        to: 0,
        countMax: BATCH_BLOCKS_MAX,
        ...(after === undefined ? {} : { after }),
      }
      const answerBytesMax = BATCH_BLOCKS_MAX * KEY_BYTES
      const { response, payload } = await this.#network.call(peer, SCAN, request, { answerBytesMax })
      for (const key of hexKeys(payload)) {
        if (held.has(key)) throw new Error(`the scan of peer ${peer} names ${key} twice`)
        held.add(key)
      }
      after = response.next.length === 0 ? undefined : response.next
    } while (after !== undefined)
    return held
  }

  /** Every name record that the peer keeps, its signature checked. */
  async records(peer: string): Promise<FileRecord[]> {
    const records: FileRecord[] = []
    let after: Uint8Array<ArrayBuffer> | undefined
    do {
      const request = { countMax: RECORDS_PAGE_MAX, ...(after === undefined ? {} : { after }) }
      const { response } = await this.#network.call(peer, RECORD_SCAN, request)
      records.push(...(await Promise.all(response.records.map(openRecord))))
      after = response.next.length === 0 ? undefined : response.next
    } while (after !== undefined)
    return records
  }

  #meet(view: OverlayView): OverlayView {
    for (const { id, addresses } of view.members) this.#network.learn(id, addresses)
    return view
  }
}

/** Packed keys, each in hex. */
export function hexKeys(keys: Uint8Array): string[] {
  const text = Buffer.from(keys.buffer, keys.byteOffset, keys.length).toString('hex')
  return Array.from({ length: keys.length / KEY_BYTES }, (_, i) =>
    text.slice(2 * i * KEY_BYTES, 2 * (i + 1) * KEY_BYTES),
  )
}
