#!/usr/bin/env node
import { BLOCK_SERVER } from '../src/cli/alias.ts'
import { mainAlias } from '../src/cli/main-alias.ts'

void mainAlias(BLOCK_SERVER, process.argv.slice(2))
