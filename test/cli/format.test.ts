import assert from 'node:assert/strict'
import fc from 'fast-check'
import { parseDuration, parseLife } from '../../src/cli/duration.ts'
import { escapeControl, toJson } from '../../src/cli/escape.ts'
import {
  counted,
  formatCount,
  formatDuration,
  formatMoment,
  formatPercent,
  formatRate,
  formatShare,
  formatSize,
  shortId,
} from '../../src/cli/format.ts'
import { describeProgress } from '../../src/cli/progress-bar.ts'

describe('sizes, times and counts for people', () => {
  it('sizes are in binary units, with one decimal where it says something', () => {
    const shown = [0, 64, 1023, 1024, 1536, 65_536, 102_400, 1_048_575, 1_048_576, 2 ** 53 - 1]
    assert.deepEqual(shown.map(formatSize), [
      '0 B',
      '64 B',
      '1023 B',
      '1 KiB',
      '1.5 KiB',
      '64 KiB',
      '100 KiB',
      '1 MiB',
      '1 MiB',
      '8 PiB',
    ])
  })

  it('durations go from milliseconds to hours', () => {
    const shown = [0, 12.4, 999.6, 1250, 9_994, 9_996, 59_400, 185_000, 7_380_000]
    assert.deepEqual(shown.map(formatDuration), [
      '0 ms',
      '12 ms',
      '1.00 s',
      '1.25 s',
      '9.99 s',
      '10 s',
      '59 s',
      '3 min 5 s',
      '2 h 3 min',
    ])
  })

  it('a rate in no time at all is finite', () => {
    assert.equal(formatRate(1024, 0), '1000 KiB/s')
    assert.equal(formatRate(2 * 1024 * 1024, 500), '4 MiB/s')
  })

  it('a percentage says 0 and 100 only where they are exact', () => {
    const shares: [number, number][] = [
      [0, 10],
      [1, 10_000],
      [9_999, 10_000],
      [10, 10],
      [1, 3],
      [0, 0],
    ]
    const shown = shares.map(([part, whole]) => formatPercent(part, whole))
    assert.deepEqual(shown, ['0 %', '1 %', '99 %', '100 %', '33 %', '0 %'])
  })

  it('counts have commas, and their noun its plural', () => {
    assert.equal(formatCount(1_234_567), '1,234,567')
    assert.equal(counted(1, 'block'), '1 block')
    assert.equal(counted(0, 'block'), '0 blocks')
    assert.equal(formatShare(1 / 3), '33.3 %')
  })

  it('a moment that no calendar has is a dash', () => {
    assert.match(formatMoment(0), /^19(69|70)-\d\d-\d\d \d\d:\d\d$/)
    assert.equal(formatMoment(Number.MAX_SAFE_INTEGER), '-')
  })

  it('ids of peers keep the end, which tells them apart', () => {
    assert.equal(shortId('12D3KooWQohkcLn6i3N6n7hCz4AvMpAeYijjGhhKPPUhYYgyVSVG'), '12D3…gyVSVG')
    assert.equal(shortId('short'), 'short')
  })
})

describe('durations as people write them', () => {
  it('have a unit', () => {
    assert.deepEqual(['500ms', '5s', '1.5m', '1h'].map(parseDuration), [500, 5_000, 90_000, 3_600_000])
  })

  it('are refused without one, negative, or in other words', () => {
    for (const text of ['5', '-5s', '5 s', 's', '5S', '1e3s', '', '5sec']) {
      assert.throws(() => parseDuration(text), { code: 'BadRequest', message: /could not read the duration/ })
    }
  })

  it('are a second at least where a token or an invitation lives so long', () => {
    assert.equal(parseLife('1s'), 1_000)
    for (const text of ['0s', '999ms'])
      assert.throws(() => parseLife(text), { message: /--life: 1s at least/ })
  })
})

describe('text from elsewhere', () => {
  it('cannot act on a terminal', () => {
    assert.equal(
      escapeControl('a\u001b[2Jb\n\u009b\u202e\u2028'),
      'a\\u{1b}[2Jb\\u{a}\\u{9b}\\u{202e}\\u{2028}',
    )
    assert.equal(escapeControl('Grüße 👨‍👩‍👧.txt'), 'Grüße 👨‍👩‍👧.txt')
  })

  it('is the same after JSON, whatever is in it, and on one harmless line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const json = toJson({ text })
        assert.deepEqual(JSON.parse(json), { text })
        assert.equal(escapeControl(json), json)
      }),
    )
  })
})

describe('a progress line', () => {
  it('shows bar, share, rate and what was not sent', () => {
    const progress = { bytes: 5 * 1024, total: 10 * 1024, bytesDeduplicated: 1024 }
    assert.equal(
      describeProgress('photo.jpg', progress, 1000),
      `photo.jpg  ${'█'.repeat(12)}${'░'.repeat(12)}  50 %  5 KiB of 10 KiB  5 KiB/s  20 % deduplicated`,
    )
  })

  it('does without a bar where the total is not known', () => {
    const progress = { bytes: 2048, total: undefined, bytesDeduplicated: 0 }
    assert.equal(describeProgress('-', progress, 2000), '-  2 KiB  1 KiB/s')
  })

  it('holds for a file that grew, and for an empty one', () => {
    assert.match(describeProgress('x', { bytes: 9, total: 6, bytesDeduplicated: 0 }, 1), /█{24} {2}100 %/)
    assert.match(describeProgress('x', { bytes: 0, total: 0, bytesDeduplicated: 0 }, 1), /░{24}/)
  })
})
