import { generateKeyPairSync } from 'node:crypto'

/** A public key that tokens are verified with, as a JWK of Ed25519 has it. */
export interface PublicKey {
  /** PeerId of the auth peer that signs with it. */
  issuer: string
  /** Names the key in a token's header. */
  kid: string
  /** 32 bytes. */
  key: Uint8Array
}

/** A key pair of an issuer, as it is kept. */
export interface SigningKey {
  kid: string
  /** Base64url, as in a JWK. */
  x: string
  d: string
  /** Milliseconds since 1970. */
  madeMs: number
}

/** A new Ed25519 key pair. Two keys of one issuer are told apart by when they were made. */
export function makeSigningKey(nowMs: number): SigningKey {
  const { x, d } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
  return { kid: x!.slice(0, 12), x: x!, d: d!, madeMs: nowMs }
}
