/** Commits names to the disk store in the directory given, eight at a time, and tells each that was acknowledged. */
import { randomBytes } from 'node:crypto'
import { writeSync } from 'node:fs'
import { systemClock } from '../../src/index.ts'
import { DiskNames } from '../../src/names/disk.ts'
import { recordOf } from '../suites/record-of.ts'

const [directory, run] = process.argv.slice(2)
const names = new DiskNames(directory!, systemClock())
await names.open()

async function write(writer: number): Promise<void> {
  for (let i = 0; ; i++) {
    const name = `${run}-${writer}-${i}`
    const operation = new Uint8Array(randomBytes(16))
    await names.commit({ owner: '', name, operation, decide: () => recordOf({ name, operation, size: i }) })
    writeSync(1, `${name}\n`)
  }
}

await Promise.all(Array.from({ length: 8 }, (_, writer) => write(writer)))
