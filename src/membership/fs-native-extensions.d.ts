declare module 'fs-native-extensions' {
  /** Takes a lock on the whole file that its kernel gives back when the process ends; false when another has it. */
  export function tryLock(fd: number): boolean
}
