import { concat } from 'uint8arrays/concat'
import { decodeRoot, encodeRoot, rootBody, SEAL_BYTES } from '../../../src/block/root.ts'
import { openSeal, startSealing } from '../../../src/client/encryption/root-seal.ts'
import { SealedNames } from '../../../src/client/encryption/sealed-names.ts'
import { openRecords, sealRecords } from '../../../src/client/encryption/sealed-records.ts'
import { Secret } from '../../../src/client/encryption/secret.ts'
import { bytesOf, type Target, textOf } from '../target.ts'

const secret = new Secret(new Uint8Array(32).fill(9))
const names = new SealedNames(secret)

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** Roots that say that their file is encrypted; every other one has its MAC made good by an owner of the key. */
export const sealedRoots: Target = {
  name: 'sealed roots',
  seeds: () =>
    [true, false].map((deduplicate) => {
      const root = { size: 100, blockSize: 64, depth: 1, top: new Uint8Array(32).fill(1) }
      const seal = startSealing(secret, deduplicate).seal(root)
      return concat([Uint8Array.of(Number(deduplicate)), encodeRoot({ ...root, seal })])
    }),
  take(input) {
    const root = decodeRoot(input.subarray(1))
    if (root.seal === undefined) return
    const seal = root.seal.slice(0, SEAL_BYTES)
    if ((input[0] ?? 0) % 2 === 1)
      seal.set(secret.mac('root', concat([rootBody(root), seal.subarray(0, 32)])), 32)
    openSeal(root, seal, secret, 'a file')
  },
}

export const sealedRecords: Target = {
  name: 'sealed records',
  seeds: async () => {
    const { keys } = startSealing(secret, true)
    const records: Uint8Array[] = []
    for await (const record of sealRecords(once(new Uint8Array(50)), keys)) records.push(record)
    return records
  },
  async take(input) {
    for await (const _ of openRecords(once(input), startSealing(secret, true).keys, 90));
  },
}

export const sealedNames: Target = {
  name: 'sealed names',
  seeds: () => [names.seal('a'), names.seal('album/summer/1.jpg'), '=AAAA/=', 'a/../b'].map(bytesOf),
  take(input) {
    const text = textOf(input)
    names.open(text)
    names.beginning(text)
  },
}
