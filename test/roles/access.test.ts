import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { BlockPeer, MemoryStore, type Network } from '../../src/index.ts'
import { TOKEN_MS } from '../../src/limits.ts'
import * as auth from '../../src/wire/auth.ts'
import { AUTHENTICATE } from '../../src/wire/authenticate.ts'
import * as blocks from '../../src/wire/blocks.ts'
import * as metadata from '../../src/wire/metadata.ts'
import type { Method } from '../../src/wire/method.ts'
import { PING } from '../../src/wire/ping.ts'
import { MemoryCluster } from '../harness/memory-cluster.ts'
import { RandomFile } from '../harness/random-file.ts'

type AnyMethod = Method<object, object>

function methodsOf(protocol: object): AnyMethod[] {
  return Object.values(protocol).filter((each): each is AnyMethod => typeof each === 'object')
}

/** As callers of the metadata protocol say it. */
const AUTHENTICATE_HERE = { ...AUTHENTICATE, protocol: metadata.METADATA_PROTOCOL }

async function setUp(options: { blockPeers?: number } = {}) {
  const cluster = await MemoryCluster.start({ heartbeatMs: 60_000, auth: true, ...options })
  let strangers = 0
  const stranger = async (id = `stranger-${strangers++}`): Promise<Network> => {
    const network = cluster.networkOf(id)
    await network.start()
    return network
  }
  /** Why a call is refused; undefined where it is let through, whatever comes of it. */
  const refusal = async (from: Network, to: string, method: AnyMethod): Promise<string | undefined> => {
    const call = cluster.run(from.call(to, method, {}))
    return call.then(
      () => undefined,
      (error) => (error.code === 'Refused' ? (error.message as string) : undefined),
    )
  }
  return { cluster, stranger, refusal }
}

describe('every method', () => {
  it('says who may call it', () => {
    for (const method of [blocks, metadata, auth].flatMap(methodsOf))
      assert.notEqual(method.access, undefined, method.name)
    assert.deepEqual([PING.access, AUTHENTICATE.access], ['anyone', 'anyone'])
  })

  it('of a block peer refuses who has not shown a token, and who may not', async () => {
    const { cluster, stranger, refusal } = await setUp()
    const to = cluster.blockPeerId(0)
    const outsider = await stranger()
    const reader = await stranger('reader')
    reader.showToken(() => token)
    const token = await cluster.tokenOf('rita', ['read'], 'reader')
    for (const method of methodsOf(blocks)) {
      const open = method.access === 'anyone'
      assert.equal((await refusal(outsider, to, method)) === undefined, open, method.name)
      const allowed = open || method.access === 'read'
      assert.equal((await refusal(reader, to, method)) === undefined, allowed, `${method.name} by a reader`)
    }
  })

  it('of a metadata peer and an auth peer does so, too', async () => {
    const { cluster, stranger, refusal } = await setUp({ blockPeers: 1 })
    const outsider = await stranger()
    const closed = [metadata, auth].flatMap(methodsOf).filter(({ access }) => access !== 'anyone')
    assert.ok(closed.length > 10)
    for (const method of closed)
      assert.match(
        (await refusal(outsider, cluster.metadataId, method)) ?? 'let through',
        /was not shown/,
        method.name,
      )
  })

  it('is open to everybody where there are no users', async () => {
    const cluster = await MemoryCluster.start({ heartbeatMs: 60_000, blockPeers: 1 })
    const client = await cluster.run(cluster.client())
    await cluster.run(client.upload(new RandomFile(1, 100).pieces(), { name: '~bob/x' }))
    assert.deepEqual((await cluster.run(client.stat('~bob/x'))).owner, '')
  })
})

describe('a client that shows its token', () => {
  it('stores and reads files, over three block peers', async () => {
    const { cluster } = await setUp()
    const client = await cluster.run(cluster.clientOf('alice'))
    const file = new RandomFile(7, 100_000)
    const { record, singleCopies } = await cluster.run(client.upload(file.pieces(), { name: 'a/b' }))
    assert.deepEqual([record.owner, record.name, singleCopies], ['alice', 'a/b', 0])
    const pieces: Uint8Array[] = []
    const read = async () => {
      for await (const piece of client.read({ name: 'a/b' })) pieces.push(piece)
    }
    await cluster.run(read())
    assert.equal(Buffer.concat(pieces).length, 100_000)
  })

  it('asks nobody for it: its first request takes as long as without', async () => {
    const elapsed = async (auth: boolean) => {
      const cluster = await MemoryCluster.start({ heartbeatMs: 60_000, blockPeers: 1, auth })
      cluster.network.setFaults({ delayMs: 100 })
      const network = cluster.networkOf('device')
      await network.start()
      const token = auth ? await cluster.tokenOf('alice', ['write'], 'device') : undefined
      network.showToken(() => token)
      const startMs = cluster.clock.now()
      await cluster.run(network.call(cluster.metadataId, metadata.STATUS, {}))
      return cluster.clock.now() - startMs
    }
    assert.equal(await elapsed(true), await elapsed(false))
  })

  it('is refused when the token ends, and let in by a new one on the same streams', async () => {
    const { cluster, stranger } = await setUp({ blockPeers: 1 })
    const device = await stranger('device')
    let token = await cluster.tokenOf('alice', ['read'], 'device')
    device.showToken(() => token)
    const status = () => cluster.run(device.call(cluster.metadataId, metadata.STATUS, {}))
    await status()
    await cluster.clock.advance(TOKEN_MS + 60_000)
    await assert.rejects(status(), { code: 'Refused' })
    token = await cluster.tokenOf('alice', ['read'], 'device')
    device.showAgain()
    await status()
  })

  it('is refused with the token of another peer, and is told why', async () => {
    const { cluster, stranger } = await setUp({ blockPeers: 1 })
    const thief = await stranger('thief')
    const stolen = await cluster.tokenOf('alice', ['write'], 'alice-device')
    thief.showToken(() => stolen)
    const call = (to: string, method: AnyMethod) => cluster.run(thief.call(to, method, {}))
    const told = { code: 'Refused', message: /belongs to peer alice-device, not to thief/ }
    await assert.rejects(call(cluster.metadataId, metadata.LIST), told)
    await assert.rejects(call(cluster.blockPeerId(0), blocks.GET), told)
  })

  it('is refused everywhere soon after the user was disabled, although the token lives', async () => {
    const { cluster, stranger } = await setUp({ blockPeers: 1 })
    const device = await stranger('device')
    const token = await cluster.tokenOf('alice', ['read'], 'device')
    device.showToken(() => token)
    const get = () => cluster.run(device.call(cluster.blockPeerId(0), blocks.VIEW_PULL, {}))
    await get()
    await cluster.run(cluster.auth!.revoke('alice', TOKEN_MS))
    await cluster.until('the block peer knows', () =>
      get().then(
        () => false,
        () => true,
      ),
    )
    await assert.rejects(get(), { code: 'Refused' })
  })

  it('goes on through a change of the issuer’s keys', async () => {
    const { cluster } = await setUp()
    const client = await cluster.run(cluster.clientOf('alice'))
    await cluster.run(cluster.auth!.rotateKeys())
    const other = await cluster.run(cluster.clientOf('bob'))
    for (const each of [client, other])
      await cluster.run(each.upload(new RandomFile(3, 1_000).pieces(), { name: 'x' }))
  })
})

describe('a block peer', () => {
  it('that was not invited gets no place on the ring and no block', async () => {
    const { cluster } = await setUp()
    const client = await cluster.run(cluster.clientOf('alice'))
    const store = new MemoryStore()
    const intruder = new BlockPeer({
      network: cluster.networkOf('intruder'),
      store,
      bootstrap: cluster.bootstrap,
    })
    await assert.rejects(cluster.run(intruder.start()), { code: 'Refused', message: /was not invited/ })
    await cluster.run(client.upload(new RandomFile(5, 50_000).pieces(), { name: 'x' }))
    assert.equal(store.statistics().blocks, 0)
    assert.equal(cluster.metadata!.view!.members.length, 3)
    await intruder.stop()
  })

  it('that shows the token of another, or a user’s, gets none either', async () => {
    const { cluster } = await setUp({ blockPeers: 1 })
    const tokens = [
      await cluster.tokenOf('alice', ['admin'], 'intruder'),
      (await cluster.auth!.issue({ subject: 'peer:x', scopes: ['peer'], peer: 'x' })).token,
      'x'.repeat(100),
    ]
    for (const token of tokens) {
      const network = cluster.networkOf('intruder')
      const place = { network, store: new MemoryStore(), bootstrap: cluster.bootstrap, token: () => token }
      const intruder = new BlockPeer(place)
      await assert.rejects(cluster.run(intruder.start()), { code: 'Refused' })
      await intruder.stop()
    }
    assert.equal(cluster.metadata!.view!.members.length, 1)
  })

  it('comes back without a new token while it has its place, and not when it was revoked', async () => {
    const { cluster, refusal, stranger } = await setUp({ blockPeers: 2 })
    cluster.crash(1)
    await cluster.run(cluster.restart(1, { token: () => '' }))
    await cluster.run(cluster.auth!.revoke(`peer:${cluster.blockPeerId(1)}`, TOKEN_MS))
    cluster.crash(1)
    const again = await stranger(cluster.blockPeerId(1))
    assert.notEqual(await refusal(again, cluster.metadataId, metadata.HEARTBEAT as AnyMethod), undefined)
  })

  it('lets nobody in before it knows whose tokens count', async () => {
    const { cluster, stranger, refusal } = await setUp({ blockPeers: 0 })
    const network = cluster.networkOf('early')
    const peer = new BlockPeer({ network, store: new MemoryStore(), bootstrap: [], token: () => 'x' })
    await network.start()
    assert.match((await refusal(await stranger(), 'early', blocks.GET as AnyMethod)) ?? '', /was not shown/)
    await peer.stop()
  })
})

describe('users', () => {
  async function two() {
    const set = await setUp({ blockPeers: 2 })
    const alice = await set.cluster.run(set.cluster.clientOf('alice'))
    const bob = await set.cluster.run(set.cluster.clientOf('bob'))
    await set.cluster.run(bob.upload(new RandomFile(5, 500).pieces(), { name: 'notes.txt' }))
    return { ...set, alice, bob }
  }

  async function listed(
    cluster: MemoryCluster,
    client: Awaited<ReturnType<MemoryCluster['clientOf']>>,
    prefix: string,
  ) {
    const names: string[] = []
    const list = async () => {
      for await (const { name } of client.list({ prefix })) names.push(name)
    }
    await cluster.run(list())
    return names
  }

  it('have names of their own: one sees neither what another has nor that it is there', async () => {
    const { cluster, alice, bob } = await two()
    await cluster.run(alice.upload(new RandomFile(6, 700).pieces(), { name: 'notes.txt' }))
    assert.deepEqual(
      [(await cluster.run(alice.stat('notes.txt'))).size, (await cluster.run(bob.stat('notes.txt'))).size],
      [700, 500],
    )
    assert.deepEqual(await listed(cluster, alice, ''), ['notes.txt'])
    assert.deepEqual(await listed(cluster, alice, '~bob/'), [])
    await assert.rejects(cluster.run(alice.stat('~bob/notes.txt')), { code: 'NotFound' })
    const { id } = await cluster.run(bob.stat('notes.txt'))
    await assert.rejects(cluster.run(alice.statById(id)), { code: 'NotFound' })
    await assert.rejects(cluster.run(alice.remove('~bob/notes.txt')), { code: 'NotFound' })
    const force = { name: '~bob/notes.txt', force: true }
    await assert.rejects(cluster.run(alice.upload(new RandomFile(6, 7).pieces(), force)), {
      code: 'NotFound',
    })
    await assert.rejects(cluster.run(alice.upload(new RandomFile(6, 7).pieces(), { name: '~bob/new' })), {
      code: 'NotFound',
    })
  })

  it('share a file for reading, then for writing, then no longer', async () => {
    const { cluster, alice, bob } = await two()
    await cluster.run(bob.share('notes.txt', 'alice', 'read'))
    assert.equal((await cluster.run(alice.stat('~bob/notes.txt'))).owner, 'bob')
    assert.deepEqual(await listed(cluster, alice, '~bob/'), ['notes.txt'])
    const change = () =>
      cluster.run(alice.upload(new RandomFile(8, 90).pieces(), { name: '~bob/notes.txt', force: true }))
    await assert.rejects(change(), { code: 'Refused', message: /lets you read it only/ })
    await cluster.run(bob.share('notes.txt', 'alice', 'write'))
    await change()
    const { size, grants } = await cluster.run(bob.stat('notes.txt'))
    assert.deepEqual([size, grants], [90, [{ user: 'alice', write: true }]], 'grants stay with the file')
    await assert.rejects(cluster.run(alice.share('~bob/notes.txt', 'carol', 'read')), { code: 'Refused' })
    await cluster.run(bob.share('notes.txt', 'alice', 'none'))
    await assert.rejects(cluster.run(alice.stat('~bob/notes.txt')), { code: 'NotFound' })
  })

  it('share with those alone who are known: a slip of the pen is told of', async () => {
    const { cluster, bob } = await two()
    await assert.rejects(cluster.run(bob.share('notes.txt', 'alcie', 'read')), {
      code: 'NotFound',
      message: "there is no user 'alcie'",
      hint: "did you mean 'alice'?",
    })
    await assert.rejects(cluster.run(bob.share('notes.txt', 'zoe', 'read')), { hint: /tt user add/ })
    assert.deepEqual((await cluster.run(bob.stat('notes.txt'))).version, 1)
    await cluster.run(bob.share('notes.txt', 'zoe', 'none'))
  })

  it('keep their names and grants when the metadata peer starts empty', async () => {
    const { cluster, alice, bob } = await two()
    await cluster.run(bob.share('notes.txt', 'alice', 'read'))
    await cluster.run(cluster.restartMetadata())
    await cluster.until('the names are back', () =>
      alice.stat('~bob/notes.txt').then(
        ({ version }) => version === 2,
        () => false,
      ),
    )
    assert.equal((await cluster.run(bob.stat('notes.txt'))).owner, 'bob')
  })

  it('rename, copy and bring back files of their own, never away from another or to him', async () => {
    const { cluster, alice, bob } = await two()
    await cluster.run(bob.share('notes.txt', 'alice', 'write'))
    await cluster.run(bob.rename('notes.txt', 'diary.txt'))
    assert.equal((await cluster.run(alice.stat('~bob/diary.txt'))).size, 500, 'grants go with the file')
    for (const [from, to] of [
      ['~bob/diary.txt', 'mine.txt'],
      ['~bob/diary.txt', '~bob/other.txt'],
    ] as const)
      await assert.rejects(
        cluster.run(alice.rename(from, to)),
        { code: /Refused|NotFound/ },
        `${from} to ${to}`,
      )
    await cluster.run(alice.copy('~bob/diary.txt', 'mine.txt'))
    assert.deepEqual((await cluster.run(alice.stat('mine.txt'))).grants, [])
    const { owner, root } = await cluster.run(alice.copy('~bob/diary.txt', 'diary.txt'))
    assert.deepEqual([owner, root], ['alice', (await cluster.run(bob.stat('diary.txt'))).root])
    for (const hidden of ['~alice/mine.txt', '~alice/nothing.txt'])
      await assert.rejects(cluster.run(bob.copy(hidden, 'stolen.txt')), {
        code: 'NotFound',
        message: `there is no file '${hidden}'`,
      })
    await assert.rejects(cluster.run(bob.stat('stolen.txt')), { code: 'NotFound' })
    await cluster.run(bob.remove('diary.txt'))
    await assert.rejects(cluster.run(alice.undelete('~bob/diary.txt')), { code: 'NotFound' })
    await cluster.run(bob.undelete('diary.txt'))
    assert.equal((await cluster.run(alice.stat('~bob/diary.txt'))).size, 500)
  })

  it('are kept within their quotas of bytes and files, also by commits at once, and are told by how much', async () => {
    const { cluster, bob } = await two()
    const { accounts } = cluster.auth!
    await accounts.keepUser({ ...accounts.user('bob'), bytesMax: 1_000, filesMax: 3 })
    const put = (name: string, size: number, force = false) =>
      cluster.run(bob.upload(new RandomFile(9, size).pieces(), { name, force }))
    await assert.rejects(put('big', 501), {
      code: 'Refused',
      message: /exceeded by 1 bytes: 500 of 1000 are used/,
    })
    const both = await cluster.run(
      Promise.allSettled(['p', 'q'].map((name) => bob.upload(new RandomFile(2, 400).pieces(), { name }))),
    )
    assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
    await put('notes.txt', 600, true)
    await put('empty', 0)
    await assert.rejects(put('fourth', 0), { message: /exceeded by 1 files: 3 of 3 are used/ })
    await cluster.run(bob.remove('empty'))
    await put('fourth', 0)
    assert.deepEqual(await cluster.run(bob.quota()), { bytes: 1000, files: 3, bytesMax: 1000, filesMax: 3 })
  })

  it('leave a trace of what they do, by whom and from where', async () => {
    const { cluster, alice } = await two()
    await assert.rejects(cluster.run(alice.remove('~bob/notes.txt')))
    assert.deepEqual(
      cluster.audited.filter(({ event }) => event === 'commit' || event === 'delete'),
      [
        { event: 'commit', peer: 'bob-device', user: 'bob', object: 'notes.txt' },
        {
          event: 'delete',
          peer: 'alice-device',
          user: 'alice',
          object: '~bob/notes.txt',
          refused: "there is no file '~bob/notes.txt'",
        },
      ],
    )
  })

  it('cannot have a peer remember a token that is too long to be one', async () => {
    const { cluster, stranger } = await setUp({ blockPeers: 1 })
    const network = await stranger()
    const call = network.call(cluster.metadataId, AUTHENTICATE_HERE, { token: 'x'.repeat(100_000) })
    await assert.rejects(cluster.run(call), { code: 'Refused', message: /it has 100000 bytes/ })
  })

  it('cannot show what they have no token for', async () => {
    const { cluster, stranger } = await setUp({ blockPeers: 1 })
    const forged = await stranger('forger')
    forged.showToken(() => randomBytes(200).toString('base64url'))
    await assert.rejects(cluster.run(forged.call(cluster.metadataId, metadata.LIST, {})), { code: 'Refused' })
  })
})

describe('a place on the ring', () => {
  it('cannot be chosen by trying identities: its tokens come from what the coordinator draws at admission', async () => {
    const tokensOf = async (seed: number) => {
      const cluster = await MemoryCluster.start({ heartbeatMs: 60_000, blockPeers: 1, auth: true, seed })
      return cluster.metadata!.view!.ring.members[0]!
    }
    const [one, other] = [await tokensOf(1), await tokensOf(2)]
    assert.equal(one.id, other.id)
    assert.notDeepEqual(one.seed, other.seed)
  })

  it('stays the same for an identity that leaves and comes again', async () => {
    const { cluster } = await setUp({ blockPeers: 2 })
    const seed = () => cluster.metadata!.view!.member(cluster.blockPeerId(1))!.seed
    const before = seed()
    await cluster.run(cluster.blockPeers[1]!.stop())
    await cluster.run(cluster.restart(1))
    assert.deepEqual(seed(), before)
  })
})
