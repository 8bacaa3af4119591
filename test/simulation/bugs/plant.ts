import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'
import type { Bug } from './bugs.ts'

/** The text of a file with a bug in it. Throws when a place that it is to change is not there, or there twice. */
export async function buggyText(bug: Bug): Promise<string> {
  let text = await readFile(join('src', bug.file), 'utf8')
  for (const [found, instead] of bug.edits) {
    const parts = text.split(found)
    if (parts.length !== 2)
      throw new Error(
        `could not plant "${bug.does}": '${found}' stands ${parts.length - 1} times in ${bug.file}`,
      )
    text = parts.join(instead)
  }
  return text
}

/** Bundles `npm run simulate` with a bug in it to `outfile`. */
export async function plant(bug: Bug, outfile: string): Promise<void> {
  const contents = await buggyText(bug)
  const path = resolve('src', bug.file)
  await build({
    entryPoints: ['test/simulation/run.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'warning',
    plugins: [
      {
        name: 'plant',
        setup(building) {
          building.onLoad({ filter: /\.ts$/ }, (file) =>
            file.path === path ? { contents, loader: 'ts' } : null,
          )
        },
      },
    ],
  })
}
