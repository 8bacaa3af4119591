/** The process that holds the hypercores: writes the one that its parent names, and serves it at a port of its own. */
import { once } from 'node:events'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { join } from 'node:path'
import process from 'node:process'
import Hypercore from 'hypercore'
import { growHeapFreely } from '../../src/heap.ts'
import { type BenchFile, piecesOf } from '../contenders/bench-file.ts'

growHeapFreely()
const directory = process.argv[2]!
let core: Hypercore | undefined
let server: Server | undefined

async function hold(file: BenchFile): Promise<{ key: string; port: number; length: number }> {
  server?.close()
  await core?.close()
  const held = new Hypercore(join(directory, `${file.name}-held`))
  await held.ready()
  for (const piece of piecesOf(file)) await held.append(cut(piece, file.blockSize))
  core = held
  server = createServer((socket) => {
    socket.setNoDelay(true)
    const stream = held.replicate(false)
    socket.pipe(stream).pipe(socket)
    for (const end of [socket, stream]) end.on('error', () => socket.destroy())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    key: Buffer.from(held.key).toString('hex'),
    port: (server.address() as AddressInfo).port,
    length: held.length,
  }
}

function cut(bytes: Uint8Array, size: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
    bytes.subarray(i * size, (i + 1) * size),
  )
}

process.on('message', (file) => {
  void hold(file as BenchFile).then((held) => process.send!(held))
})
process.once('disconnect', () => process.exit())
