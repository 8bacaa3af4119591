import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Field, Message } from './naive-protobuf.ts'
import { codecOf, naive } from './protocol.ts'

const names = [...naive.messages.keys()]

function arbitraryMessage(name: string): fc.Arbitrary<Message> {
  const fields = naive.messages.get(name)!
  const required = fields.filter(({ type, repeated }) => repeated || !naive.messages.has(type))
  return fc.record(Object.fromEntries(fields.map((field) => [field.name, arbitraryField(field)])), {
    requiredKeys: required.map((field) => field.name),
    noNullPrototype: true,
  })
}

function arbitraryField(field: Field): fc.Arbitrary<unknown> {
  const value = arbitraryValue(field)
  return field.repeated ? fc.array(value, { maxLength: 4 }) : value
}

function arbitraryValue({ type }: Field): fc.Arbitrary<unknown> {
  if (type === 'uint32')
    return fc.oneof(fc.constant(0), fc.nat(300), fc.integer({ min: 0, max: 2 ** 32 - 1 }))
  if (type === 'uint64') return fc.oneof(fc.nat(300), fc.maxSafeNat())
  if (type === 'bool') return fc.boolean()
  if (type === 'string') return fc.string({ unit: 'grapheme' })
  if (type === 'bytes') return fc.uint8Array({ maxLength: 300 })
  return naive.enums.has(type) ? fc.constantFrom(...naive.enums.get(type)!) : arbitraryMessage(type)
}

describe('the messages of tritonring.proto', () => {
  for (const name of names) {
    it(`${name} is written and read as a naive codec does it`, () => {
      fc.assert(
        fc.property(arbitraryMessage(name), (message) => {
          const bytes = naive.encode(name, message)
          assert.deepEqual(Uint8Array.from(codecOf(name).encode(message)), bytes)
          assert.deepEqual(codecOf(name).decode(bytes), message)
          assert.deepEqual(naive.decode(name, bytes), message)
        }),
      )
    })
  }

  it('are read over fields that a later version may add', () => {
    const unknown = [0xc0, 0x3e, 0x05, 0xca, 0x3e, 0x02, 0x68, 0x69]
    for (const name of names) {
      const bytes = Uint8Array.from([
        ...unknown,
        ...naive.encode(name, naive.decode(name, new Uint8Array(0))),
      ])
      assert.deepEqual(codecOf(name).decode(bytes), naive.decode(name, new Uint8Array(0)), name)
    }
  })

  it('bound every list, and refuse a longer one', () => {
    for (const name of names) {
      for (const field of naive.messages.get(name)!.filter(({ repeated }) => repeated)) {
        assert.ok(field.limit !== undefined, `${name}.${field.name} has no limit`)
        const tag = (field.number << 3) | (field.type === 'uint32' ? 0 : 2)
        const element = tag < 128 ? [tag, 0] : [(tag & 127) | 128, tag >> 7, 0]
        const list = (length: number) =>
          Uint8Array.from({ length: element.length * length }, (_, i) => element[i % element.length]!)
        const codec = codecOf(name)
        const read = codec.decode(list(field.limit))
        assert.equal((read[field.name] as unknown[]).length, field.limit)
        assert.throws(
          () => codec.decode(list(field.limit! + 1)),
          /too many elements/,
          `${name}.${field.name}`,
        )
      }
    }
  })
})
