/**
 * Kills the process of a disk store of blocks, and of names on disk, cuts their disk's power, fills it, and checks each
 * time that everything that was acknowledged is there, nothing that was deleted, and no wrong byte; and that a commit
 * whose answer was lost, tried again, is made once.
 *
 *     npm run crash [-- --kills 500] [--cuts 200] [--seed N] [--json]
 *
 * Power cuts are copies of a mounted ext4 image, and need root, mkfs.ext4 and loop devices; without root they are left
 * out, and said to be.
 */
import { rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from 'esbuild'
import { seededRandom } from '../harness/random.ts'
import { Blocks } from './blocks.ts'
import { runFullDisk } from './full-disk.ts'
import { runKills } from './kills.ts'
import { Names } from './names.ts'
import { runPowerCuts, unmountAll } from './power-cuts.ts'
import type { CrashFigures } from './subject.ts'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '500' },
    cuts: { type: 'string', default: '200' },
    seed: { type: 'string', default: `${Math.floor(Math.random() * 2 ** 31)}` },
    json: { type: 'boolean', default: false },
  },
})
/** Beside node_modules, from where they load what is not bundled. */
const CHILDREN = 'dist/crash'

await build({
  entryPoints: ['test/crash/store-child.ts', 'test/crash/names-child.ts'],
  outdir: CHILDREN,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  format: 'esm',
  platform: 'node',
  external: ['@chainsafe/hashtree', 'fs-native-extensions', 'classic-level'],
  banner: {
    js: `import{createRequire as requireFrom}from'node:module';const require=requireFrom(import.meta.url);`,
  },
})
const directory = await mkdtemp(join(tmpdir(), 'tritonring-crash-'))
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    unmountAll()
    rmSync(directory, { recursive: true, force: true })
    process.exit(130)
  })
}
const random = seededRandom(Number(values.seed))
const progress = (what: string, all: number) => (done: number) => {
  if (!values.json && (done % 50 === 0 || done === all)) console.error(`${what}: ${done} of ${all}`)
}
const figures: Record<string, CrashFigures | string> = {}
try {
  const kills = Number(values.kills)
  const cuts = Number(values.cuts)
  const subjects = () => [
    new Blocks(random, `${CHILDREN}/store-child.mjs`),
    new Names(random, `${CHILDREN}/names-child.mjs`),
  ]
  for (const subject of subjects()) {
    const killed = `kill -9, ${subject.what}`
    const place = join(directory, subject.what)
    figures[killed] = await runKills(kills, place, random, subject, progress(killed, kills))
  }
  if (process.getuid?.() === 0) {
    for (const subject of subjects()) {
      const cut = `power cut, ${subject.what}`
      figures[cut] = await runPowerCuts(cuts, directory, random, subject, progress(cut, cuts))
    }
    figures['full disk'] = await runFullDisk(directory, random)
  } else figures['power cut'] = 'left out: it needs root'
} catch (error) {
  console.error(`with --seed ${values.seed}:`, error)
  process.exitCode = 1
} finally {
  await rm(directory, { recursive: true, force: true })
}
if (values.json) console.log(JSON.stringify({ crash: figures, seed: Number(values.seed) }))
else {
  console.log(
    'blocks and names lost that were acknowledged, deleted ones back, wrong bytes, commits made twice:',
    process.exitCode ? 'some' : 0,
  )
  console.table(figures)
}
