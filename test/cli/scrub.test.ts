import assert from 'node:assert/strict'
import { run } from '../../src/cli/run.ts'
import {
  BlockPeer,
  freshIdentity,
  Libp2pTransport,
  MemoryStore,
  MetadataPeer,
  Network,
  systemClock,
} from '../../src/index.ts'
import { fakeTerminal } from './fake-terminal.ts'

/** A store whose disk cannot be read. */
class UnreadableStore extends MemoryStore {
  override verify(): never {
    throw new Error('EIO: i/o error, read')
  }
}

describe('tt scrub', () => {
  const ends: (() => Promise<unknown>)[] = []

  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end()
  })

  async function listening() {
    const privateKey = await freshIdentity()
    const listen = ['/ip4/127.0.0.1/tcp/0']
    return { privateKey, network: new Network(new Libp2pTransport({ privateKey, listen }), systemClock()) }
  }

  /** An overlay of one block peer with this store. */
  async function overlay(store: MemoryStore): Promise<{ id: string; address: string }> {
    const metadata = new MetadataPeer(await listening())
    await metadata.start()
    ends.push(() => metadata.stop())
    const peer = new BlockPeer({ ...(await listening()), store, bootstrap: metadata.addresses })
    await peer.start()
    ends.push(() => peer.stop())
    return { id: peer.id, address: metadata.addresses[0]! }
  }

  async function outcome(address: string, ...flags: string[]) {
    const terminal = fakeTerminal()
    const exitCode = await run(['scrub', '--bootstrap', address, ...flags], terminal)
    return { exitCode, printed: terminal.printed(), warned: terminal.warned() }
  }

  it('says that every block is what its key says, when all were looked at', async () => {
    const { address } = await overlay(new MemoryStore())
    const { exitCode, printed, warned } = await outcome(address)
    assert.match(printed, /Every block is what its key says\.\n$/)
    assert.deepEqual({ exitCode, warned }, { exitCode: 0, warned: '' })
  })

  it('fails, naming the peer and the reason, when a peer broke off', async () => {
    const { id, address } = await overlay(new UnreadableStore())
    const { exitCode, printed, warned } = await outcome(address)
    assert.doesNotMatch(printed, /Every block is/)
    const short = `${id.slice(0, 4)}…${id.slice(-6)}`
    const reason = 'Error: EIO: i/o error, read'
    assert.equal(warned, `tt: could not scrub ${short}: broke off after 0 of 0 blocks: ${reason}\n`)
    assert.equal(exitCode, 1)
    const { peers } = JSON.parse((await outcome(address, '--json')).printed)
    assert.equal(peers[0].obstacle, reason)
  })
})
