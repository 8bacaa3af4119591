/**
 * Bundles all commands with what they need into one program, dist/program.cjs, a CommonJS script whose compiled code can
 * be kept beside it (warm-up.ts), and the executables of peers/ into small files that load it. The library for importers
 * is what tsc then makes of src/ (tsconfig.build.json).
 */
import { chmod, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type BuildOptions, build, type Plugin } from 'esbuild'

const OUT = 'dist'
const PROGRAM = 'program.cjs'
const EXECUTABLES = join(OUT, 'peers')
const entries = (await readdir('peers')).filter((name) => name.endsWith('.ts'))

const options: BuildOptions = {
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  minifySyntax: true,
  minifyWhitespace: true,
  // A script that is compiled by hand has no import().
  supported: { 'dynamic-import': false },
  define: { 'import.meta.url': 'importMetaUrl' },
  banner: { js: `const importMetaUrl=require('node:url').pathToFileURL(__filename).href;` },
  // They load native binaries from beside themselves.
  external: ['@chainsafe/hashtree', 'classic-level', 'fs-native-extensions'],
  logLevel: 'warning',
}

/** What an executable imports of src/cli/ comes from the program. */
const fromProgram: Plugin = {
  name: 'from-program',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\/src\/cli\// }, ({ namespace }) =>
      namespace === 'file' ? { path: PROGRAM, namespace: 'program' } : undefined,
    )
    onLoad({ filter: /.*/, namespace: 'program' }, () => ({
      contents: `
        import { join } from 'node:path'
        import { loadProgram } from './src/cli/load-program.ts'
        module.exports = loadProgram(join(__dirname, '..', '${PROGRAM}')).exports`,
      loader: 'js',
      resolveDir: resolve('.'),
    }))
  },
}

await rm(OUT, { recursive: true, force: true })
await build({ ...options, entryPoints: ['src/cli/program.ts'], outfile: join(OUT, PROGRAM) })
// It is read as such (load-program.ts): a regular expression, whose characters esbuild leaves as they are, would be garbled.
const foreign = /.{0,40}[\u0080-\uffff]/.exec(await readFile(join(OUT, PROGRAM), 'utf8'))
if (foreign !== null) throw new Error(`${PROGRAM} is not all ASCII: ${foreign[0]}`)
await build({
  ...options,
  entryPoints: entries.map((name) => join('peers', name)),
  outdir: EXECUTABLES,
  plugins: [fromProgram],
})
await writeFile(join(EXECUTABLES, 'package.json'), '{"type":"commonjs"}\n')
for (const name of entries) await chmod(join(EXECUTABLES, name.replace(/\.ts$/, '.js')), 0o755)
