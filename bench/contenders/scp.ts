/** scp over loopback to an sshd of its own, with keys made for the occasion, between directories in memory. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { BenchFile } from './bench-file.ts'
import { NotMeasured } from './contender.ts'
import { FileContender } from './file-contender.ts'
import { findProgram } from './find-program.ts'
import { freePorts } from './free-ports.ts'
import { serve } from './serve.ts'
import { untilListening } from './until-listening.ts'

const run = promisify(execFile)

class Scp extends FileContender {
  #server: ChildProcess | undefined
  #options: string[] = []

  override async start(): Promise<void> {
    const [sshd] = ['sshd', 'scp', 'ssh-keygen'].map((name) => {
      const path = findProgram(name)
      if (path === undefined) throw new NotMeasured(`there is no ${name}: npm run bench:setup installs it`)
      return path
    })
    await super.start()
    const [port] = (await freePorts(1)) as [number]
    await this.#makeKeys()
    await this.#configure(port)
    // sshd wants to be called by its whole path, and its directory for unprivileged children to be there.
    if (process.getuid?.() === 0) await mkdir('/run/sshd', { recursive: true, mode: 0o755 })
    this.#server = spawn(sshd!, ['-D', '-e', '-f', this.#path('sshd_config')], { stdio: 'ignore' })
    this.#options = ['-q', '-P', `${port}`, '-i', this.#path('user'), '-o', 'StrictHostKeyChecking=no']
    this.#options.push('-o', `UserKnownHostsFile=${this.#path('known_hosts')}`, '-o', 'BatchMode=yes')
    await untilListening(port)
  }

  override async stop(): Promise<void> {
    this.#server?.kill()
    await super.stop()
  }

  async upload(file: BenchFile): Promise<void> {
    await run('scp', [...this.#options, this.sourceOf(file), this.#remote(this.storedOf(file))])
  }

  async download(file: BenchFile): Promise<void> {
    await run('scp', [...this.#options, this.#remote(this.storedOf(file)), this.gotOf(file)])
  }

  #remote(path: string): string {
    return `${userInfo().username}@127.0.0.1:${path}`
  }

  #path(name: string): string {
    return join(this.directory, name)
  }

  async #makeKeys(): Promise<void> {
    for (const name of ['host', 'user']) {
      await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', this.#path(name)])
    }
    await writeFile(this.#path('authorized_keys'), await readFile(this.#path('user.pub')))
  }

  async #configure(port: number): Promise<void> {
    const lines = [
      `Port ${port}`,
      'ListenAddress 127.0.0.1',
      `HostKey ${this.#path('host')}`,
      `AuthorizedKeysFile ${this.#path('authorized_keys')}`,
      `PidFile ${this.#path('sshd.pid')}`,
      'StrictModes no',
      'UsePAM no',
      'PermitRootLogin prohibit-password',
      'PasswordAuthentication no',
      'Subsystem sftp internal-sftp',
    ]
    await writeFile(this.#path('sshd_config'), `${lines.join('\n')}\n`)
  }
}

serve(new Scp())
