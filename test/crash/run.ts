/**
 * Kills a disk store's process, cuts its disk's power, fills its disk, and checks each time that everything that was
 * acknowledged is there, nothing that was deleted, and no wrong byte.
 *
 *     npm run crash [-- --kills 500] [--cuts 200] [--seed N] [--json]
 *
 * Power cuts are copies of a mounted ext4 image, and need root, mkfs.ext4 and loop devices; without root they are left
 * out, and said to be.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from 'esbuild'
import { seededRandom } from '../harness/random.ts'
import { runFullDisk } from './full-disk.ts'
import { CRASH_OPTIONS, type CrashFigures, runKills } from './kills.ts'
import { runPowerCuts } from './power-cuts.ts'
import { StoreProcess } from './store-process.ts'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '500' },
    cuts: { type: 'string', default: '200' },
    seed: { type: 'string', default: `${Math.floor(Math.random() * 2 ** 31)}` },
    json: { type: 'boolean', default: false },
  },
})
/** Beside node_modules, from where it loads what is not bundled. */
const CHILD = 'dist/crash/store-child.mjs'

await build({
  entryPoints: ['test/crash/store-child.ts'],
  outfile: CHILD,
  bundle: true,
  format: 'esm',
  platform: 'node',
  external: ['classic-level', '@chainsafe/hashtree'],
  banner: {
    js: `import{createRequire as requireFrom}from'node:module';const require=requireFrom(import.meta.url);`,
  },
})
const start = (directory: string) => StoreProcess.start(CHILD, [], directory, CRASH_OPTIONS)
const directory = await mkdtemp(join(tmpdir(), 'tritonring-crash-'))
const random = seededRandom(Number(values.seed))
const progress = (what: string, all: number) => (done: number) => {
  if (!values.json && (done % 50 === 0 || done === all)) console.error(`${what}: ${done} of ${all}`)
}
const figures: Record<string, CrashFigures | string> = {}
try {
  const kills = Number(values.kills)
  const store = join(directory, 'killed')
  figures['kill -9'] = await runKills(kills, store, random, () => start(store), progress('kill -9', kills))
  if (process.getuid?.() === 0) {
    const cuts = Number(values.cuts)
    figures['power cut'] = await runPowerCuts(cuts, directory, random, start, progress('power cut', cuts))
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
    'blocks lost that were acknowledged, deleted blocks back, wrong bytes:',
    process.exitCode ? 'some' : 0,
  )
  console.table(figures)
}
