#!/usr/bin/env node
import { CLIENT } from '../src/cli/alias.ts'
import { mainAlias } from '../src/cli/main-alias.ts'

void mainAlias(CLIENT, process.argv.slice(2))
