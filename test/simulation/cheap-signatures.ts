import { hash } from 'node:crypto'
import { generateKeyPair } from '@libp2p/crypto/keys'
import type { Ed25519PrivateKey } from '@libp2p/interface'

/**
 * From now on, in this whole process, whoever knows a public key can sign for it: a signature is SHA-256 of key and data.
 * Nobody forges anything in a simulation, and true signatures take a tenth of its time. Views and records that were changed
 * on the way, or are said to be somebody else's, are found out as before.
 */
export async function useCheapSignatures(): Promise<void> {
  const key = (await generateKeyPair('Ed25519')) as Ed25519PrivateKey
  Object.getPrototypeOf(key).sign = function (this: Ed25519PrivateKey, data: Uint8Array) {
    return signatureOf(this.publicKey.raw, data)
  }
  Object.getPrototypeOf(key.publicKey).verify = function (
    this: { raw: Uint8Array },
    data: Uint8Array,
    signature: Uint8Array,
  ) {
    return Buffer.compare(signatureOf(this.raw, data), signature) === 0
  }
}

function signatureOf(publicKey: Uint8Array, data: Uint8Array): Uint8Array {
  return new Uint8Array(hash('sha512', Buffer.concat([publicKey, data]), 'buffer'))
}
