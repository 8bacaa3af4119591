import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pause } from '../../src/clock.ts'
import { type Client, isTritonError } from '../../src/index.ts'
import { LEASE_GENERATIONS } from '../../src/limits.ts'
import { MemoryCluster } from '../harness/memory-cluster.ts'

