import type { Check, OverlayPatient } from './check.ts'
import { bootstrap } from './checks/bootstrap.ts'
import { clocks } from './checks/clocks.ts'
import { copies } from './checks/copies.ts'
import { dataDirectory } from './checks/data-directory.ts'
import { login } from './checks/login.ts'
import { nodeVersion } from './checks/node-version.ts'
import { peers } from './checks/peers.ts'
import { room } from './checks/room.ts'
import { secretFile } from './checks/secret-file.ts'

/** What can be looked at without an overlay, in this order. */
export const LOCAL_CHECKS: readonly Check[] = [nodeVersion, dataDirectory, secretFile, login, bootstrap]
/** What its answer tells. */
export const OVERLAY_CHECKS: readonly Check<OverlayPatient>[] = [clocks, peers, copies, room]
