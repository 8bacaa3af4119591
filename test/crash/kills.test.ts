import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { seededRandom } from '../harness/random.ts'
import { announcedSeed } from '../harness/seed.ts'
import { CRASH_OPTIONS, runKills } from './kills.ts'
import { StoreProcess } from './store-process.ts'

const CHILD = fileURLToPath(new URL('store-child.ts', import.meta.url))
const KILLS = 6
/** faults.md. */
const OPEN_MS_MAX = 5_000

const seed = announcedSeed('kills')

describe('the process of a disk store', function () {
  this.timeout(120_000)

  it('killed at any instant loses nothing acknowledged, and its store opens by itself (npm run crash: more of it)', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'tritonring-kills-'))
    try {
      const store = join(directory, 'store')
      const start = () => StoreProcess.start(CHILD, ['--import', 'tsx'], store, CRASH_OPTIONS)
      const { openMsLongest } = await runKills(KILLS, store, seededRandom(seed), start)
      assert.ok(openMsLongest < OPEN_MS_MAX, `${openMsLongest} ms to open`)
    } finally {
      await rm(directory, { recursive: true, force: true })
    }
  })
})
