#!/usr/bin/env node
import { MD_SERVER } from '../src/cli/alias.ts'
import { mainAlias } from '../src/cli/main-alias.ts'

void mainAlias(MD_SERVER, process.argv.slice(2))
