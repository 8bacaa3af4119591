import { mkdir, readFile, writeFile } from 'node:fs/promises'

const DIRECTORY = new URL('corpus/', import.meta.url)

function fileOf(target: string): URL {
  return new URL(`${target.replace(/[^a-z]+/gi, '-')}.txt`, DIRECTORY)
}

/** What is telling of each target besides its own seeds, past findings too: an input a line, in hexadecimal. */
export async function readCorpus(targets: readonly string[]): Promise<Map<string, Uint8Array[]>> {
  const corpus = new Map<string, Uint8Array[]>()
  for (const target of targets) corpus.set(target, await readInputs(target))
  return corpus
}

async function readInputs(target: string): Promise<Uint8Array[]> {
  const text = await readFile(fileOf(target), 'utf8').catch(() => '')
  const lines = text.split('\n').filter((line) => line !== '')
  return lines.map((line) => new Uint8Array(Buffer.from(line, 'hex')))
}

/** Adds inputs to a target's corpus, where they are tried for ever after. Resolves with the file's path. */
export async function keepInputs(target: string, inputs: readonly Uint8Array[]): Promise<string> {
  const all = [...(await readInputs(target)), ...inputs].map((input) => Buffer.from(input).toString('hex'))
  const lines = [...new Set(all)].filter((line) => line !== '')
  await mkdir(DIRECTORY, { recursive: true })
  await writeFile(fileOf(target), lines.map((line) => `${line}\n`).join(''))
  return fileOf(target).pathname
}
