import type { CrashFigures, Subject } from './subject.ts'

/** How long a process lives once it is ready. */
const LIFE_MS_MAX = 200

/** Kills a process again and again while it works; after each, all that it acknowledged must be there. */
export async function runKills(
  kills: number,
  directory: string,
  random: () => number,
  subject: Subject,
  onCrash: (done: number) => void = () => {},
): Promise<CrashFigures> {
  let openMsLongest = 0
  for (let done = 1; done <= kills; done++) {
    const child = await subject.start(directory)
    const stop = subject.work(child)
    await new Promise((resolve) => setTimeout(resolve, random() * LIFE_MS_MAX))
    await child.kill()
    await stop()
    openMsLongest = Math.max(openMsLongest, await subject.check(directory))
    onCrash(done)
  }
  return { crashes: kills, acknowledged: subject.acknowledged, openMsLongest }
}
