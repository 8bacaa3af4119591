/** A process that stores a random file, reads it back, and tells the most memory that it ever took. */
import { createHash } from 'node:crypto'
import { createClient } from '../../src/index.ts'
import { RandomFile } from './random-file.ts'

const [bootstrap, seed, size, blockSize] = process.argv.slice(2)
const file = new RandomFile(Number(seed), Number(size))
const client = await createClient({ bootstrap: [bootstrap!] })
await client.upload(file.pieces(), { name: `${size}`, blockSize: Number(blockSize) })
const hash = createHash('sha256')
for await (const bytes of client.read({ name: `${size}` })) hash.update(bytes)
await client.close()
const identical = hash.digest('hex') === (await file.sha256())
process.send!({ identical, memoryBytes: process.resourceUsage().maxRSS * 1024 })
process.disconnect()
