import { readFile } from 'node:fs/promises'
import { isSwarmKey, SWARM_KEY_HEAD } from '../auth/swarm-key.ts'
import { localError } from '../client/destination.ts'
import { TritonError } from '../errors.ts'

/** The text of the key file of a private network: of `file`, else `known`. Throws `BadRequest` for another text, `Local`. */
export async function readSwarmKey(
  file: string | undefined,
  known?: string | undefined,
): Promise<string | undefined> {
  if (file === undefined) return known
  const text = await readFile(file, 'utf8').catch((cause) => {
    throw localError(`could not read the swarm key ${file}`, cause)
  })
  if (isSwarmKey(text)) return text
  throw new TritonError(
    'BadRequest',
    `${file} holds no swarm key: ${SWARM_KEY_HEAD}, /base16/ and 64 digits needed`,
    {
      hint: `printf '${SWARM_KEY_HEAD}\\n/base16/\\n%s\\n' $(openssl rand -hex 32) > FILE makes one`,
    },
  )
}
