import type { Command } from 'commander'
import type { Terminal } from './terminal.ts'

/** Adds one command to the program. */
export type AddCommand = (program: Command, terminal: Terminal) => void

export interface CommandEntry {
  /** Its heading in the help. */
  group: string
  load: () => Promise<AddCommand>
}

/** All commands, in the order of the help. Each is loaded only when it is needed: a command starts fast or not at all. */
export const COMMANDS: Readonly<Record<string, CommandEntry>> = {
  demo: { group: 'First steps:', load: async () => (await import('./demo.ts')).addDemo },
  upload: { group: 'Files:', load: async () => (await import('./upload.ts')).addUpload },
  download: { group: 'Files:', load: async () => (await import('./download.ts')).addDownload },
  cat: { group: 'Files:', load: async () => (await import('./cat.ts')).addCat },
  ls: { group: 'Files:', load: async () => (await import('./ls.ts')).addLs },
  stat: { group: 'Files:', load: async () => (await import('./stat.ts')).addStat },
  rm: { group: 'Files:', load: async () => (await import('./rm.ts')).addRm },
  undelete: { group: 'Files:', load: async () => (await import('./undelete.ts')).addUndelete },
  append: { group: 'Files:', load: async () => (await import('./append.ts')).addAppend },
  modify: { group: 'Files:', load: async () => (await import('./modify.ts')).addModify },
  truncate: { group: 'Files:', load: async () => (await import('./truncate.ts')).addTruncate },
  mv: { group: 'Files:', load: async () => (await import('./mv.ts')).addMv },
  cp: { group: 'Files:', load: async () => (await import('./cp.ts')).addCp },
  tag: { group: 'Files:', load: async () => (await import('./tag.ts')).addTag },
  versions: { group: 'Files:', load: async () => (await import('./versions.ts')).addVersions },
  export: { group: 'Files:', load: async () => (await import('./export.ts')).addExport },
  import: { group: 'Files:', load: async () => (await import('./import.ts')).addImport },
  status: { group: 'The overlay:', load: async () => (await import('./status.ts')).addStatus },
  ring: { group: 'The overlay:', load: async () => (await import('./ring.ts')).addRing },
  drain: { group: 'The overlay:', load: async () => (await import('./drain.ts')).addDrain },
  evict: { group: 'The overlay:', load: async () => (await import('./evict.ts')).addEvict },
  scrub: { group: 'The overlay:', load: async () => (await import('./scrub.ts')).addScrub },
  gc: { group: 'The overlay:', load: async () => (await import('./gc.ts')).addGc },
  rebuild: { group: 'The overlay:', load: async () => (await import('./rebuild.ts')).addRebuild },
  metadata: { group: 'Peers:', load: async () => (await import('./metadata.ts')).addMetadata },
  block: { group: 'Peers:', load: async () => (await import('./block.ts')).addBlock },
}
