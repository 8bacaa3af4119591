import assert from 'node:assert/strict'
import { BLOCK_SERVER, CLIENT, MD_SERVER } from '../../src/cli/alias.ts'

describe('the commands of TritonTransfer', () => {
  it('are calls of tt', () => {
    assert.deepEqual(MD_SERVER.toCommand(['9000']), ['metadata', '--port', '9000'])
    assert.deepEqual(BLOCK_SERVER.toCommand(['9001', 'localhost', '9000']), [
      ...['block', '--port', '9001'],
      ...['--bootstrap', 'localhost:9000'],
    ])
    assert.deepEqual(CLIENT.toCommand(['localhost', '9000', 'upload', '/var/lib/myfile.txt']), [
      ...['upload', '--bootstrap', 'localhost:9000'],
      '/var/lib/myfile.txt',
    ])
    assert.deepEqual(CLIENT.toCommand(['localhost', '9000', 'download', 'myfile.txt', '/tmp']), [
      ...['download', '--bootstrap', 'localhost:9000'],
      ...['myfile.txt', '/tmp'],
    ])
  })

  it('take IPv6 hosts', () => {
    assert.deepEqual(BLOCK_SERVER.toCommand(['1', '::1', '2'])?.at(-1), '[::1]:2')
  })

  it('pass further options on', () => {
    assert.deepEqual(MD_SERVER.toCommand(['9000', '--json']), ['metadata', '--port', '9000', '--json'])
    assert.deepEqual(CLIENT.toCommand(['h', '1', 'upload', 'f', '--force'])?.slice(-2), ['f', '--force'])
  })

  it('are wrong usage where an argument is missing', () => {
    assert.equal(MD_SERVER.toCommand([]), undefined)
    assert.equal(MD_SERVER.toCommand(['--help']), undefined)
    assert.equal(BLOCK_SERVER.toCommand(['9001', 'localhost']), undefined)
    assert.equal(CLIENT.toCommand(['localhost', '9000', 'upload']), undefined)
    assert.equal(CLIENT.toCommand(['localhost', '9000', 'download', 'myfile.txt']), undefined)
    assert.equal(CLIENT.toCommand(['localhost', '9000', 'delete', 'myfile.txt']), undefined)
  })
})
