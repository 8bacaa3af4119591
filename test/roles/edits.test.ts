import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Client } from '../../src/index.ts'
import { MemoryCluster } from '../harness/memory-cluster.ts'
import { RandomFile } from '../harness/random-file.ts'

/** 2,048 blocks of 8 bytes: a full page of keys. */
const PAGE = 2_048 * 8
const NAME = 'file'

async function* pieces(...all: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* all
}

async function bytesOf(client: Client, options: { from?: number; to?: number } = {}): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const piece of client.read({ name: NAME }, options)) all.push(piece)
  return Buffer.concat(all)
}

async function setUp() {
  const cluster = await MemoryCluster.start({ heartbeatMs: 60_000 })
  return { cluster, client: await cluster.run(cluster.client()) }
}

type Step =
  | { kind: 'append'; bytes: Uint8Array }
  | { kind: 'modify'; bytes: Uint8Array; at: number }
  | { kind: 'truncate'; at: number }

/** Lengths and places near the ends of blocks and pages. */
const lengths = fc.oneof(
  fc.nat(40),
  fc.constantFrom(PAGE - 1, PAGE, PAGE + 1, 2 * PAGE, PAGE / 2),
  fc.nat(3 * PAGE),
)
const bytes = fc.tuple(lengths, fc.nat(1_000)).map(([length, seed]) => new RandomFile(seed, length).bytes())
const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('append' as const), bytes }),
  fc.record({ kind: fc.constant('modify' as const), bytes, at: lengths }),
  fc.record({ kind: fc.constant('truncate' as const), at: lengths }),
)

async function apply(client: Client, model: Buffer, step: Step): Promise<Buffer> {
  if (step.kind === 'append') {
    await client.append(NAME, pieces(step.bytes))
    return Buffer.concat([model, step.bytes])
  }
  const at = Math.min(step.at, model.length)
  if (step.kind === 'truncate') {
    await client.truncate(NAME, at)
    return model.subarray(0, at)
  }
  await client.modify(NAME, at, pieces(step.bytes))
  return Buffer.concat([model.subarray(0, at), step.bytes, model.subarray(at + step.bytes.length)])
}

describe('a file that is changed in parts', () => {
  it('is as a buffer changed in the same way, and has the root that an upload of it has', async () => {
    const { cluster, client } = await setUp()
    const blockSizes = fc.constantFrom(8, 9, 64, 100)
    const property = fc.asyncProperty(
      blockSizes,
      bytes,
      fc.array(steps, { maxLength: 6 }),
      async (blockSize, first, all) => {
        let model: Buffer = Buffer.from(first)
        await client.upload(pieces(first), { name: NAME, blockSize, force: true })
        for (const step of all) model = await apply(client, model, step)
        assert.ok((await bytesOf(client)).equals(model))
        const { record } = await client.upload(pieces(model), { name: 'whole', blockSize, force: true })
        assert.deepEqual((await client.stat(NAME)).root, record.root)
      },
    )
    await cluster.run(fc.assert(property, { numRuns: 40 }))
  })

  it('is read in ranges that are slices of it', async () => {
    const { cluster, client } = await setUp()
    const whole = Buffer.from(new RandomFile(7, 3 * PAGE + 5).bytes())
    const near = fc.oneof(lengths, fc.constantFrom(0, whole.length - 1, whole.length))
    const property = fc.asyncProperty(near, near, async (a, b) => {
      const [from, to] = [Math.min(a, b, whole.length), Math.max(a, b)]
      assert.ok((await bytesOf(client, { from, to })).equals(whole.subarray(from, to)))
    })
    await cluster.run(client.upload(pieces(whole), { name: NAME, blockSize: 9 }))
    await cluster.run(fc.assert(property, { numRuns: 60 }))
  })

  it('is made by an append where there is none, unless a version is wanted', async () => {
    const { cluster, client } = await setUp()
    const wanted = client.append(NAME, pieces(Buffer.from('x')), { ifVersion: 3 })
    await assert.rejects(cluster.run(wanted), { code: 'Conflict', message: /is at version 0, not 3/ })
    const { record, written } = await cluster.run(client.append(NAME, pieces(Buffer.from('one'))))
    assert.deepEqual([record.version, record.size, written], [1, 3, 3])
  })

  it('is not written or cut beyond its end', async () => {
    const { cluster, client } = await setUp()
    await cluster.run(client.append(NAME, pieces(Buffer.from('one'))))
    const message = /the file has 3 bytes/
    await assert.rejects(cluster.run(client.modify(NAME, 4, pieces())), { code: 'BadRequest', message })
    await assert.rejects(cluster.run(client.truncate(NAME, 4)), { code: 'BadRequest', message })
    await assert.rejects(cluster.run(bytesOf(client, { from: 4 })), { code: 'BadRequest', message })
    assert.equal((await cluster.run(client.stat(NAME))).version, 1)
  })

  it('takes all of many appends at once, each whole and once', async () => {
    const { cluster } = await setUp()
    const clients = await cluster.run(Promise.all(Array.from({ length: 6 }, () => cluster.client())))
    const line = (writer: number, index: number) => Buffer.from(`${writer}:${index}\n`)
    const write = async (client: Client, writer: number) => {
      for (let index = 0; index < 8; index++) await client.append(NAME, pieces(line(writer, index)))
    }
    await cluster.run(Promise.all(clients.map(write)))
    const lines = (await cluster.run(bytesOf(clients[0]!))).toString().trimEnd().split('\n')
    assert.equal(lines.length, 48)
    assert.equal(new Set(lines).size, 48)
    for (let writer = 0; writer < 6; writer++) {
      const own = lines.filter((each) => each.startsWith(`${writer}:`))
      assert.deepEqual(
        own,
        own.toSorted((a, b) => Number(a.slice(2)) - Number(b.slice(2))),
      )
    }
  })

  it('sends the right edge of a large file alone, and keeps a large source for a second attempt', async () => {
    const { cluster, client } = await setUp()
    const whole = new RandomFile(1, 2_000_000).bytes()
    await cluster.run(client.upload(pieces(whole), { name: NAME }))
    const { bytesSent } = await cluster.run(client.append(NAME, pieces(new RandomFile(2, 1_024).bytes())))
    assert.ok(bytesSent <= 3 * 65_536, `${bytesSent} bytes were sent`)

    const large = new RandomFile(3, 1_500_000).bytes()
    const other = await cluster.run(cluster.client())
    async function* interrupted() {
      yield large.subarray(0, 700_000)
      await other.append(NAME, pieces(Buffer.from('first')))
      yield large.subarray(700_000)
    }
    const { attempts } = await cluster.run(client.append(NAME, interrupted()))
    assert.equal(attempts, 2)
    const tail = await cluster.run(bytesOf(client, { from: 2_001_024 }))
    assert.ok(tail.equals(Buffer.concat([Buffer.from('first'), large])))
  })
})
