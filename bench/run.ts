/**
 * Runs every bench, one after the other, each in a process of its own.
 *
 *     npm run bench [-- NAME...] [-- --quick]
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'

const BENCHES = ['hash', 'ring', 'store', 'rpc', 'transfer'] as const

const options = process.argv.slice(2).filter((argument) => argument.startsWith('--'))
const named = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const unknown = named.filter((name) => !BENCHES.some((bench) => bench === name))
if (unknown.length > 0) {
  console.error(`there is no bench ${unknown.join(', ')}: ${BENCHES.join(', ')}`)
  process.exit(2)
}

let failed = 0
for (const bench of named.length > 0 ? named : BENCHES) {
  console.log(`\n== ${bench}`)
  const child = spawn(process.execPath, ['--expose-gc', '--import', 'tsx', `bench/${bench}.ts`, ...options], {
    stdio: 'inherit',
  })
  const [code] = await once(child, 'exit')
  if (code !== 0) failed++
}
process.exit(failed === 0 ? 0 : 1)
