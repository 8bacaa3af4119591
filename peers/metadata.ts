#!/usr/bin/env node
import { main } from '../src/cli/main.ts'

void main(['metadata', ...process.argv.slice(2)])
