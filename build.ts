/**
 * Bundles the executables of peers/ into dist/peers/, so that a command starts in a fraction of the time: code that
 * several need, or that a command loads only when it is used, becomes a part of its own. The library for importers
 * is what tsc then makes of src/ (tsconfig.build.json).
 */
import { chmod, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'

const OUT = 'dist/peers'
const entries = (await readdir('peers')).filter((name) => name.endsWith('.ts'))

const { metafile } = await build({
  entryPoints: entries.map((name) => join('peers', name)),
  outdir: OUT,
  chunkNames: 'parts/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  minifySyntax: true,
  minifyWhitespace: true,
  // They load native binaries from beside themselves.
  external: ['@chainsafe/hashtree', 'classic-level', 'fs-native-extensions'],
  // CommonJS packages in an ES module call require for Node's own modules.
  banner: {
    js: `import{createRequire as requireFrom}from'node:module';const require=requireFrom(import.meta.url);`,
  },
  metafile: true,
  logLevel: 'warning',
})
for (const name of entries) await chmod(join(OUT, name.replace(/\.ts$/, '.js')), 0o755)

// Parts have the hash of their content in their names: those of an older build go, those of a running peer stay.
const built = new Set(Object.keys(metafile.outputs))
for (const name of await readdir(join(OUT, 'parts'))) {
  if (!built.has(`${OUT}/parts/${name}`)) await rm(join(OUT, 'parts', name))
}
await rm('dist/src', { recursive: true, force: true })
