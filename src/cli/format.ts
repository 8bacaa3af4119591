const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const

/** Bytes for people: `64 B`, `1.5 KiB`, `12 MiB`. */
export function formatSize(bytes: number): string {
  let value = bytes
  let unit = 0
  while (value >= 1023.5 && unit < UNITS.length - 1) {
    value /= 1024
    unit++
  }
  return `${unit === 0 || value >= 99.95 ? Math.round(value) : trimmed(value)} ${UNITS[unit]}`
}

function trimmed(value: number): string {
  return value.toFixed(1).replace(/\.0$/, '')
}

/** Bytes in a time, a second: `24.1 MiB/s`. */
export function formatRate(bytes: number, elapsedMs: number): string {
  return `${formatSize((bytes * 1000) / Math.max(elapsedMs, 1))}/s`
}

/** `12 ms`, `1.25 s`, `3 min 5 s`, `2 h 3 min`. */
export function formatDuration(ms: number): string {
  if (ms < 999.5) return `${Math.round(ms)} ms`
  if (ms < 9_995) return `${(ms / 1000).toFixed(2)} s`
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** A whole number with commas: `2,324`. Not by `toLocaleString`, whose first call takes 6 ms. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** A count and its noun: `1 block`, `2,324 blocks`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : plural}`
}

/** A fraction of 1: `33.3 %`. */
export function formatShare(fraction: number): string {
  return `${(fraction * 100).toFixed(1)} %`
}

/** `part` of `whole` as a whole percentage that says 0 and 100 only where they are exact. */
export function formatPercent(part: number, whole: number): string {
  if (part <= 0 || whole <= 0) return '0 %'
  if (part >= whole) return '100 %'
  return `${Math.min(99, Math.max(1, Math.round((part / whole) * 100)))} %`
}

/** A moment, in milliseconds since 1970: `2025-01-31 14:05` in local time. */
export function formatMoment(ms: number): string {
  const date = new Date(ms)
  if (Number.isNaN(date.getTime())) return '-'
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`
}

/** A peer's id, short enough for a table: all Ed25519 ids begin alike, so its end tells them apart. */
export function shortId(id: string): string {
  return id.length <= 12 ? id : `${id.slice(0, 4)}…${id.slice(-6)}`
}
