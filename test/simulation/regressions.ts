/** Seeds that once broke a promise, and what was wrong. A failing seed that has been mended is added here. */
export const REGRESSIONS: Readonly<Record<number, string>> = {
  208: 'strays that nobody looked for, because as many other blocks had gone as had come',
}
