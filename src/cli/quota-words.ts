import type { QuotaResponse } from '../wire/generated/tritonring.ts'
import { counted, formatCount, formatSize } from './format.ts'

/** What a user stores, and of how much: `1.2 MiB of 10 GiB in 3 files`. */
export function quotaWords({ bytes, files, bytesMax, filesMax }: QuotaResponse): string {
  const size = bytesMax === 0 ? formatSize(bytes) : `${formatSize(bytes)} of ${formatSize(bytesMax)}`
  const count =
    filesMax === 0 ? counted(files, 'file') : `${formatCount(files)} of ${counted(filesMax, 'file')}`
  return `${size} in ${count}`
}

/** What a user may store: `10 GiB at most, any number of files`. */
export function limitWords({ bytesMax, filesMax }: Pick<QuotaResponse, 'bytesMax' | 'filesMax'>): string {
  const size = bytesMax === 0 ? 'any number of bytes' : `${formatSize(bytesMax)} at most`
  return `${size}, ${filesMax === 0 ? 'any number of files' : `${counted(filesMax, 'file')} at most`}`
}
