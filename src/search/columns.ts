const FIRST_CAPACITY = 1024

/** What filters ask of each name, by its number, and whether it still counts. */
export class Columns {
  sizes = new Float64Array(FIRST_CAPACITY)
  mtimes = new Float64Array(FIRST_CAPACITY)
  /** 1: a live name. */
  live = new Uint8Array(FIRST_CAPACITY)

  set(name: number, size: number, mtime: number): void {
    if (name >= this.live.length) this.#grow(name + 1)
    this.sizes[name] = size
    this.mtimes[name] = mtime
    this.live[name] = 1
  }

  #grow(length: number): void {
    const capacity = Math.max(length, Math.ceil(this.live.length * 1.5))
    const [sizes, mtimes, live] = [
      new Float64Array(capacity),
      new Float64Array(capacity),
      new Uint8Array(capacity),
    ]
    sizes.set(this.sizes)
    mtimes.set(this.mtimes)
    live.set(this.live)
    this.sizes = sizes
    this.mtimes = mtimes
    this.live = live
  }
}
