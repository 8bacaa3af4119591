import { join } from 'node:path'
import { isTritonError } from '../../src/errors.ts'
import { DiskStore } from '../../src/store/disk.ts'
import { CRASH_OPTIONS, newWitness } from './blocks.ts'
import { Image } from './power-cuts.ts'
import type { CrashFigures } from './subject.ts'

const IMAGE_BYTES = 8 * 1024 * 1024
const ROUNDS = 5
const ACTS_A_ROUND = 200

/** Works on a real disk that is too small: only puts are refused; with all deleted, puts go on. */
export async function runFullDisk(directory: string, random: () => number): Promise<CrashFigures> {
  const image = new Image(join(directory, 'small.img'))
  await image.make(IMAGE_BYTES)
  await image.mount()
  const witness = newWitness(random)
  let openMsLongest = 0
  let refused = 0
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const start = performance.now()
      const store = await DiskStore.open(join(image.mountPoint, 'store'), CRASH_OPTIONS)
      openMsLongest = Math.max(openMsLongest, performance.now() - start)
      for (let i = 0; i < ACTS_A_ROUND; i++) {
        await witness.act(store).catch((error) => {
          if (!isTritonError(error, 'NoSpace')) throw error
          refused++
        })
      }
      await witness.check(store)
      await witness.deleteAll(store)
      await witness.putSome(store)
      await witness.check(store)
      await store.close()
    }
  } finally {
    await image.unmount()
  }
  if (refused === 0) throw new Error('the disk was never full')
  return { crashes: refused, acknowledged: witness.acknowledged, openMsLongest }
}
