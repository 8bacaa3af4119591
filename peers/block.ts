#!/usr/bin/env node
import { main } from '../src/cli/main.ts'

void main(['block', ...process.argv.slice(2)])
