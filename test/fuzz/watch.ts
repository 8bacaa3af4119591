/** How a fuzzing thread tells its watcher what it does: three words, then the input. */
export const TICK_AT = 0
export const LENGTH_AT = 1
export const TARGET_AT = 2
export const INPUT_AT = 16
export const SHARED_BYTES = INPUT_AT + 65_536
