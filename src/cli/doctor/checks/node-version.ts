import type { Check } from '../check.ts'

/** What package.json's `engines` asks for. */
const NEEDED = [20, 19]

export const nodeVersion: Check = {
  name: 'Node.js',
  async run({ nodeVersion: version }) {
    const [major = 0, minor = 0] = version.split('.').map(Number)
    const enough = major > NEEDED[0]! || (major === NEEDED[0] && minor >= NEEDED[1]!)
    if (enough) return [{ level: 'ok', says: `Node.js ${version}` }]
    const says = `Node.js ${version} is too old: ${NEEDED.join('.')} or newer is needed`
    return [{ level: 'wrong', says, next: 'install it from https://nodejs.org' }]
  },
}
