/** The longest input: enough for every structure, so short that many are tried. */
const BYTES_MAX = 4096

/** Numbers that sit at the edges of lengths, counts and varints. */
const EDGES = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff]
const WORDS = [
  ...[
    '/ip4/',
    '/tcp/',
    '/p2p/',
    '/dns4/',
    '..',
    '/',
    '\u0000',
    '\u202e',
    '\ud83d\ude00',
    ': ',
    '\n- ',
    '&a ',
    '*a',
  ],
  ...[
    '!!binary ',
    '{',
    '[',
    '"',
    '|',
    '1e309',
    '-1',
    'KiB',
    'bafkrei',
    '%2e',
    'Infinity',
    '__proto__',
    'constructor',
  ],
].map((word) => new Uint8Array(Buffer.from(word)))

/** An input made of one of the corpus, or two, by a few random changes. */
export function mutate(corpus: readonly Uint8Array[], random: () => number): Uint8Array {
  let bytes = pick(corpus, random) ?? new Uint8Array(0)
  for (let changes = 1 + Math.floor(random() ** 2 * 6); changes > 0; changes--) {
    const change = CHANGES[Math.floor(random() * CHANGES.length)]!
    bytes = change(bytes, random, corpus)
  }
  return bytes.length > BYTES_MAX ? bytes.subarray(0, BYTES_MAX) : bytes
}

type Change = (bytes: Uint8Array, random: () => number, corpus: readonly Uint8Array[]) => Uint8Array

const CHANGES: readonly Change[] = [
  (bytes, random) => changed(bytes, (copy) => flipBit(copy, random)),
  (bytes, random) => changed(bytes, (copy) => setByte(copy, random)),
  (bytes, random) => changed(bytes, (copy) => setEdge(copy, random)),
  (bytes, random) => splice(bytes, at(bytes, random), at(bytes, random), NOTHING),
  (bytes, random) => splice(bytes, at(bytes, random), 0, randomBytes(1 + Math.floor(random() * 8), random)),
  (bytes, random) => splice(bytes, at(bytes, random), 0, pick(WORDS, random)!),
  (bytes, random) => splice(bytes, at(bytes, random), 0, part(bytes, random)),
  (bytes, random, corpus) =>
    splice(bytes, at(bytes, random), 0, part(pick(corpus, random) ?? NOTHING, random)),
  (bytes, random) => bytes.subarray(0, at(bytes, random)),
  (bytes, random, corpus) =>
    random() < 0.1 ? randomBytes(Math.floor(random() * 64), random) : (pick(corpus, random) ?? bytes),
]

const NOTHING = new Uint8Array(0)

function changed(bytes: Uint8Array, change: (copy: Uint8Array) => void): Uint8Array {
  const copy = bytes.slice()
  if (copy.length > 0) change(copy)
  return copy
}

function flipBit(bytes: Uint8Array, random: () => number): void {
  bytes[Math.floor(random() * bytes.length)]! ^= 1 << Math.floor(random() * 8)
}

function setByte(bytes: Uint8Array, random: () => number): void {
  bytes[Math.floor(random() * bytes.length)] = random() * 256
}

/** Writes an edge, 1, 2 or 4 bytes of it, in either order. */
function setEdge(bytes: Uint8Array, random: () => number): void {
  const edge = pick(EDGES, random)!
  const width = 2 ** Math.floor(random() * 3)
  const start = Math.floor(random() * bytes.length)
  const little = random() < 0.5
  for (let i = 0; i < width && start + i < bytes.length; i++)
    bytes[start + i] = edge >>> (8 * (little ? i : width - 1 - i))
}

function splice(bytes: Uint8Array, start: number, removed: number, added: Uint8Array): Uint8Array {
  const stop = Math.min(bytes.length, start + removed)
  const result = new Uint8Array(bytes.length - (stop - start) + added.length)
  result.set(bytes.subarray(0, start))
  result.set(added, start)
  result.set(bytes.subarray(stop), start + added.length)
  return result
}

function part(bytes: Uint8Array, random: () => number): Uint8Array {
  const start = at(bytes, random)
  return bytes.subarray(start, start + Math.floor(random() * 64))
}

function at(bytes: Uint8Array, random: () => number): number {
  return Math.floor(random() * (bytes.length + 1))
}

function randomBytes(length: number, random: () => number): Uint8Array {
  return Uint8Array.from({ length }, () => random() * 256)
}

function pick<T>(all: readonly T[], random: () => number): T | undefined {
  return all[Math.floor(random() * all.length)]
}
