/**
 * Tests the tester: plants each bug alone in the simulation, and counts the seeds until it is found.
 *
 *     npm run mutants [-- --seeds 2000] [--minutes 2] [--only PATTERN]
 *
 * `--seeds`, `--minutes`: the most for each bug.
 */
import { BUGS } from './bugs.ts'
import { hunt } from './hunt.ts'

const after = (flag: string) => process.argv[process.argv.indexOf(flag) + 1 || process.argv.length]
const seedsMax = Number(after('--seeds') ?? 2_000)
const secondsMax = 60 * Number(after('--minutes') ?? 2)
const only = new RegExp(after('--only') ?? '')
let missed = 0
console.log('| the overlay … | shows with | seeds until found | as |\n|---|---|---|---|')
for (const bug of BUGS.filter(({ does }) => only.test(does))) {
  const { seeds, broken, seconds } = await hunt(bug, seedsMax, secondsMax)
  if (seeds === undefined) missed++
  const found = seeds ?? `not in ${seedsMax} or ${Math.round(seconds)} s`
  console.log(`| ${bug.does} | ${bug.needs} | ${found} | ${broken.replaceAll('|', '/').slice(0, 90)} |`)
}
console.log(`${missed} not found`)
process.exit(missed > 0 ? 1 : 0)
