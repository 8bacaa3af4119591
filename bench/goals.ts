import type { Goal, Read, Relation } from './report/judge.ts'
import { beside, difference, figure, ratio, ratioOfWorks, worst } from './report/reads.ts'

const OURS = 'tritonring'
const OUR_FILES = 'tritonring, files'
const REDIS = ['Redis SET/GET', 'Redis MSET/MGET']
const RAW = 'raw libp2p stream'
const CROWD = '16 clients at once'
const FOUR = ['upload at 64 B', 'download at 64 B', 'upload at 1 MiB', 'download at 1 MiB'] as const
const DOWNLOADS = ['download at 64 B', 'download at 1 MiB'] as const
/** A tenth of the 711 ns that a 64-byte block takes at the goal of 90 MB/s: then the ring's size is no matter. */
const LOOKUP_NS_MAX = 71

type Condition = [Relation, number, string, Read]

function goals(work: string, bench: string, ...conditions: Condition[]): Goal[] {
  return conditions.map(([relation, bound, unit, read]) => ({ work, bench, relation, bound, unit, read }))
}

/** Of the raw stream, which has one direction. */
function ofRaw(direction: string): Read {
  return (results) => {
    const [own, raw] = [
      results.figure('large-blocks', direction, OURS),
      results.figure('large-blocks', 'upload', RAW),
    ]
    return {
      value: own.median / raw.median,
      detail: `${Math.round(own.median)} against ${Math.round(raw.median)} MB/s`,
    }
  }
}

/** Beside the best round of one client alone. */
function crowd(work: string): Read {
  return (results) => {
    const alone = results.figure('many-clients', work, 'one client alone').high
    const sum = results.figure('many-clients', work, `${CROWD}, sum`).median
    return { value: sum / alone, detail: `${sum.toFixed(1)} against ${alone.toFixed(1)} MB/s` }
  }
}

function store(work: string): Read {
  return beside(figure('store', work, 'MemoryStore'), 'Map', figure('store', work, 'Map'))
}

function growth(work: string): Read {
  const line = `${work}, time = a + b × size`
  return beside(figure('growth', line, 'largest b over smallest'), 'a in ms', figure('growth', line, 'a'))
}

/** A larger ring has a larger table: how much that tells stands beside. */
function lookup(): Read {
  const [work, large, small] = ['look a key up', 'ring of 10,000 peers', 'ring of 100 peers']
  const both = beside(figure('ring', work, large), 'of 100', figure('ring', work, small))
  return beside(both, 'as a multiple of that', ratio('ring', work, large, small))
}

/** What tritonring is to reach in a full run; each ratio is of figures of one bench, measured by turns. */
export const GOALS: readonly Goal[] = [
  ...goals(
    'upload 64 MiB random, 64 B blocks',
    'small-blocks',
    ['≥', 60, 'MB/s', figure('small-blocks', 'upload', OURS)],
    ['≥', 4, '× Redis', ratio('small-blocks', 'upload', OURS, REDIS)],
  ),
  ...goals(
    'download the same',
    'small-blocks',
    ['≥', 90, 'MB/s', figure('small-blocks', 'download', OURS)],
    ['≥', 300, '× Helia', ratio('small-blocks', 'download', OURS, 'Helia')],
    ['≥', 3.5, '× Redis', ratio('small-blocks', 'download', OURS, REDIS)],
  ),
  ...goals(
    'upload 256 MiB, 1 MiB blocks',
    'large-blocks',
    ['≥', 0.3, 'of a raw libp2p stream', ofRaw('upload')],
    ['≥', 3, '× NATS object store', ratio('large-blocks', 'upload', OURS, 'NATS object store')],
    ['≥', 1, '× scp, files', ratio('large-blocks', 'upload', OUR_FILES, 'scp')],
  ),
  ...goals(
    'download 256 MiB, 1 MiB blocks',
    'large-blocks',
    ['≥', 0.55, 'of a raw libp2p stream', ofRaw('download')],
    ['≥', 4, '× Helia at 256 KiB', ratio('large-blocks', 'download', OURS, 'Helia at 256 KiB')],
    ['≥', 1, '× scp, files', ratio('large-blocks', 'download', OUR_FILES, 'scp')],
  ),
  ...goals(
    'upload again what is there, 64 B blocks',
    'again',
    ['≥', 2, '× the first upload', ratioOfWorks('again', 'second upload', 'first upload', OURS)],
    ['<', 1, '% of block bytes sent', figure('again', 'block bytes sent again', OURS)],
  ),
  ...goals(
    'memory store at 10 M blocks of 64 B',
    'store',
    ['≤', 112, 'B a block', store('memory a block at')],
    ['≤', 5, 'ms worst pause', store('longest pause of a put')],
    ['≥', 3, 'M puts/s', store('put at')],
    ['≥', 2, 'M gets/s', store('get at')],
  ),
  ...goals(
    'growth from 64 MiB to 1 GiB (64 B) and 4 GiB (1 MiB)',
    'growth',
    ...FOUR.map((work): Condition => ['≤', 25, `% between values of b, ${work}`, growth(work)]),
    [
      '≤',
      1.25,
      "× the smallest file's peak memory",
      worst('≤', FOUR, (work) =>
        figure('growth', `${work}, client's peak memory`, 'largest file to smallest'),
      ),
    ],
  ),
  ...goals(
    CROWD,
    'many-clients',
    ['≥', 0.8, '× one client’s best, sum', worst('≥', FOUR, crowd)],
    [
      '≥',
      0.5,
      '× the mean, slowest',
      worst('≥', FOUR, (work) => figure('many-clients', work, `${CROWD}, slowest to mean`)),
    ],
    [
      '≤',
      100,
      'ms p99 of 1 KiB',
      worst('≤', FOUR, (work) => figure('many-clients', `download 1 KiB during ${work}`, 'p99')),
    ],
  ),
  ...goals('12 block peers instead of 3', 'more-peers', [
    '≥',
    0.7,
    '× the throughput',
    worst('≥', FOUR, (work) => ratio('more-peers', work, '12 block peers', '3 block peers')),
  ]),
  ...goals('a key’s place in a ring of 10,000 peers', 'ring', ['≤', LOOKUP_NS_MAX, 'ns', lookup()]),
  ...goals('one of three peers delays every answer 200 ms', 'slow-peer', [
    '≤',
    1.5,
    '× the healthy time',
    worst('≤', DOWNLOADS, (work) => ratio('slow-peer', work, 'one of three slow', 'three quick peers')),
  ]),
  ...goals('one of three peers stopped in the middle', 'slow-peer', [
    '≤',
    3,
    's more than healthy',
    worst('≤', DOWNLOADS, (work) =>
      difference('slow-peer', work, 'one of three stopped', 1, 'three living peers'),
    ),
  ]),
  ...['tt ls', 'tt upload of 1 KiB'].flatMap((command) =>
    goals(command, 'latency', [
      '≤',
      150,
      'ms beyond 2.5 × node -e 0',
      difference('latency', 'a command', command, 2.5, 'node -e 0'),
    ]),
  ),
]
