import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** Runs mocha on one file, behind the command `enter`. Resolves with its exit code. */
export async function runSpec(
  enter: readonly string[],
  spec: string,
  env: NodeJS.ProcessEnv = {},
): Promise<number> {
  const mocha = ['node_modules/mocha/bin/mocha.js', '--no-config', '--import=tsx/esm', spec]
  const [command, ...args] = [...enter, process.execPath, ...mocha]
  const child = spawn(command!, args, { stdio: 'inherit', env: { ...process.env, ...env } })
  const [code] = await once(child, 'exit')
  return code ?? 1
}
