import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ClassicLevel } from 'classic-level'
import { LevelNotes } from '../../src/block-peer/level-notes.ts'
import type { SignedRecord } from '../../src/wire/generated/tritonring.ts'

describe('LevelNotes', () => {
  let directory: string

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'tritonring-notes-'))
  })

  afterEach(() => rm(directory, { recursive: true, force: true }))

  const record = (text: string): SignedRecord => ({
    record: new Uint8Array(Buffer.from(text)),
    signature: Uint8Array.of(1, 2),
    signer: 'somebody',
  })

  async function recordsIn(notes: LevelNotes): Promise<[string, SignedRecord][]> {
    const found: [string, SignedRecord][] = []
    for await (const each of (await notes.read()).records) found.push(each)
    return found
  }

  it('opened again tell the last record noted under each key, by key, and the last view', async () => {
    let notes = await LevelNotes.open(join(directory, 'new', 'notes'))
    assert.deepEqual(await recordsIn(notes), [])
    assert.equal((await notes.read()).view, undefined)
    const noted = Array.from({ length: 300 }, (_, i) => notes.noteRecord(`k${i % 100}`, record(`${i}`)))
    const view = { view: Uint8Array.of(7), signature: Uint8Array.of(8, 9) }
    await Promise.all([...noted, notes.noteView({ view: Uint8Array.of(1), signature: Uint8Array.of() })])
    await notes.noteView(view)
    await notes.close()
    notes = await LevelNotes.open(join(directory, 'new', 'notes'))
    const keys = Array.from({ length: 100 }, (_, i) => `k${i}`).sort()
    assert.deepEqual(
      await recordsIn(notes),
      keys.map((key) => [key, record(`${200 + Number(key.slice(1))}`)]),
    )
    assert.deepEqual((await notes.read()).view, view)
    await notes.close()
  })

  it('are refused to a second owner', async () => {
    const notes = await LevelNotes.open(directory)
    await assert.rejects(LevelNotes.open(directory), {
      code: 'Refused',
      message: /another process has it open/,
    })
    await notes.close()
    await notes.close()
  })

  it('of another version are refused', async () => {
    const level = new ClassicLevel(directory)
    await level.put('format', '2', { sync: true })
    await level.close()
    await assert.rejects(LevelNotes.open(directory), { code: 'Unsupported', message: /have format 2/ })
  })

  it('in a place that is no directory are refused with its name', async () => {
    const path = join(directory, 'file')
    await writeFile(path, '')
    await assert.rejects(LevelNotes.open(path), {
      code: 'Local',
      message: new RegExp(`could not open ${path}`),
    })
  })
})
