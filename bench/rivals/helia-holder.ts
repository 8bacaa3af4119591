/** The Helia node that holds the files: adds those that its parent names, and tells their CIDs. */
import process from 'node:process'
import { fixedSize } from 'ipfs-unixfs-importer/chunker'
import { growHeapFreely } from '../../src/heap.ts'
import { type BenchFile, piecesOf } from '../contenders/bench-file.ts'
import { startHelia } from './helia-node.ts'

growHeapFreely()
const { helia, files, forget } = await startHelia()

async function add(file: BenchFile): Promise<string> {
  await forget()
  const chunker = fixedSize({ chunkSize: file.blockSize })
  const cid = await files.addByteStream(stream(file), { chunker, rawLeaves: true })
  return cid.toString()
}

async function* stream(file: BenchFile): AsyncGenerator<Uint8Array> {
  yield* piecesOf(file)
}

process.on('message', (file) => {
  void add(file as BenchFile).then((cid) => process.send!(cid))
})
process.once('disconnect', () => process.exit())
process.send!(helia.libp2p.getMultiaddrs().map(String)[0])
