/** One operation on a register, as whoever did it saw it. */
export interface Operation<Value> {
  kind: 'write' | 'read'
  /** What was written, or read; undefined is what the register holds at first. */
  value: Value | undefined
  /** When it was called and when it returned; `Infinity` for one whose outcome is unknown: it may take effect at any time, or never. */
  callMs: number
  returnMs: number
  /** What the register has to hold for a write to take effect: nothing (a create) or something (a delete). */
  requires?: 'nothing' | 'something' | undefined
}

/**
 * Whether one register explains the history: there is an order of its operations in which each takes effect between its
 * call and its return, and every read gives the value of the last write. The search of Wing and Gong (1993) with the
 * memory of Lowe (2017). Exponential at worst: keep histories under 100 operations. An unknown outcome is a write only.
 */
export function isLinearizable<Value>(history: readonly Operation<Value>[]): boolean {
  const operations = [...history].sort((a, b) => a.callMs - b.callMs)
  const failed = new Set<string>()
  const search = (done: bigint, value: Value | undefined): boolean => {
    const open = operations.flatMap((operation, index) =>
      (done >> BigInt(index)) & 1n ? [] : [{ operation, index }],
    )
    if (open.every(({ operation }) => operation.returnMs === Infinity)) return true
    const state = `${done}/${String(value)}`
    if (failed.has(state)) return false
    const earliestReturn = Math.min(...open.map(({ operation }) => operation.returnMs))
    for (const { operation, index } of open) {
      if (operation.callMs > earliestReturn) break
      if (!isPossible(operation, value)) continue
      const next = operation.kind === 'write' ? operation.value : value
      if (search(done | (1n << BigInt(index)), next)) return true
    }
    failed.add(state)
    return false
  }
  return search(0n, undefined)
}

/** Whether the operation can take effect while the register holds `value`. */
function isPossible<Value>(
  { kind, value: own, requires }: Operation<Value>,
  value: Value | undefined,
): boolean {
  if (kind === 'read') return own === value
  return requires === undefined || (requires === 'nothing') === (value === undefined)
}
