import { TritonError } from '../errors.ts'

/** A token for scripts with the key that it belongs to, in one word: what TT_TOKEN holds. */
export interface ScriptToken {
  /** A private key in libp2p's protobuf. */
  key: Uint8Array
  token: string
}

const PREFIX = 'tt-token-'

export function formatScriptToken({ key, token }: ScriptToken): string {
  return `${PREFIX}${Buffer.from(key).toString('base64url')}~${token}`
}

/** Throws `BadRequest`. */
export function parseScriptToken(text: string): ScriptToken {
  const [key, token] = text.startsWith(PREFIX) ? text.slice(PREFIX.length).split('~', 2) : []
  if (key !== undefined && token !== undefined) return { key: Buffer.from(key, 'base64url'), token }
  throw new TritonError('BadRequest', `TT_TOKEN holds no token: a word that begins with ${PREFIX} needed`, {
    hint: 'tt token create prints one',
  })
}
