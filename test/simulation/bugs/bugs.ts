/** A mistake in one file of src/, or in a simulated disk, to be made in a bundle of the simulation: the sources stay as they are. */
export interface Bug {
  /** What the overlay does wrong. */
  does: string
  /** What has to come together for it to show, besides ordinary work. */
  needs: string
  /** From src/. */
  file: string
  /** Texts that stand in the file exactly once, and what stands there instead. */
  edits: readonly (readonly [found: string, instead: string])[]
}

/** Mistakes of the kinds that systems like this one were seen to make. A tester that finds none of them proves nothing. */
export const BUGS: readonly Bug[] = [
  {
    does: 'acknowledges blocks before the second copy',
    needs: 'a peer that cannot be reached, then a crash or a look',
    file: 'block-peer/put.ts',
    edits: [['const single = await passedOn', 'const single = 0']],
  },
  {
    does: 'does not tell of blocks with a single copy',
    needs: 'peers that are gone',
    file: 'block-peer/put.ts',
    edits: [['mayBeAlive) return part.indexes.length', 'mayBeAlive) return 0']],
  },
  {
    does: 'acknowledges a copy that a full disk refused',
    needs: 'a full disk, then a crash or a look',
    file: 'block-peer/put.ts',
    edits: [
      [
        'const added = await place.store.put(batch, place.leases.stamp(request.generation))\n  return',
        'const added = await (async () => place.store.put(batch, place.leases.stamp(request.generation)))().catch(() => 0)\n  return',
      ],
    ],
  },
  {
    does: 'takes blocks from a client with an old epoch',
    needs: 'a change of the ring that a client has not heard of, then a crash',
    file: 'block-peer/put.ts',
    edits: [['if (context.epoch < view.epoch) throw', 'if (context.epoch < 0) throw']],
  },
  {
    does: 'leaves out one of five ranges when it looks for what is missing',
    needs: 'a crash that loses a disk, or a join',
    file: 'repair/plan.ts',
    edits: [
      [
        '    let wanted = known.get(name)',
        '    if (arcAfter % 5 === 2) continue\n    let wanted = known.get(name)',
      ],
    ],
  },
  {
    does: 'takes a peer that lost its disk for one that holds what it held',
    needs: 'a lost disk and a quick restart',
    file: 'membership/same-member.ts',
    edits: [
      ['&& keepsSame(other, member)', '&& keepsSame({ ...other, incarnation: member.incarnation }, member)'],
    ],
  },
  {
    does: 'deletes surplus copies without looking whether the owners have theirs',
    needs: 'a peer that was away during a write, and one that was not',
    file: 'repair/strays.ts',
    edits: [
      ['await this.#bring(found, { ...this.#place, ...epochs }, signal)', ''],
      ['await this.#bring(found, this.#place, signal)', ''],
    ],
  },
  {
    does: 'deletes surplus copies when one of their owners has them',
    needs: 'two owners of which one was away, and a change of the ring',
    file: 'repair/strays.ts',
    edits: [
      [
        'for (const owner of owners)\n      for await (const missing of compare',
        'for (const owner of owners.slice(0, 1))\n      for await (const missing of compare',
      ],
    ],
  },
  {
    does: 'forgets copies that it keeps for others',
    needs: 'an owner that was away',
    file: 'repair/repair.ts',
    edits: [['= await new Strays(this.#place, view).bringHome(signal)', '= 0']],
  },
  {
    does: 'says that all is well while copies that it keeps for others are on their way',
    needs: 'a write while an owner was away, then a crash of the other, then a look',
    file: 'repair/repair.ts',
    edits: [['comparing: this.#settled === 0 || !this.#isHome', 'comparing: this.#settled === 0']],
  },
  {
    does: 'brings only the first of the blocks that are missing',
    needs: 'a lost disk',
    file: 'repair/compare.ts',
    edits: [['yield selectHeld(held, missing)', 'yield selectHeld(held, missing.slice(0, 1))']],
  },
  {
    does: 'takes as many blocks for the same blocks',
    needs: 'two peers that each miss something of a range',
    file: 'repair/compare.ts',
    edits: [
      [
        'if (mine.equals(0, theirs, index)) return false',
        'if (mine.counts[0] === theirs.counts[index]) return false',
      ],
    ],
  },
  {
    does: 'scrubs without comparing blocks with their keys',
    needs: 'rot',
    file: 'repair/scrub.ts',
    edits: [
      [
        'await this.#store.verify(after, SCRUB_PAGE_BYTES)',
        "{ blocks: 1, bytes: 1, damaged: '', next: undefined }",
      ],
    ],
  },
  {
    does: 'sets wrong copies aside and forgets to fetch right ones',
    needs: 'rot, then a look',
    file: 'repair/mend.ts',
    edits: [
      ['this.#setAside(keys.slice(at, at + KEY_BYTES))', 'void at'],
      ['    await this.mend(keys, signal)\n', ''],
    ],
  },
  {
    does: 'gives away bytes that it has not verified',
    needs: 'rot, and a read before the scrub',
    file: 'transfer/block-reader.ts',
    edits: [['this.#verify = options.verify ?? verifyBlocks', 'this.#verify = () => []']],
  },
  {
    does: 'says that all is well when one peer has compared',
    needs: 'a change of the ring, and a look',
    file: 'cli/health.ts',
    edits: [
      ['const compared = peers.every(({ repair })', 'const compared = peers.some(({ repair })'],
      ['return pending || !compared', 'return !compared'],
    ],
  },
  {
    does: 'says that all is well while peers compare what they hold',
    needs: 'a change of the ring, and a look',
    file: 'cli/health.ts',
    edits: [['return pending || !compared\n    ?', 'return pending && !pending\n    ?']],
  },
  {
    does: 'overlooks blocks that come when it has compared once',
    needs: 'an owner that was away during a write, without leaving the ring',
    file: 'repair/repair.ts',
    edits: [['    this.#arrivals++\n', '']],
  },
  {
    does: 'evicts on its own word alone',
    needs: 'a cut link to the coordinator',
    file: 'membership/watch.ts',
    edits: [
      ['if (!reached.includes(true)) return reached.includes(false)', 'if (reached.length >= 0) return true'],
    ],
  },
  {
    does: 'evicts half of the peers together',
    needs: 'two peers that are silent at once',
    file: 'membership/watch.ts',
    edits: [['&& !vouched && !this.frozen &&', '&& !vouched &&']],
  },
  {
    does: 'counts its own standstill against others',
    needs: 'a frozen coordinator',
    file: 'membership/watch.ts',
    edits: [
      ['if (lagMs > LAG_MS_MAX) {', 'if (lagMs > 1e9) {'],
      ['if (!reached.includes(true)) return reached.includes(false)', 'if (reached.length >= 0) return true'],
    ],
  },
  {
    does: 'takes up an older view',
    needs: 'views that overtake each other',
    file: 'membership/membership.ts',
    edits: [
      ['    if (!view.isNewerThan(this.#view)) return\n    if (view.coordinator', '    if (view.coordinator'],
      ['    if (!view.isNewerThan(this.#view)) return\n    const { id }', '    const { id }'],
    ],
  },
  {
    does: 'begins a new world when it is reborn',
    needs: 'a crash of the metadata peer',
    file: 'membership/older-worlds.ts',
    edits: [['const newest = this.#newest()', 'const newest = [this.#newest()][1]']],
  },
  {
    does: 'acknowledges a name that one peer keeps',
    needs: 'a crash of that peer and of the metadata peer, or two',
    file: 'metadata-peer/record-keeping.ts',
    edits: [['const ACKNOWLEDGED_MIN = 2', 'const ACKNOWLEDGED_MIN = 1']],
  },
  {
    does: 'forgets that names went to others while the ring was changing',
    needs: 'a commit between two changes of the ring, of which the second takes the first back',
    file: 'metadata-peer/record-keeping.ts',
    edits: [['before !== undefined && record.epoch <= this.#settledEpoch', 'before !== undefined']],
  },
  {
    does: 'serves names before enough peers were read',
    needs: 'a crash of the metadata peer while a holder is out of reach',
    file: 'metadata-peer/rebuild.ts',
    edits: [['if (unread.length <= missingMax) return', 'if (unread.length <= members.length) return']],
  },
  {
    does: 'lets an older record of a name win',
    needs: 'a crash of the metadata peer after a holder missed a write',
    file: 'names/record.ts',
    edits: [['? a.term > b.term : a.version > b.version', '? a.term > b.term : true']],
  },
  {
    does: 'keeps deletions to itself',
    needs: 'a delete, and a crash of the metadata peer',
    file: 'metadata-peer/commit.ts',
    edits: [
      [
        '    await this.#keeping.keep(record, view)',
        '    if (!request.delete) await this.#keeping.keep(record, view)',
      ],
    ],
  },
  {
    does: 'does not compare versions',
    needs: 'two clients that write at once',
    file: 'metadata-peer/commit.ts',
    edits: [
      [
        'current)) return checkVersion(request, current)',
        'current)) return request.delete ? checkVersion(request, current) : undefined',
      ],
    ],
  },
  {
    does: 'forgets what was committed when it is asked again',
    needs: 'a lost answer, and another writer',
    file: 'names/memory.ts',
    edits: [
      ['if (done !== undefined) return FileRecord.decode(done)', ''],
      ['if (made !== undefined) return made', ''],
    ],
  },
  {
    does: 'remembers only the last operation of a name when it is reborn',
    needs: 'a lost answer, another writer, and a crash of the metadata peer',
    file: 'names/record.ts',
    edits: [
      ['if (index < 0) return madeEarlier(record, operation)', 'if (index !== Infinity) return undefined'],
    ],
  },
  {
    does: 'forgets deletes when it is reborn',
    needs: 'a lost answer, another writer, and a crash of the metadata peer',
    file: 'names/record.ts',
    edits: [['if (index < 0) return madeEarlier(record, operation)', 'if (index < 0) return undefined']],
  },
  {
    does: 'calls blocks compared that an older process of a member may have taken',
    needs: 'a second process of one identity, and a write',
    file: 'repair/repair.ts',
    edits: [
      ['!this.#isHome || this.#replaced,', '!this.#isHome,'],
      ['if (this.#replaced) return this', 'if (this.#view === undefined) return this'],
    ],
  },
  {
    does: 'asks for the same commit under another id',
    needs: 'a lost answer, and another writer',
    file: 'client/commit.ts',
    edits: [
      [
        'overlay.ask(COMMIT, request,',
        'overlay.ask(COMMIT, { ...request, operation: new Uint8Array(randomBytes(16)) },',
      ],
    ],
  },
  {
    does: 'waits for answers without an end',
    needs: 'a frozen or unreachable peer',
    file: 'rpc/deadline.ts',
    edits: [["      this.end(new TritonError('Timeout', text, { peer }))", '      void text']],
  },
  {
    does: 'leaves a timer behind each call',
    needs: 'nothing',
    file: 'rpc/deadline.ts',
    edits: [['    this.#cancelTimer()\n', '']],
  },
  {
    does: 'commits an upload however long it took',
    needs: 'an upload of contents that are about to be collected, and a fault that delays it',
    file: 'metadata-peer/commit.ts',
    edits: [
      ['if (bringsContent(request)) checkUploadLease(', 'if (request.generation < 0) checkUploadLease('],
    ],
  },
  {
    does: 'acknowledges blocks before they are synced',
    needs: 'a crash of all peers at once',
    file: '../test/simulation/simulated-store.ts',
    edits: [
      [
        'return this.writes.write(() => this.#enter(fresh))',
        'void this.writes.write(() => {}, () => void this.delete(Buffer.concat(fresh.map(({ key }) => key))))\n    return this.#enter(fresh)',
      ],
    ],
  },
  {
    does: 'acknowledges names before they are synced',
    needs: 'a crash of all peers at once, the metadata peer too',
    file: 'block-peer/record-shelf.ts',
    edits: [['      await kept.noting\n', '']],
  },
  {
    does: 'does not read the records of peers that started anew',
    needs: 'a crash of all peers at once, the metadata peer too',
    file: 'metadata-peer/rebuild.ts',
    edits: [
      [
        "there[index] === 'silent' || !(await",
        "there[index] === 'silent' || (there[index] === 'there' && !(await",
      ],
      ['reading.read(member.id, told))) left', 'reading.read(member.id, told)))) left'],
    ],
  },
]
