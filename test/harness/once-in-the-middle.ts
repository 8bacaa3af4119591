import assert from 'node:assert/strict'
import type { Progress } from '../../src/index.ts'
import type { RandomFile } from './random-file.ts'

/** Does something at the first report of progress between 10 % and 90 %. */
export function onceInTheMiddle(file: RandomFile, act: () => void) {
  let happened = false
  return {
    onProgress({ bytes }: Progress): void {
      const share = bytes / file.size
      if (happened || share < 0.1 || share > 0.9) return
      happened = true
      act()
    },
    assertHappened(): void {
      assert.ok(happened, 'there was a report of progress between 10 % and 90 %')
    },
  }
}
