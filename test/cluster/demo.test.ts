import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readdir, rm } from 'node:fs/promises'
import { promisify } from 'node:util'
import { createClient } from '../../src/index.ts'
import { peerEntry } from '../harness/peer-entry.ts'
import { until } from '../harness/until.ts'

describe('tt demo --keep', () => {
  it('leaves an overlay of living processes, and names those alone', async function () {
    this.timeout(60_000)
    const { stdout } = await promisify(execFile)(process.execPath, [peerEntry(), 'demo', '--keep', '--json'])
    const { killed, cluster, identical } = JSON.parse(stdout)
    const { bootstrap, pids, directory } = cluster as { bootstrap: string; pids: number[]; directory: string }
    try {
      assert.equal(identical, true)
      assert.equal(pids.length, 3, 'the metadata peer and two of three block peers')
      for (const pid of pids) assert.ok(isAlive(pid), `process ${pid} lives`)
      const client = await createClient({ bootstrap: [bootstrap] })
      const { peers } = await client.status()
      assert.notEqual(peers.find(({ id }) => id === killed)?.state, 'alive')
      await client.close()
    } finally {
      for (const pid of pids.filter(isAlive)) process.kill(pid)
      await until('all have stopped', () => !pids.some(isAlive))
      await rm(directory, { recursive: true })
    }
    await assert.rejects(readdir(directory), { code: 'ENOENT' })
  })
})

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
