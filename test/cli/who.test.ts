import assert from 'node:assert/strict'
import { privateKeyToProtobuf } from '@libp2p/crypto/keys'
import { formatScriptToken } from '../../src/cli/script-token.ts'
import { whoIsIt } from '../../src/cli/who.ts'
import { freshIdentity } from '../../src/rpc/identity.ts'
import { fakeTerminal } from './fake-terminal.ts'

describe('TT_TOKEN', () => {
  const who = (word: string) => whoIsIt(fakeTerminal({ env: { TT_TOKEN: word } }))

  it('is a token with the key of the peer that it is for', async () => {
    const key = await freshIdentity()
    const { privateKey, token } = await who(
      formatScriptToken({ key: privateKeyToProtobuf(key), token: 'a.b.c' }),
    )
    assert.deepEqual([privateKey?.raw, token], [key.raw, 'a.b.c'])
  })

  for (const word of [
    'x',
    'tt-token-',
    'tt-token-AAAA',
    'tt-token-~a.b.c',
    'tt-token-CAASAQE~a',
    'tt-token-CAES~a',
  ])
    it(`is refused in one line where it is none, or cut short: ${word}`, async () => {
      await assert.rejects(who(word), { code: 'BadRequest', hint: /tt token create/ })
    })
})
