import { SearchIndex } from '../../src/search/search-index.ts'
import { recordOf } from '../../test/suites/record-of.ts'
import type { Bench } from '../bench.ts'
import { percentile } from '../report/statistics.ts'

const NOUNS =
  'holiday beach report invoice family garden winter summer concert meeting budget draft letter recipe travel school house music video photo'.split(
    ' ',
  )

/** A path as people have them; every second word comes often, every last one once. */
function nameOf(index: number): string {
  const [first, second] = [NOUNS[index % 20], NOUNS[(index * 7 + 3) % 20]]
  return `photos/${2000 + (index % 27)}/${first}-${second}/image-${`${index}`.padStart(8, '0')}.jpg`
}

const QUERIES: Record<string, string> = {
  'a word of 1 name in 10': 'beach',
  'the same word, two letters exchanged': 'baech',
  'a beginning': 'bea',
  'a word of all names, and one of one': 'image 00012345',
  'the same, with an error in each': 'imgae 00012435',
  'two words of many names': 'holiday photos',
  'a word of all names': 'photos',
  'what no name has': 'nothingsuch',
}

export default {
  title: 'Search: names in the index of a metadata peer',

  async run(recording, { quick }) {
    const count = quick ? 100_000 : 1_000_000
    globalThis.gc?.()
    const used = () => process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers
    const before = used()
    const startMs = performance.now()
    const index = new SearchIndex()
    for (let at = 0; at < count; at++) index.note(recordOf({ name: nameOf(at), size: at, mtime: at }))
    const seconds = (performance.now() - startMs) / 1000
    globalThis.gc?.()
    recording.figure('names taken in', `${count}`, '/s', count / seconds)
    recording.figure('memory a name, with the name', `${count}`, 'B', (used() - before) / count)
    const any = { owner: '', sizeMin: 0, sizeMax: 0, mtimeMin: 0, mtimeMax: 0 }
    for (const [title, query] of Object.entries(QUERIES)) {
      const times: number[] = []
      for (let round = 0; round < 15; round++) {
        const startMs = performance.now()
        index.find({ ...any, query }, 256)
        times.push(performance.now() - startMs)
      }
      recording.figure(title, `${count}, median`, 'ms', percentile(times, 50))
      recording.figure(title, `${count}, first`, 'ms', times[0]!)
    }
  },
} satisfies Bench
