#!/usr/bin/env node
import { CLIENT } from '../src/cli/alias.ts'
import { mainAlias } from '../src/cli/main-alias.ts'

await mainAlias(CLIENT, process.argv.slice(2))
