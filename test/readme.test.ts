import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const README = new URL('../README.md', import.meta.url)
const INDEX = new URL('../src/index.ts', import.meta.url).href

describe('the README', () => {
  it('starts peers inside a program as the library really does it', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'tritonring-readme-'))
    try {
      const examples = [...(await readFile(README, 'utf8')).matchAll(/```js\n(.*?)```/gs)].map(
        ([, code]) => code!,
      )
      const example = examples.find((code) => code.includes('new BlockPeer'))
      assert.ok(example !== undefined)
      const path = join(directory, 'example.mjs')
      const data = join(directory, 'block-1')
      await writeFile(path, example.replace("'tritonring'", `'${INDEX}'`).replace("'./block-1'", `'${data}'`))
      await import(pathToFileURL(path).href)
      assert.match(await readFile(join(data, 'incarnation'), 'utf8'), /^\d{13}\n$/)
    } finally {
      await rm(directory, { recursive: true })
    }
  })
})
