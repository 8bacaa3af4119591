import * as generated from '../../src/wire/generated/tritonring.ts'
import type { Codec } from '../../src/wire/method.ts'
import { type Message, NaiveProtobuf } from './naive-protobuf.ts'

/** The protocol's messages as its own file tells them. */
export const naive = new NaiveProtobuf(new URL('../../src/wire/tritonring.proto', import.meta.url))

/** The generated codec of a message. */
export function codecOf(name: string): Codec<Message> {
  return (generated as unknown as Record<string, Codec<Message>>)[name]!
}

/** A message as the vectors write it, in JSON, with bytes in hexadecimal. Fields left out have their defaults. */
export function fromVector(name: string, value: Message): Message {
  const message = naive.decode(name, new Uint8Array(0))
  for (const { name: key, type, repeated } of naive.messages.get(name)!) {
    const told = value[key]
    if (told === undefined) continue
    const read = (each: unknown) => {
      if (type === 'bytes') return bytesOf(each as string)
      return naive.messages.has(type) ? fromVector(type, each as Message) : each
    }
    message[key] = repeated ? (told as unknown[]).map(read) : read(told)
  }
  return message
}

export function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex, 'hex'))
}

export function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
