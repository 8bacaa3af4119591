/** Web cryptography runs in threads of its own: a clock that moves by itself would leave it behind. */
const COUNTED = ['sign', 'verify', 'importKey'] as const

let underWay = 0

for (const name of COUNTED) {
  const original = crypto.subtle[name].bind(crypto.subtle) as (...args: unknown[]) => Promise<unknown>
  const counted = (...args: unknown[]) => {
    underWay++
    return original(...args).finally(() => underWay--)
  }
  Object.defineProperty(crypto.subtle, name, { value: counted, configurable: true })
}

/** Whether work is under way that no simulated clock knows of. */
export function isWorkUnderWay(): boolean {
  return underWay > 0
}
