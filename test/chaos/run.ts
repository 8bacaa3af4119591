/**
 * Kills, freezes, drains and adds peers, each a process, while clients store and read files; at the end every file is compared.
 *
 *     npm run chaos -- --minutes 10
 */
import { spawn } from 'node:child_process'

const at = process.argv.indexOf('--minutes')
const minutes = at < 0 ? '2' : process.argv[at + 1]
const mocha = [
  'node_modules/mocha/bin/mocha.js',
  '--no-config',
  '--import=tsx/esm',
  'test/chaos/chaos.test.ts',
]
const env = { ...process.env, TT_CHAOS_MINUTES: minutes }
spawn(process.execPath, mocha, { stdio: 'inherit', env }).on('exit', (code) => process.exit(code ?? 1))
