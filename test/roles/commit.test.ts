import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { commit } from '../../src/client/commit.ts'
import { OverlayClient } from '../../src/client/overlay-client.ts'
import { type Client, isTritonError, type Network, TritonError } from '../../src/index.ts'
import { CALL_DEADLINE_MS } from '../../src/limits.ts'
import { type CommitRequest, RecordState } from '../../src/wire/generated/tritonring.ts'
import { COMMIT } from '../../src/wire/metadata.ts'
import { MemoryCluster } from '../harness/memory-cluster.ts'
import { RandomFile } from '../harness/random-file.ts'

const CLIENTS = 8

/** A file of nothing, as a commit tells it. */
const FILE = { root: new Uint8Array(32), size: 0, blockSize: 64, mtime: 0 }

async function setUp() {
  const cluster = await MemoryCluster.start({ heartbeatMs: 60_000 })
  const asker: Network = cluster.networkOf('asker')
  await asker.start()
  return {
    cluster,
    client: await cluster.run(cluster.client()),
    /** One COMMIT, of an operation of its own unless that is given. */
    ask: async (change: Partial<CommitRequest>) => {
      const request = { ...FILE, operation: new Uint8Array(randomBytes(16)), ...change }
      return (await asker.call(cluster.metadataId, COMMIT, request)).response.record!
    },
  }
}

/** What each commit of a client says of whether it was asked for before. */
function listen(overlay: OverlayClient): boolean[] {
  const asked: boolean[] = []
  const ask = overlay.ask.bind(overlay)
  overlay.ask = (method, request, options) => {
    if (method.op === COMMIT.op) asked.push((request as Partial<CommitRequest>).again!)
    return ask(method, request, options)
  }
  return asked
}

describe('commits of one name at once', () => {
  it('by uploads: one stores its file, the others are told which version is there', async () => {
    const { cluster } = await setUp()
    const files = Array.from({ length: CLIENTS }, (_, index) => new RandomFile(index, 5_000))
    const clients = await cluster.run(Promise.all(files.map(() => cluster.client())))
    const uploads = files.map((file, index) => clients[index]!.upload(file.pieces(), { name: 'file' }))
    const ended = await cluster.run(Promise.allSettled(uploads))
    const winner = ended.findIndex(({ status }) => status === 'fulfilled')
    for (const [index, outcome] of ended.entries()) {
      if (index === winner) continue
      assert.ok(outcome.status === 'rejected' && isTritonError(outcome.reason, 'Exists'))
      assert.match(outcome.reason.message, /'file' exists already, at version 1$/)
    }
    const { record } = (ended[winner] as PromiseFulfilledResult<{ record: { root: Uint8Array } }>).value
    assert.deepEqual((await cluster.run(clients[0]!.stat('file'))).root, record.root)
  })

  it('by compare-and-swap: one wins each version, the others are told that it is another', async () => {
    const { cluster, ask } = await setUp()
    for (let version = 0; version < 3; version++) {
      const commits = Array.from({ length: CLIENTS }, () => ask({ name: 'file', ifVersion: version }))
      const ended = await cluster.run(Promise.allSettled(commits))
      const won = ended.filter(({ status }) => status === 'fulfilled')
      assert.equal(won.length, 1)
      for (const outcome of ended) {
        if (outcome.status === 'fulfilled') assert.equal(outcome.value.version, version + 1)
        else if (version === 0) assert.ok(isTritonError(outcome.reason, 'Exists'))
        else {
          assert.ok(isTritonError(outcome.reason, 'Conflict'))
          assert.match(outcome.reason.message, new RegExp(`is at version ${version + 1}, not ${version}:`))
        }
      }
    }
  })

  it('by force: all are applied, one after the other', async () => {
    const { cluster, ask } = await setUp()
    const commits = Array.from({ length: CLIENTS }, () => ask({ name: 'file', any: true }))
    const versions = (await cluster.run(Promise.all(commits))).map(({ version }) => version)
    assert.deepEqual(versions.toSorted(), [1, 2, 3, 4, 5, 6, 7, 8])
  })
})

describe('a commit whose answer is lost', () => {
  /** A commit that was applied, and whose client has heard nothing before its deadline; `mend` lets it ask again. */
  async function commitUnheard(cluster: MemoryCluster) {
    const { network, clock, metadataId } = cluster
    const overlay = new OverlayClient(cluster.networkOf('writer'), cluster.bootstrap)
    await overlay.network.start()
    await cluster.run(overlay.connect())
    network.cut(metadataId, 'writer')
    const asked = listen(overlay)
    const committed = commit(overlay, { ...FILE, name: 'file', any: true })
    await clock.advance(CALL_DEADLINE_MS / 2)
    network.cut('writer', metadataId)
    await clock.advance(CALL_DEADLINE_MS)
    const mend = () => {
      network.mend('writer', metadataId)
      network.mend(metadataId, 'writer')
    }
    return { committed, mend, asked }
  }

  it('may be on the ring all the same where a metadata peer that was asked again calls it too late', async () => {
    const { cluster } = await setUp()
    const overlay = new OverlayClient(cluster.networkOf('writer'), cluster.bootstrap)
    const failures = [new TritonError('Timeout', 'no answer'), new TritonError('Expired', 'too late')]
    overlay.ask = async (_method, _request, options) => {
      options?.onSent?.()
      throw failures.shift()
    }
    await assert.rejects(cluster.run(commit(overlay, { ...FILE, name: 'file' })), { code: 'Indeterminate' })
    failures.push(new TritonError('Expired', 'too late'))
    await assert.rejects(cluster.run(commit(overlay, { ...FILE, name: 'file' })), { code: 'Expired' })
  })

  it('is asked for again, and was applied once', async () => {
    const { cluster, client } = await setUp()
    const { committed, mend, asked } = await commitUnheard(cluster)
    assert.equal((await cluster.run(client.stat('file'))).version, 1, 'it was applied')
    mend()
    assert.equal((await cluster.run(committed)).version, 1)
    assert.deepEqual(
      [asked[0], asked.at(-1)],
      [false, true],
      'the first time as new, the last one as asked before',
    )
    assert.equal((await cluster.run(client.stat('file'))).version, 1)
  })

  it('does not undo what somebody else has committed meanwhile', async () => {
    const { cluster, client, ask } = await setUp()
    const { committed, mend } = await commitUnheard(cluster)
    const other = await cluster.run(ask({ name: 'file', ifVersion: 1, size: 7 }))
    mend()
    assert.equal((await cluster.run(committed)).version, 1, 'it is told what it did')
    assert.deepEqual(await cluster.run(client.stat('file')), other)
  })

  it('was applied once even where the metadata peer was started anew before it was asked again', async () => {
    const { cluster, client } = await setUp()
    const { committed, mend } = await commitUnheard(cluster)
    await cluster.run(cluster.restartMetadata())
    mend()
    assert.equal((await cluster.run(committed)).version, 1)
    assert.equal((await cluster.run(client.stat('file'))).version, 1)
  })
})

describe('an operation that may have been applied before the metadata peer was started anew', () => {
  const root = () => new Uint8Array(randomBytes(32))

  /** Applied as version 1, with so many others after it; what it is told when it is asked for again. */
  async function askedAgain(others: number, again: boolean, any = false) {
    const { cluster, client, ask } = await setUp()
    const operation = new Uint8Array(randomBytes(16))
    const first = { name: 'file', operation, root: root(), size: 7, ifVersion: 0 }
    await cluster.run(ask(first))
    for (let i = 0; i < others; i++) await cluster.run(ask({ name: 'file', any: true, root: root() }))
    await cluster.run(cluster.restartMetadata())
    await cluster.until('names are served', () => served(client, others + 1))
    return cluster.run(ask({ ...first, again, any }))
  }

  const served = (client: Client, version: number) =>
    client.stat('file').then(
      (record) => record.version === version,
      () => false,
    )

  it('is known by the record: a delete does not take what another has stored since', async () => {
    const { cluster, client, ask } = await setUp()
    await cluster.run(ask({ name: 'file', root: root() }))
    const deleting = { name: 'file', operation: new Uint8Array(randomBytes(16)), delete: true, any: true }
    await cluster.run(ask(deleting))
    const stored = await cluster.run(ask({ name: 'file', root: root() }))
    await cluster.run(cluster.restartMetadata())
    await cluster.until('names are served', () => served(client, 3))
    const { version, state } = await cluster.run(ask({ ...deleting, again: true }))
    assert.deepEqual([version, state], [2, RecordState.DELETED])
    assert.deepEqual(await cluster.run(client.stat('file')), stored)
  })

  it('is known by the record that was renamed since', async () => {
    const { cluster, client, ask } = await setUp()
    const first = { name: 'file', operation: new Uint8Array(randomBytes(16)), root: root(), any: true }
    await cluster.run(ask(first))
    await cluster.run(client.rename('file', 'other'))
    await cluster.run(cluster.restartMetadata())
    await cluster.until('names are served', () => client.stat('other').then(Boolean, () => false))
    assert.equal((await cluster.run(ask({ ...first, again: true }))).version, 1)
    await assert.rejects(cluster.run(client.stat('file')), { code: 'NotFound' })
  })

  it('is known by the history of the record', async () => {
    const { version, size } = await askedAgain(15, true)
    assert.deepEqual([version, size], [1, 7])
  })

  it('is not said to have failed where the history does not reach so far', async () => {
    await assert.rejects(askedAgain(17, true), { code: 'Indeterminate', message: /'file'/ })
  })

  it('is not applied again by force where the record does not tell of it', async () => {
    await assert.rejects(askedAgain(17, true, true), { code: 'Indeterminate', message: /'file'/ })
  })

  it('has failed when it had not been asked for', async () => {
    await assert.rejects(askedAgain(17, false), { code: 'Exists' })
  })
})

describe('a commit with two of three block peers silent', () => {
  it('is not acknowledged with one copy of the record: those two may be alive', async () => {
    const cluster = await MemoryCluster.start({ heartbeatMs: 500 })
    const client = await cluster.run(cluster.client())
    await cluster.run(client.upload(new RandomFile(1, 100).pieces(), { name: 'file' }))
    for (const index of [1, 2]) cluster.isolate(index)
    const silent = async () => (await client.status()).peers.filter(({ state }) => state === 'suspect')
    await cluster.until('both are suspect', async () => (await silent()).length === 2)
    await cluster.run(assert.rejects(client.remove('file'), isTritonError))
    for (const index of [1, 2]) cluster.reconnect(index)
    await cluster.until('both are back', async () => (await silent()).length === 0)
    await cluster.run(client.upload(new RandomFile(2, 100).pieces(), { name: 'file', force: true }))
  })
})

describe('a name that no file may have', () => {
  const NAMES = ['', '..', 'a/../b', 'a\0b', 'x'.repeat(1_025), 'é'.repeat(513), '/a', 'a\nb']

  it('is refused by the client before anything is sent, and by the metadata peer', async () => {
    const { cluster, client, ask } = await setUp()
    for (const name of NAMES) {
      let read = false
      async function* bytes() {
        read = true
        yield new Uint8Array(1)
      }
      await assert.rejects(client.upload(bytes(), { name }), { code: 'BadRequest' }, JSON.stringify(name))
      assert.equal(read, false)
      await assert.rejects(client.stat(name), { code: 'BadRequest' })
      await assert.rejects(client.remove(name), { code: 'BadRequest' })
      await assert.rejects(cluster.run(ask({ name, any: true })), { code: 'BadRequest' })
    }
    const listed: string[] = []
    const list = async () => {
      for await (const { name } of client.list()) listed.push(name)
    }
    await cluster.run(list())
    assert.deepEqual(listed, [])
  })

  it('is one byte longer than one that it may have', async () => {
    const { cluster, client } = await setUp()
    const name = 'x'.repeat(1_024)
    await cluster.run(client.upload(new RandomFile(1, 10).pieces(), { name }))
    assert.equal((await cluster.run(client.stat(name))).name, name)
  })
})
