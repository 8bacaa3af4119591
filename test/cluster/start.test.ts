import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { startCluster } from '../harness/cluster.ts'
import { peerEntry } from '../harness/peer-entry.ts'

/** What a peer says that cannot start. */
function failureOf(...args: string[]): Promise<{ exitCode: number | null; stderr: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [peerEntry(), ...args], (_error, _stdout, stderr) =>
      resolve({ exitCode: child.exitCode, stderr }),
    )
  })
}

describe('a peer that cannot start', () => {
  it('because its data directory or its port is taken says so in one line each, and disturbs nobody', async function () {
    this.timeout(30_000)
    await using cluster = await startCluster({ blockPeers: 1 })
    const data = join(cluster.directory, 'metadata')
    const { metadata } = cluster
    assert.deepEqual(await failureOf('metadata', '--port', '0', '--data', data), {
      exitCode: 1,
      stderr: `tt: could not use the data directory ${data}: process ${metadata.pid} does (two peers need a --data directory each)\n`,
    })
    assert.deepEqual(await failureOf('metadata', '--port', `${metadata.port}`), {
      exitCode: 1,
      stderr: `tt: could not listen on /ip4/127.0.0.1/tcp/${metadata.port}: another program listens there already (stop it, or choose another port with --port; 0 takes a free one)\n`,
    })
    const client = await cluster.client()
    assert.equal((await client.status()).peers.length, 1)
  })
})
