import assert from 'node:assert/strict'

/** One look at, or addition to, a list that only grows, each addition a line of its own; as whoever did it saw it. */
export interface ListOperation {
  kind: 'add' | 'read'
  /** What was added; in a read, the list. */
  lines: readonly string[]
  /** The version that the addition made, or the read saw; undefined for an addition whose outcome is unknown, or that was refused. */
  version: number | undefined
  outcome: 'acknowledged' | 'refused' | 'unknown'
  callMs: number
  returnMs: number
}

/**
 * Whether one list explains the history: every acknowledged addition is in the last list exactly once and no refused one,
 * lines stand in the order of their versions, each read is a beginning of the list that ends with the line of its version,
 * and versions follow the order of time: what was called after something had returned has a later version, or for a read
 * no earlier one. Throws what contradicts. As every state has one version, this is linearizability.
 */
export function assertGrowingList(history: readonly ListOperation[], last: readonly string[]): void {
  assertEachOnce(history, last)
  assertVersionsInTime(history)
  const versions = new Map<string, number>()
  for (const { kind, lines, version } of history)
    if (kind === 'add' && version !== undefined) versions.set(lines[0]!, version)
  const known = last.map((line) => versions.get(line)).filter((version) => version !== undefined)
  assert.deepEqual(
    known,
    known.toSorted((a, b) => a - b),
    'lines do not stand in the order of their versions',
  )
  for (const { kind, lines, version } of history) {
    if (kind !== 'read') continue
    assert.deepEqual(lines, last.slice(0, lines.length), 'a read saw another list')
    for (const [index, line] of last.entries()) {
      const made = versions.get(line)
      if (made !== undefined)
        assert.equal(
          index < lines.length,
          made <= version!,
          `a read of version ${version} and '${line}' of ${made}`,
        )
    }
  }
}

function assertEachOnce(history: readonly ListOperation[], last: readonly string[]): void {
  const counts = new Map<string, number>()
  for (const line of last) counts.set(line, (counts.get(line) ?? 0) + 1)
  for (const { kind, lines, outcome } of history) {
    if (kind === 'read') continue
    const count = counts.get(lines[0]!) ?? 0
    const [least, most] = outcome === 'unknown' ? [0, 1] : outcome === 'refused' ? [0, 0] : [1, 1]
    assert.ok(count >= least && count <= most, `${outcome} line '${lines[0]}' is there ${count} times`)
    counts.delete(lines[0]!)
  }
  assert.deepEqual([...counts.keys()], [], 'lines that nobody wrote')
}

function assertVersionsInTime(history: readonly ListOperation[]): void {
  const done = history.filter(({ version }) => version !== undefined)
  const returned = done.toSorted((a, b) => a.returnMs - b.returnMs)
  let [next, newest] = [0, 0]
  for (const { kind, version, callMs } of done.toSorted((a, b) => a.callMs - b.callMs)) {
    for (; next < returned.length && returned[next]!.returnMs < callMs; next++)
      newest = Math.max(newest, returned[next]!.version!)
    const fits = kind === 'read' ? version! >= newest : version! > newest
    assert.ok(fits, `a ${kind} called at ${callMs} ms has version ${version}, but ${newest} was there before`)
  }
}
