import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadSettings, type SettingFlags } from '../../src/cli/config.ts'
import type { Settings } from '../../src/cli/settings.ts'

describe('settings', () => {
  let directory: string

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'tritonring-config-'))
  })

  afterEach(() => rm(directory, { recursive: true }))

  async function load(yaml: string | undefined, env = {}, flags: SettingFlags = {}): Promise<Settings> {
    if (yaml !== undefined) await writeFile(join(directory, 'tritonring.yaml'), yaml)
    return loadSettings(flags, { env, directory })
  }

  const refusal = (message: string | RegExp, code = 'BadRequest') => ({ code, message })

  it('are none where nothing is said', async () => {
    assert.deepEqual(await load(undefined), {})
    assert.deepEqual(await load(''), {})
    assert.deepEqual(await load('# only a comment\n'), {})
  })

  it('come from the file, over it the environment, over that the flags', async () => {
    const yaml = 'bootstrap: [a:1, b:2]\nblockSize: 1MiB\nweight: 2\nzone: cellar\nheartbeat: 500ms\n'
    const env = { TT_BLOCK_SIZE: '64KiB', TT_BOOTSTRAP: 'c:3, /ip4/10.0.0.1/tcp/4', TT_WEIGHT: '3' }
    assert.deepEqual(await load(yaml, env, { weight: '0.5' }), {
      bootstrap: ['c:3', '/ip4/10.0.0.1/tcp/4'],
      blockSize: 65_536,
      weight: 0.5,
      zone: 'cellar',
      heartbeat: 500,
    })
  })

  it('take numbers and text for a block size', async () => {
    assert.deepEqual(await load('blockSize: 512'), { blockSize: 512 })
    assert.deepEqual(await load('blockSize: 64KiB'), { blockSize: 65_536 })
  })

  it('find a relative data directory beside the config file', async () => {
    await writeFile(join(directory, 'other.yaml'), 'data: ./peer')
    const settings = await loadSettings(
      { config: join(directory, 'other.yaml') },
      { env: {}, directory: '/' },
    )
    assert.deepEqual(settings, { data: join(directory, 'peer') })
    assert.deepEqual(await load(undefined, { TT_DATA: 'x' }), { data: join(directory, 'x') })
  })

  it('ignore an empty variable', async () => {
    assert.deepEqual(await load('zone: cellar', { TT_ZONE: '' }), { zone: 'cellar' })
  })

  it('name the line and key that is wrong in a file', async () => {
    await assert.rejects(load('zone: a\n\nblockSize: 7\n'), refusal(/^tritonring\.yaml:3: blockSize: .*"7"/))
    await assert.rejects(
      load('bootstrap:\n  - a:1\n  - here\n'),
      refusal(/^tritonring\.yaml:3: bootstrap\.1: 'here' is no address/),
    )
    await assert.rejects(load('bootstrap: a:1'), refusal(/^tritonring\.yaml:1: bootstrap: a list/))
    await assert.rejects(load('zone: [a]'), refusal(/^tritonring\.yaml:1: zone: /))
    await assert.rejects(load('\nweight: 0'), refusal(/^tritonring\.yaml:2: weight: a number over 0/))
    await assert.rejects(load('heartbeat: 5'), refusal(/^tritonring\.yaml:1: heartbeat: .*500ms or 5s/))
    await assert.rejects(load('heartbeat: 1ms'), refusal(/^tritonring\.yaml:1: heartbeat: from 100ms/))
  })

  it('refuse an unknown key and tell the known ones', async () => {
    await assert.rejects(
      load('zone: a\nblocksize: 64'),
      refusal(/^tritonring\.yaml:2: blocksize: unknown key; there are bootstrap, blockSize,/),
    )
  })

  it('name the line of what is no YAML', async () => {
    await assert.rejects(load('zone: a\nzone: b\n'), refusal(/^tritonring\.yaml:2: .*unique/))
    await assert.rejects(load('zone: a\nweight: [1\n'), refusal(/^tritonring\.yaml:\d: /))
    await assert.rejects(load('- zone'), refusal(/^tritonring\.yaml:1: keys and values needed/))
    await assert.rejects(load('just text'), refusal(/^tritonring\.yaml:1: keys and values needed/))
  })

  it('take no YAML aliases, which can inflate a small file', async () => {
    await assert.rejects(
      load('zone: &z a\nbootstrap: [*z, *z]\n'),
      refusal('tritonring.yaml:2: aliases are not taken'),
    )
  })

  it('name the variable that is wrong', async () => {
    await assert.rejects(load(undefined, { TT_BLOCK_SIZE: 'abc' }), refusal(/^TT_BLOCK_SIZE: .*"abc"/))
    await assert.rejects(load(undefined, { TT_BOOTSTRAP: 'a:1,,b:2' }), refusal(/^TT_BOOTSTRAP: /))
    await assert.rejects(load(undefined, { TT_WEIGHT: 'heavy' }), refusal(/^TT_WEIGHT: a number/))
  })

  it('name the flag that is wrong', async () => {
    await assert.rejects(load(undefined, {}, { blockSize: '11MiB' }), refusal(/^--block-size: .*"11MiB"/))
    await assert.rejects(
      load(undefined, {}, { listen: ['here'] }),
      refusal(/^--listen: 'here' is no multiaddr/),
    )
    await assert.rejects(load(undefined, {}, { data: '' }), refusal(/^--data: it is empty/))
  })

  it('are checked in a file also where a flag overrides them', async () => {
    await assert.rejects(load('weight: no', {}, { weight: '1' }), refusal(/^tritonring\.yaml:1: weight/))
  })

  it('fail where a config file was asked for that is not there or cannot be read', async () => {
    await assert.rejects(
      load(undefined, {}, { config: 'nosuch.yaml' }),
      refusal('could not read the config file nosuch.yaml: no such file', 'NotFound'),
    )
    await assert.rejects(load(undefined, {}, { config: directory }), refusal(/EISDIR/, 'Local'))
  })
})
