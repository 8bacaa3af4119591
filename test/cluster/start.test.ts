import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { startCluster } from '../harness/cluster.ts'
import { peerEntry } from '../harness/peer-entry.ts'

/** A peer that starts after all is stopped: nothing is left running. */
const START_MS_MAX = 10_000

/** What a peer says that cannot start. */
function failureOf(...args: string[]): Promise<{ exitCode: number | null; stderr: string }> {
  return new Promise((resolve) => {
    const command = [peerEntry(), ...args]
    const child = execFile(process.execPath, command, { timeout: START_MS_MAX }, (_error, _stdout, stderr) =>
      resolve({ exitCode: child.exitCode, stderr }),
    )
  })
}

describe('a peer that cannot start', () => {
  it('because its data directory or its port is taken says so in one line each, and disturbs nobody', async function () {
    this.timeout(30_000)
    await using cluster = await startCluster({ blockPeers: 1 })
    const data = cluster.metadataDataOf(0)
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
