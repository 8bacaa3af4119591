import type { Command } from 'commander'
import { addAppend } from './append.ts'
import { addAuth } from './auth.ts'
import { addBlock } from './block.ts'
import { addCat } from './cat.ts'
import { addCompletion } from './completion.ts'
import { addCp } from './cp.ts'
import { addDemo } from './demo.ts'
import { addDoctor } from './doctor.ts'
import { addDownload } from './download.ts'
import { addDrain } from './drain.ts'
import { addEvict } from './evict.ts'
import { addExport } from './export.ts'
import { addGc } from './gc.ts'
import { addImport } from './import.ts'
import { addInvite } from './invite.ts'
import { addKey } from './key.ts'
import { addLogin } from './login.ts'
import { addLogout } from './logout.ts'
import { addLs } from './ls.ts'
import { addMetadata } from './metadata.ts'
import { addModify } from './modify.ts'
import { addMv } from './mv.ts'
import { addRebuild } from './rebuild.ts'
import { addRing } from './ring.ts'
import { addRm } from './rm.ts'
import { addScrub } from './scrub.ts'
import { addSearch } from './search.ts'
import { addShare, addUnshare } from './share.ts'
import { addStat } from './stat.ts'
import { addStatus } from './status.ts'
import { addSync } from './sync.ts'
import { addTag } from './tag.ts'
import type { Terminal } from './terminal.ts'
import { addToken } from './token.ts'
import { addTruncate } from './truncate.ts'
import { addUndelete } from './undelete.ts'
import { addUpload } from './upload.ts'
import { addUser } from './user.ts'
import { addVersions } from './versions.ts'
import { addWhoami } from './whoami.ts'

/** Adds one command to the program. */
type AddCommand = (program: Command, terminal: Terminal) => void

interface CommandEntry {
  /** Its heading in the help. */
  group: string
  add: AddCommand
}

/**
 * All commands, in the order of the help. They come in one file, which is read quicker than one for each; what is large
 * (libp2p, the store, the settings' schema) a command imports itself when it runs.
 */
export const COMMANDS: Readonly<Record<string, CommandEntry>> = {
  demo: { group: 'First steps:', add: addDemo },
  upload: { group: 'Files:', add: addUpload },
  download: { group: 'Files:', add: addDownload },
  cat: { group: 'Files:', add: addCat },
  sync: { group: 'Files:', add: addSync },
  ls: { group: 'Files:', add: addLs },
  search: { group: 'Files:', add: addSearch },
  stat: { group: 'Files:', add: addStat },
  rm: { group: 'Files:', add: addRm },
  undelete: { group: 'Files:', add: addUndelete },
  append: { group: 'Files:', add: addAppend },
  modify: { group: 'Files:', add: addModify },
  truncate: { group: 'Files:', add: addTruncate },
  mv: { group: 'Files:', add: addMv },
  cp: { group: 'Files:', add: addCp },
  tag: { group: 'Files:', add: addTag },
  versions: { group: 'Files:', add: addVersions },
  export: { group: 'Files:', add: addExport },
  import: { group: 'Files:', add: addImport },
  key: { group: 'Files:', add: addKey },
  share: { group: 'Files:', add: addShare },
  unshare: { group: 'Files:', add: addUnshare },
  login: { group: 'Who you are:', add: addLogin },
  logout: { group: 'Who you are:', add: addLogout },
  whoami: { group: 'Who you are:', add: addWhoami },
  token: { group: 'Who you are:', add: addToken },
  invite: { group: 'Who you are:', add: addInvite },
  user: { group: 'Who you are:', add: addUser },
  status: { group: 'The overlay:', add: addStatus },
  ring: { group: 'The overlay:', add: addRing },
  drain: { group: 'The overlay:', add: addDrain },
  evict: { group: 'The overlay:', add: addEvict },
  scrub: { group: 'The overlay:', add: addScrub },
  gc: { group: 'The overlay:', add: addGc },
  rebuild: { group: 'The overlay:', add: addRebuild },
  doctor: { group: 'When something is wrong:', add: addDoctor },
  metadata: { group: 'Peers:', add: addMetadata },
  auth: { group: 'Peers:', add: addAuth },
  block: { group: 'Peers:', add: addBlock },
  completion: { group: 'The shell:', add: addCompletion },
}
