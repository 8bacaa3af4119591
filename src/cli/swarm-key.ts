import { readFile } from 'node:fs/promises'
import { localError } from '../client/destination.ts'
import { TritonError } from '../errors.ts'

const FIRST_LINE = '/key/swarm/psk/1.0.0/'

/** The text of the key file of a private network: of `file`, else `known`. Throws `BadRequest` for another text, `Local`. */
export async function readSwarmKey(
  file: string | undefined,
  known?: string | undefined,
): Promise<string | undefined> {
  if (file === undefined) return known
  const text = await readFile(file, 'utf8').catch((cause) => {
    throw localError(`could not read the swarm key ${file}`, cause)
  })
  if (/^\/key\/swarm\/psk\/1\.0\.0\/\s+\/base16\/\s+[0-9a-fA-F]{64}\s*$/.test(text)) return text
  throw new TritonError(
    'BadRequest',
    `${file} holds no swarm key: ${FIRST_LINE}, /base16/ and 64 digits needed`,
    {
      hint: `printf '${FIRST_LINE}\\n/base16/\\n%s\\n' $(openssl rand -hex 32) > FILE makes one`,
    },
  )
}
