import { TritonError } from '../errors.ts'
import { printable } from './file-name.ts'

/** A name has not the version that a change of it needs; 0: there is no such file. */
export function versionConflict(name: string, version: number, needed: number): TritonError {
  return new TritonError(
    'Conflict',
    `'${printable(name)}' is at version ${version}, not ${needed}: somebody else changed it`,
  )
}
