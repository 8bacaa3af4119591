import { init } from 'echarts'
import type { BenchResult, Figure } from './bench-result.ts'
import { threeDigits } from './number.ts'

const PANELS = [
  { bench: 'small-blocks', title: '64-byte blocks, MB/s' },
  { bench: 'large-blocks', title: 'blocks of 1 MiB (Helia: 256 KiB), MB/s' },
]
const WIDTH = 880
const TITLE_HEIGHT = 44
const BAR_HEIGHT = 40
const PANEL_GAP = 34
const LABEL_WIDTH = 150
const COLOURS = { upload: '#0f766e', download: '#60a5fa' }

interface Panel {
  title: string
  contenders: string[]
  upload: (number | undefined)[]
  download: (number | undefined)[]
}

/** Rates of transfers by contender as an SVG picture, on a logarithmic scale; undefined where neither bench was run. */
export function ratesChart(results: readonly BenchResult[]): string | undefined {
  const panels = PANELS.flatMap(({ bench, title }) => {
    const result = results.find((one) => one.bench === bench)
    return result === undefined ? [] : [panelOf(title, result.figures)]
  })
  if (panels.length === 0) return undefined
  const heights = panels.map(({ contenders }) => contenders.length * BAR_HEIGHT)
  const tops = heights.map(
    (_, index) => TITLE_HEIGHT + sum(heights.slice(0, index)) + index * (TITLE_HEIGHT + PANEL_GAP),
  )
  const height = tops.at(-1)! + heights.at(-1)! + PANEL_GAP
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height })
  chart.setOption(optionOf(panels, tops, heights))
  const svg = chart.renderToSVGString()
  chart.dispose()
  return svg
}

function panelOf(title: string, figures: readonly Figure[]): Panel {
  const contenders = [...new Set(figures.map(({ who }) => who))].reverse()
  const rates = (direction: string) =>
    contenders.map((who) => figures.find((one) => one.who === who && one.work.startsWith(direction))?.median)
  return { title, contenders, upload: rates('upload'), download: rates('download') }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

function optionOf(panels: readonly Panel[], tops: readonly number[], heights: readonly number[]) {
  return {
    animation: false,
    backgroundColor: '#ffffff',
    legend: { right: 16, top: 8, data: ['upload', 'download'] },
    title: panels.map(({ title }, index) => ({
      text: title,
      left: 16,
      top: tops[index]! - TITLE_HEIGHT + 14,
      textStyle: { fontSize: 14 },
    })),
    grid: panels.map((_, index) => ({
      left: LABEL_WIDTH,
      right: 60,
      top: tops[index]!,
      height: heights[index]!,
    })),
    xAxis: panels.map((_, gridIndex) => ({
      type: 'log',
      gridIndex,
      min: 'dataMin',
      axisLabel: { formatter: threeDigits },
    })),
    yAxis: panels.map(({ contenders }, gridIndex) => ({ type: 'category', gridIndex, data: contenders })),
    series: panels.flatMap((panel, index) =>
      (['download', 'upload'] as const).map((direction) => ({
        name: direction,
        type: 'bar',
        xAxisIndex: index,
        yAxisIndex: index,
        data: panel[direction].map((rate) => rate ?? null),
        itemStyle: { color: COLOURS[direction] },
        label: {
          show: true,
          position: 'right',
          formatter: ({ value }: { value: number }) => threeDigits(value),
        },
      })),
    ),
  }
}
