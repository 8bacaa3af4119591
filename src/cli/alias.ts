/** How one of the commands of the first system, TritonTransfer, is said to `tt`. */
export interface Alias {
  usage: string
  /** The same call for `tt`; undefined where arguments are missing. Further arguments are passed on. */
  toCommand: (argv: readonly string[]) => string[] | undefined
}

export const MD_SERVER: Alias = {
  usage: 'tt-md-server PORT',
  toCommand: ([port, ...rest]) => {
    if (!isGiven(port)) return undefined
    return ['metadata', '--port', port, ...rest]
  },
}

export const BLOCK_SERVER: Alias = {
  usage: 'tt-block-server PORT MD_HOST MD_PORT',
  toCommand: ([port, host, metadataPort, ...rest]) => {
    if (!isGiven(port) || !isGiven(host) || !isGiven(metadataPort)) return undefined
    return ['block', '--port', port, '--bootstrap', address(host, metadataPort), ...rest]
  },
}

export const CLIENT: Alias = {
  usage: 'tt-client HOST PORT upload FILE, or: tt-client HOST PORT download NAME DIR',
  toCommand: ([host, port, command, file, ...rest]) => {
    if (!isGiven(host) || !isGiven(port) || !isGiven(file)) return undefined
    if (command === 'upload') return ['upload', '--bootstrap', address(host, port), file, ...rest]
    if (command !== 'download' || !isGiven(rest[0])) return undefined
    return ['download', '--bootstrap', address(host, port), file, ...rest]
  },
}

function isGiven(argument: string | undefined): argument is string {
  return argument !== undefined && !argument.startsWith('-')
}

function address(host: string, port: string): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}
