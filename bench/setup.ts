/**
 * Installs what tritonring is measured against: Debian's Redis, NATS and SSH servers, without starting them, and the
 * npm packages of bench/rivals. Needs root and a Debian with apt-get for the former; what is there already is left alone.
 *
 *     npm run bench:setup
 */
import { spawnSync } from 'node:child_process'
import process from 'node:process'
import { findProgram } from './contenders/find-program.ts'

const DEBIAN_PACKAGES: Record<string, string> = {
  'redis-server': 'redis-server',
  'nats-server': 'nats-server',
  sshd: 'openssh-server',
  scp: 'openssh-client',
}

/** Packages do not start their services where the run level is said to be 1. */
const APT_ENVIRONMENT = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }

function run(command: string, args: string[], options: { cwd?: string } = {}): boolean {
  console.log(`$ ${command} ${args.join(' ')}`)
  const { status, error } = spawnSync(command, args, { stdio: 'inherit', env: APT_ENVIRONMENT, ...options })
  if (error !== undefined) console.error(`could not run ${command}: ${error.message}`)
  return status === 0
}

function installDebianPackages(): boolean {
  const wanted = Object.entries(DEBIAN_PACKAGES).flatMap(([program, name]) =>
    findProgram(program) ? [] : [name],
  )
  if (wanted.length === 0) return true
  if (findProgram('apt-get') === undefined) {
    console.error(
      `could not install ${wanted.join(', ')}: there is no apt-get here; install them in another way`,
    )
    return false
  }
  if (process.getuid?.() !== 0) {
    console.error(`could not install ${wanted.join(', ')}: that needs root; run: sudo npm run bench:setup`)
    return false
  }
  return (
    run('apt-get', ['update', '-qq']) &&
    run('apt-get', ['install', '-y', '--no-install-recommends', ...wanted])
  )
}

const debian = installDebianPackages()
const npm = run('npm', ['ci', '--no-fund', '--no-audit'], { cwd: `${import.meta.dirname}/rivals` })
if (!debian || !npm) {
  console.error('Not everything is there: npm run bench reports what it lacks as not measured.')
  process.exit(1)
}
console.log('Everything that tritonring is measured against is there.')
