import { createHash } from 'node:crypto'
import { CarBufferWriter } from '@ipld/car'
import type { CID } from 'multiformats/cid'
import { hashBlocks } from '../block/hash.ts'
import { keyAt } from '../block/key.ts'
import { slabs } from '../block/split.ts'
import { KEY_BYTES } from '../limits.ts'
import type { FileRecord } from '../wire/generated/tritonring.ts'
import type { Client } from './client.ts'
import { Destination } from './destination.ts'
import type { TransferOptions } from './transfer-options.ts'
import { type IpldBlock, leafCid, UnixFsTree } from './unixfs-tree.ts'

/** The length of a block's section and its CID come before its bytes: 5 and 36 bytes at most. */
const SECTION_BYTES_MAX = 41

export interface CarOptions extends TransferOptions {
  /** The directory to write into, and the name there. */
  directory: string
  as: string
  /** Replace what has that name. */
  force?: boolean | undefined
}

/** What was written. */
export interface CarReport {
  path: string
  /** The root of the file as IPFS knows it. */
  cid: CID
  /** Bytes of the file. */
  size: number
}

/**
 * Writes a file as a content archive (CAR, version 1), which IPFS tools read: its blocks as raw leaves under a UnixFS
 * tree. It appears when it is whole and verified. Throws as `download` does.
 */
export async function exportCar(client: Client, file: FileRecord, options: CarOptions): Promise<CarReport> {
  const { directory, as, force = false, ...transfer } = options
  const destination = await Destination.open(directory, as, force)
  try {
    // Its place is kept by a root of the same length: the true one is known at the end.
    await destination.write(header(leafCid(file.root)))
    const tree = new UnixFsTree()
    const bytes = client.read({ root: file.root }, transfer)
    for await (const slab of slabs(bytes, file.blockSize)) {
      await destination.write(sections(leavesAndNodes(slab, file.blockSize, tree)))
    }
    if (file.size === 0) await destination.write(sections(emptyLeaf(tree)))
    const { root, blocks } = tree.finish()
    await destination.write(sections(blocks))
    await destination.writeAt(header(root), 0)
    await destination.commit()
    return { path: destination.path, cid: root, size: file.size }
  } catch (error) {
    await destination.discard()
    throw error
  }
}

/** A slab's blocks, each followed by the nodes that it completes. */
function leavesAndNodes(slab: Uint8Array, blockSize: number, tree: UnixFsTree): IpldBlock[] {
  const keys = hashBlocks(slab, blockSize)
  const blocks: IpldBlock[] = []
  for (let i = 0; i < keys.length / KEY_BYTES; i++) {
    const cid = leafCid(keyAt(keys, i).slice())
    const bytes = slab.subarray(i * blockSize, (i + 1) * blockSize)
    blocks.push({ cid, bytes }, ...tree.push(cid, bytes.length))
  }
  return blocks
}

function emptyLeaf(tree: UnixFsTree): IpldBlock[] {
  const bytes = new Uint8Array(0)
  const cid = leafCid(createHash('sha256').digest())
  return [{ cid, bytes }, ...tree.push(cid, 0)]
}

function header(root: CID): Uint8Array {
  const room = new ArrayBuffer(CarBufferWriter.headerLength({ roots: [root] }))
  return CarBufferWriter.createWriter(room, { roots: [root] }).close()
}

function sections(blocks: readonly IpldBlock[]): Uint8Array {
  const bytesMax = blocks.reduce((sum, { bytes }) => sum + bytes.length + SECTION_BYTES_MAX, 0)
  const writer = CarBufferWriter.createWriter(new ArrayBuffer(bytesMax), { headerSize: 0 })
  for (const block of blocks) writer.write(block)
  return writer.bytes.subarray(0, writer.byteOffset)
}
