#!/usr/bin/env node
import { main } from '../src/cli/main.ts'

await main(['block', ...process.argv.slice(2)])
