import { type Command, InvalidArgumentError, Option } from 'commander'
import { METADATA_PORT_DEFAULT } from './default-port.ts'

/** Flags that every command has. */
export interface CommonFlags {
  json?: true
  debug?: true
  config?: string
}

/** Flags of commands that talk to an overlay. */
export interface OverlayFlags extends CommonFlags {
  bootstrap?: string[]
  secretFile?: string
}

/** Flags of commands that run a peer. */
export interface PeerFlags extends CommonFlags {
  port?: number
  listen?: string[]
  insecure?: true
  data?: string
}

export function addCommonFlags(command: Command): Command {
  return command
    .option('--config <file>', 'settings from this file instead of ./tritonring.yaml')
    .option('--json', 'print JSON: one document, or a line for each item of a list')
    .option('--debug', 'print stack traces with errors')
}

/** The flags of a command that talks to an overlay. */
export function addOverlayFlags(command: Command): Command {
  addBootstrapFlag(command, 'a peer of the overlay')
  command.option('--secret-file <file>', 'the key file of encrypted files, which tt key create makes')
  return addCommonFlags(command)
}

export function addBootstrapFlag(command: Command, whom: string): Command {
  return command.option(
    '-b, --bootstrap <address>',
    `${whom}, as host:port or multiaddr; may repeat (default: 127.0.0.1:${METADATA_PORT_DEFAULT})`,
    (value: string, all: string[] = []) => [...all, value],
  )
}

/** Where a peer listens, and who it is. */
export function addPeerFlags(command: Command, portDefault: string): Command {
  return addCommonFlags(
    command
      .addOption(
        new Option('-p, --port <port>', `listen on this TCP port of 127.0.0.1 (default: ${portDefault})`)
          .argParser(parsePort)
          .conflicts('listen'),
      )
      .option(
        '--listen <multiaddr>',
        'listen here instead, such as /ip4/192.168.1.5/tcp/4001; may repeat',
        (value: string, all: string[] = []) => [...all, value],
      )
      .option('--insecure', 'allow addresses that other machines reach, although anybody there may then join')
      .option(
        '--data <directory>',
        'keep the identity, and what is stored on disk, in this directory (default: a new identity each time)',
      ),
  )
}

function parsePort(text: string): number {
  const port = Number(text)
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port
  throw new InvalidArgumentError('A port from 0 to 65535 needed; 0 takes a free one.')
}

/** The examples at the end of a command's help. */
export function examples(...lines: string[]): string {
  return `\nExamples:\n${lines.map((line) => `  $ ${line}\n`).join('')}`
}
