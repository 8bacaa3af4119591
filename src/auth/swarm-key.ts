/** What the key file of a private network begins with. */
export const SWARM_KEY_HEAD = '/key/swarm/psk/1.0.0/'

const SWARM_KEY = /^\/key\/swarm\/psk\/1\.0\.0\/\r?\n\/base16\/\r?\n[0-9a-fA-F]{64}(?:[\r\n]\s*)?$/

/** Whether `text` is the content of such a file: three lines, the last of 64 hexadecimal digits. */
export function isSwarmKey(text: string): boolean {
  return SWARM_KEY.test(text)
}
