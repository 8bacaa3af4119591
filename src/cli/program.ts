export { BLOCK_SERVER, CLIENT, MD_SERVER } from './alias.ts'
export { main } from './main.ts'
export { mainAlias } from './main-alias.ts'
export { run } from './run.ts'
