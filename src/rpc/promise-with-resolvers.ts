/**
 * libp2p 3 calls `Promise.withResolvers`, which Node 20 lacks. Imported, for its effect, before libp2p.
 * After ECMA-262 (2024), 27.2.4.9.
 */
if (typeof Promise.withResolvers !== 'function') {
  Promise.withResolvers = function withResolvers<T>(this: PromiseConstructor) {
    let resolve!: (value: T | PromiseLike<T>) => void
    let reject!: (reason?: unknown) => void
    const promise = new this<T>((onResolve, onReject) => {
      resolve = onResolve
      reject = onReject
    })
    return { promise, resolve, reject }
  }
}
