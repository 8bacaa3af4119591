import { randomInt } from 'node:crypto'

/** The seed of a test's random data: TT_SEED, or a new one. Printed, so that a failure can be repeated. */
export function announcedSeed(what: string): number {
  const seed = Number(process.env['TT_SEED'] ?? randomInt(2 ** 31))
  before(function announceSeed() {
    console.log(`    ${what}: TT_SEED=${seed}`)
  })
  return seed
}
