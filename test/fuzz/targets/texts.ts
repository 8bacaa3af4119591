import { parseBlockSize } from '../../../src/block/block-size.ts'
import { formatKey, parseKey } from '../../../src/block/key.ts'
import { parseByteSize } from '../../../src/cli/byte-size.ts'
import { parseConfigFile } from '../../../src/cli/config-file.ts'
import { parseDuration } from '../../../src/cli/duration.ts'
import { escapeControl, toJson } from '../../../src/cli/escape.ts'
import { isNames } from '../../../src/cli/names.ts'
import { readSettings } from '../../../src/cli/settings.ts'
import { checkFileName, printable } from '../../../src/names/file-name.ts'
import { recordKey } from '../../../src/names/record.ts'
import { checkMultiaddr, isMultiaddr } from '../../../src/rpc/address.ts'
import { bytesOf, type Target, textOf } from '../target.ts'

const PEER = '12D3KooWRa3bs59nXQGvAqhHpgXVzFYARGL71Zr9eBdNtnWzWkBN'

export const multiaddrs: Target = {
  name: 'multiaddrs',
  seeds: () =>
    [
      `/ip4/127.0.0.1/tcp/4001/p2p/${PEER}`,
      '/ip6/::1/tcp/0',
      '/dns4/a.b/tcp/65535',
      '/unix/a/tcp/1',
      '/ip6zone/x/ip6/fe80::1/tcp/1',
      '/ip4/1.2.3.4/tcp/1/tls/sni/a/ws',
      '/onion3/vww6ybal4bd7szmgncyruucpgfkqahzddi37ktceo3ah7ngmcopnpyyd:1234/tcp/1',
    ].map(bytesOf),
  take(input) {
    const text = textOf(input)
    if (isMultiaddr(text)) checkMultiaddr(checkMultiaddr(text).toString())
    else checkMultiaddr(text)
  },
}

export const config: Target = {
  name: 'tritonring.yaml',
  seeds: () =>
    [
      'bootstrap:\n  - 127.0.0.1:4001\nblockSize: 64KiB\nlisten: [/ip4/127.0.0.1/tcp/4002]\ndata: ./block-1\nstore: disk\ncapacity: 10GiB\n',
      'weight: 2\nzone: "cellar"\nnames: etcd://a:1,b:2/x\nheartbeat: 5s\ngrace: 1h\n',
      'a: &b [*b]\n',
      '? {a: 1}\n: x\n',
      '- 1\n',
      'x: !!binary aGk=\n',
    ].map(bytesOf),
  take(input) {
    const { values, where } = parseConfigFile(textOf(input), 'tritonring.yaml', '/')
    const result = readSettings(values)
    if ('fault' in result) where(result.fault.path)
  },
}

export const names: Target = {
  name: 'names',
  seeds: () => ['photos/2024/a.jpg', 'a/../b', 'é/ü', '\u202e', 'x'.repeat(1024)].map(bytesOf),
  take(input) {
    const text = textOf(input)
    escapeControl(printable(text))
    toJson(text)
    checkFileName(text)
    recordKey({ owner: '', name: text })
  },
}

export const words: Target = {
  name: 'sizes, times and keys',
  seeds: () =>
    [
      '64KiB',
      '10GiB',
      '5s',
      '1h',
      'etcd://[::1]:2379,a:1/x',
      formatKey(new Uint8Array(32)),
      'a'.repeat(64),
    ].map(bytesOf),
  take(input) {
    const text = textOf(input)
    isNames(text)
    let refused: unknown
    for (const parse of [parseBlockSize, parseByteSize, parseDuration, parseKey]) {
      try {
        parse(text)
      } catch (error) {
        refused = error
        if (!(error instanceof Error) || error.name !== 'TritonError') break
      }
    }
    if (refused !== undefined) throw refused
  },
}
