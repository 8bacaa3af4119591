import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { seededRandom } from '../harness/random.ts'
import { announcedSeed } from '../harness/seed.ts'
import { Blocks } from './blocks.ts'
import { runKills } from './kills.ts'
import { Names } from './names.ts'
import type { Subject } from './subject.ts'

const KILLS = 6
/** faults.md. */
const OPEN_MS_MAX = 5_000

const seed = announcedSeed('kills')

const STORE = fileURLToPath(new URL('store-child.ts', import.meta.url))
const NAMES = fileURLToPath(new URL('names-child.ts', import.meta.url))
const random = seededRandom(seed)
const fromSource = ['--import', 'tsx']

const subjects: Record<string, Subject> = {
  'a disk store': new Blocks(random, STORE, fromSource),
  'names on disk': new Names(random, NAMES, fromSource),
}

for (const [what, subject] of Object.entries(subjects))
  describe(`the process of ${what}`, function () {
    this.timeout(120_000)

    it('killed at any instant loses nothing acknowledged, and what it left opens by itself (npm run crash: more of it)', async () => {
      const directory = await mkdtemp(join(tmpdir(), 'tritonring-kills-'))
      try {
        const { openMsLongest } = await runKills(KILLS, join(directory, 'data'), random, subject)
        assert.ok(openMsLongest < OPEN_MS_MAX, `${openMsLongest} ms to open`)
      } finally {
        await rm(directory, { recursive: true, force: true })
      }
    })
  })
