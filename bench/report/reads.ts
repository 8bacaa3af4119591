import type { Read, Reading, Relation } from './judge.ts'
import { threeDigits } from './number.ts'

/** A figure as it is. */
export function figure(bench: string, work: string, who: string): Read {
  return (results) => ({ value: results.figure(bench, work, who).median })
}

/** One figure over another of the same bench. Of several others, over the highest. */
export function ratio(bench: string, work: string, who: string, others: string | readonly string[]): Read {
  return (results) => {
    const own = results.figure(bench, work, who)
    const all = [others].flat().map((other) => results.figure(bench, work, other))
    const best = all.reduce((a, b) => (b.median > a.median ? b : a))
    const detail = `${threeDigits(own.median)} against ${threeDigits(best.median)} ${own.unit} of ${best.who}`
    return { value: own.median / best.median, detail }
  }
}

/** One work's figure over another's of the same bench. */
export function ratioOfWorks(bench: string, work: string, other: string, who: string): Read {
  return (results) => {
    const [own, beside] = [results.figure(bench, work, who), results.figure(bench, other, who)]
    const detail = `${threeDigits(own.median)} against ${threeDigits(beside.median)} ${own.unit}`
    return { value: own.median / beside.median, detail }
  }
}

/** A figure less so many times another. */
export function difference(bench: string, work: string, who: string, times: number, other: string): Read {
  return (results) => {
    const [own, beside] = [results.figure(bench, work, who), results.figure(bench, work, other)]
    const detail = `${threeDigits(own.median)} against ${threeDigits(beside.median)} ${own.unit}`
    return { value: own.median - times * beside.median, detail }
  }
}

/** The same of several works, that which is worst for the goal. */
export function worst<Work extends string>(
  relation: Relation,
  works: readonly Work[],
  read: (work: Work) => Read,
): Read {
  return (results) => {
    const all = works.map((work): Reading & { work: Work } => ({ work, ...read(work)(results) }))
    const pick = all.reduce((a, b) => ((relation === '≥' ? b.value < a.value : b.value > a.value) ? b : a))
    const detail = `worst of ${all.length}: ${pick.work}`
    return { value: pick.value, detail: pick.detail === undefined ? detail : `${detail}, ${pick.detail}` }
  }
}

/** A reading with a second one's value told beside it. */
export function beside(read: Read, label: string, other: Read): Read {
  return (results) => {
    const { value, detail } = read(results)
    const told = `${label} ${threeDigits(other(results).value)}`
    return { value, detail: detail === undefined ? told : `${detail}; ${told}` }
  }
}
