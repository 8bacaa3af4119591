/** Where processes of a test run. */
export interface Host {
  readonly ip: string
  /** The command and its arguments that run another command there, put behind them. */
  readonly enter: readonly string[]
}

export const THIS_MACHINE: Host = { ip: '127.0.0.1', enter: [] }

/** The flags of a peer that listens on a TCP port of that host. */
export function listenAt({ ip }: Host, port: number): string[] {
  if (ip === THIS_MACHINE.ip) return ['--port', `${port}`]
  return ['--listen', `/ip4/${ip}/tcp/${port}`, '--insecure']
}
