import { readFileSync, writeFileSync } from 'node:fs'

/** Makes the kernel count a process's peak of resident memory from now on. Does nothing where there is no /proc. */
export function resetPeakMemory(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, '5')
  } catch {}
}

/** The peak of a process's resident memory in bytes, as the kernel counts it; undefined where there is no /proc. */
export function peakMemory(pid: number): number | undefined {
  try {
    const [, kibibytes] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return kibibytes === undefined ? undefined : Number(kibibytes) * 1024
  } catch {
    return undefined
  }
}
