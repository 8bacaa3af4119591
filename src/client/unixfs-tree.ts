import * as dagPb from '@ipld/dag-pb'
import { UnixFS } from 'ipfs-unixfs'
import { CID } from 'multiformats/cid'
import * as raw from 'multiformats/codecs/raw'
import { create as createDigest } from 'multiformats/hashes/digest'
import { hashBlock } from '../block/hash.ts'

/** The multicodec of SHA-256. */
const SHA2_256 = 0x12
/** Links of a node: what IPFS implementations make by default. */
const LINKS_MAX = 174

/** A block of an IPFS graph. */
export interface IpldBlock {
  cid: CID
  bytes: Uint8Array
}

interface Link {
  cid: CID
  /** Bytes of the file below it, and of all blocks below it. */
  fileBytes: number
  treeBytes: number
}

/** The CID of one of our blocks: raw, under the same SHA-256. */
export function leafCid(key: Uint8Array): CID {
  return CID.createV1(raw.code, createDigest(SHA2_256, key))
}

/**
 * A file as IPFS keeps it: our blocks as raw leaves, and over them a balanced tree of UnixFS nodes. Holds no more than
 * one started node of each level.
 */
export class UnixFsTree {
  readonly #levels: Link[][] = []
  readonly #ready: IpldBlock[] = []

  /** Adds the next leaf; returns the nodes that it completed. */
  push(cid: CID, size: number): IpldBlock[] {
    this.#add(0, { cid, fileBytes: size, treeBytes: size })
    return this.#ready.splice(0)
  }

  /** The last nodes, and the root: the leaf itself where there is but one. There must be one. */
  finish(): { root: CID; blocks: IpldBlock[] } {
    for (let level = 0; level < this.#levels.length - 1 || this.#levels[level]!.length > 1; level++)
      if (this.#levels[level]!.length > 0) this.#close(level)
    return { root: this.#levels.at(-1)![0]!.cid, blocks: this.#ready.splice(0) }
  }

  #add(level: number, link: Link): void {
    const links = this.#levels[level]
    if (links === undefined) this.#levels.push([link])
    else {
      if (links.length === LINKS_MAX) this.#close(level)
      this.#levels[level]!.push(link)
    }
  }

  /** Makes a node of a level's links, and a link to it on the next. */
  #close(level: number): void {
    const links = this.#levels[level]!
    const file = new UnixFS({ type: 'file', blockSizes: links.map(({ fileBytes }) => BigInt(fileBytes)) })
    const toLink = ({ cid, treeBytes }: Link): dagPb.PBLink => ({ Name: '', Tsize: treeBytes, Hash: cid })
    const bytes = dagPb.encode(dagPb.prepare({ Data: file.marshal(), Links: links.map(toLink) }))
    const cid = CID.createV1(dagPb.code, createDigest(SHA2_256, hashBlock(bytes)))
    this.#ready.push({ cid, bytes })
    this.#levels[level] = []
    this.#add(level + 1, {
      cid,
      fileBytes: links.reduce((sum, link) => sum + link.fileBytes, 0),
      treeBytes: links.reduce((sum, link) => sum + link.treeBytes, bytes.length),
    })
  }
}
