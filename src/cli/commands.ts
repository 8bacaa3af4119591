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
  sync: { group: 'Files:', load: async () => (await import('./sync.ts')).addSync },
  ls: { group: 'Files:', load: async () => (await import('./ls.ts')).addLs },
  search: { group: 'Files:', load: async () => (await import('./search.ts')).addSearch },
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
  key: { group: 'Files:', load: async () => (await import('./key.ts')).addKey },
  share: { group: 'Files:', load: async () => (await import('./share.ts')).addShare },
  unshare: { group: 'Files:', load: async () => (await import('./share.ts')).addUnshare },
  login: { group: 'Who you are:', load: async () => (await import('./login.ts')).addLogin },
  logout: { group: 'Who you are:', load: async () => (await import('./logout.ts')).addLogout },
  whoami: { group: 'Who you are:', load: async () => (await import('./whoami.ts')).addWhoami },
  token: { group: 'Who you are:', load: async () => (await import('./token.ts')).addToken },
  invite: { group: 'Who you are:', load: async () => (await import('./invite.ts')).addInvite },
  user: { group: 'Who you are:', load: async () => (await import('./user.ts')).addUser },
  status: { group: 'The overlay:', load: async () => (await import('./status.ts')).addStatus },
  ring: { group: 'The overlay:', load: async () => (await import('./ring.ts')).addRing },
  drain: { group: 'The overlay:', load: async () => (await import('./drain.ts')).addDrain },
  evict: { group: 'The overlay:', load: async () => (await import('./evict.ts')).addEvict },
  scrub: { group: 'The overlay:', load: async () => (await import('./scrub.ts')).addScrub },
  gc: { group: 'The overlay:', load: async () => (await import('./gc.ts')).addGc },
  rebuild: { group: 'The overlay:', load: async () => (await import('./rebuild.ts')).addRebuild },
  doctor: { group: 'When something is wrong:', load: async () => (await import('./doctor.ts')).addDoctor },
  metadata: { group: 'Peers:', load: async () => (await import('./metadata.ts')).addMetadata },
  auth: { group: 'Peers:', load: async () => (await import('./auth.ts')).addAuth },
  block: { group: 'Peers:', load: async () => (await import('./block.ts')).addBlock },
  completion: { group: 'The shell:', load: async () => (await import('./completion.ts')).addCompletion },
}
