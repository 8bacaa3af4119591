import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { codeCachePath, loadProgram } from '../../src/cli/load-program.ts'

const BUILT = join(import.meta.dirname, '../../dist/program.cjs')
/** Says whether V8 refused the code that is kept; in a process of its own, whose flags no other test has changed. */
const REFUSED = `
  const { loadProgram } = await import('./src/cli/load-program.ts')
  console.log(loadProgram(${JSON.stringify(BUILT)}).script.cachedDataRejected)`

describe('a program', () => {
  let directory = ''
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'tt-program-'))
  })
  after(() => rm(directory, { recursive: true }))

  it('that was built begins with the code that was kept of it', () => {
    const args = ['--import', 'tsx', '--input-type=module', '-e', REFUSED]
    assert.equal(execFileSync(process.execPath, args, { encoding: 'utf8' }), 'false\n')
  })

  it('is compiled where no code of it is kept, or what is kept is spoilt or of another program', async () => {
    const other = join(directory, 'other.cjs')
    await writeFile(other, 'exports.name = () => require("node:path").basename(__filename)')
    const { script, exports } = loadProgram(other)
    assert.equal((exports as { name: () => string }).name(), 'other.cjs')
    const code = script.createCachedData()
    const kept = [undefined, randomBytes(100), code, code.subarray(0, code.length / 2), Buffer.alloc(0)]
    for (const [answer, bytes] of kept.entries()) {
      // Each of its own text: V8 remembers what it has compiled in this process.
      const path = join(directory, `${answer}.cjs`)
      await writeFile(path, `exports.answer = () => ${answer}`)
      if (bytes !== undefined) await writeFile(codeCachePath(path), bytes)
      const program = loadProgram(path)
      assert.equal((program.exports as { answer: () => number }).answer(), answer)
      assert.notEqual(program.script.cachedDataRejected, false)
    }
  })
})
