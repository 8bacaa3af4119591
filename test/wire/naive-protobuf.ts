/**
 * Protocol buffers as simply as they can be written, read from the .proto file itself: what the generated code is
 * compared with. It knows what tritonring.proto uses, and nothing more. After protobuf.dev, "Encoding".
 */
import { readFileSync } from 'node:fs'

export interface Field {
  name: string
  number: number
  type: string
  repeated: boolean
  packed: boolean
  /** Most elements, where the file says so. */
  limit: number | undefined
}

export type Message = Record<string, unknown>

/** The messages and enums of one file. */
export class NaiveProtobuf {
  readonly messages = new Map<string, Field[]>()
  /** Value names by number. */
  readonly enums = new Map<string, string[]>()

  constructor(path: URL) {
    const text = readFileSync(path, 'utf8').replace(/\/\/.*$/gm, '')
    for (const [, kind, name, body] of text.matchAll(/\b(message|enum) (\w+) \{([^}]*)\}/g)) {
      if (kind === 'enum')
        this.enums.set(
          name!,
          [...body!.matchAll(/(\w+) = \d+;/g)].map((match) => match[1]!),
        )
      else this.messages.set(name!, fieldsOf(body!))
    }
  }

  encode(name: string, message: Message): Uint8Array {
    const bytes: number[] = []
    for (const field of this.#fields(name)) {
      const value = message[field.name]
      for (const each of field.repeated ? (value as unknown[]) : [value]) {
        if (!field.repeated && this.#isDefault(field, each)) continue
        if (field.packed) throw new Error(`${name}.${field.name} would have to be packed`)
        const length = this.#wireType(field) === 2
        bytes.push(...varint(BigInt(field.number) * 8n + (length ? 2n : 0n)))
        const encoded = this.#encodeValue(field, each)
        if (length) bytes.push(...varint(BigInt(encoded.length)))
        for (const byte of encoded) bytes.push(byte)
      }
    }
    return Uint8Array.from(bytes)
  }

  decode(name: string, bytes: Uint8Array): Message {
    const fields = this.#fields(name)
    const message: Message = {}
    for (const field of fields) {
      const value = this.#defaultOf(field)
      if (value !== undefined) message[field.name] = value
    }
    let at = 0
    const next = () => {
      let value = 0n
      for (let shift = 0n; ; shift += 7n) {
        const byte = bytes[at++]!
        value |= BigInt(byte & 0x7f) << shift
        if (byte < 0x80) return Number(value)
      }
    }
    while (at < bytes.length) {
      const tag = next()
      const field = fields.find(({ number }) => number === tag >> 3)!
      const length = tag % 8 === 2 ? next() : undefined
      const value = this.#decodeValue(field, length === undefined ? next() : bytes.slice(at, at + length))
      at += length ?? 0
      if (field.repeated) (message[field.name] as unknown[]).push(value)
      else message[field.name] = value
    }
    return message
  }

  #fields(name: string): Field[] {
    const fields = this.messages.get(name)
    if (fields === undefined) throw new Error(`no message ${name}`)
    return fields
  }

  #wireType({ type }: Field): 0 | 2 {
    return type === 'string' || type === 'bytes' || this.messages.has(type) ? 2 : 0
  }

  #encodeValue({ type }: Field, value: unknown): Uint8Array | number[] {
    if (type === 'string') return new TextEncoder().encode(value as string)
    if (type === 'bytes') return value as Uint8Array
    if (this.messages.has(type)) return this.encode(type, value as Message)
    if (this.enums.has(type)) return varint(BigInt(this.enums.get(type)!.indexOf(value as string)))
    return varint(BigInt(value as number | boolean))
  }

  #decodeValue({ type }: Field, value: number | Uint8Array): unknown {
    if (type === 'string') return new TextDecoder().decode(value as Uint8Array)
    if (type === 'bytes') return value
    if (type === 'bool') return value === 1
    if (this.messages.has(type)) return this.decode(type, value as Uint8Array)
    return this.enums.get(type)?.[value as number] ?? value
  }

  /** What proto3 does not write. */
  #isDefault({ type }: Field, value: unknown): boolean {
    if (value instanceof Uint8Array) return value.length === 0
    return (
      value === undefined || value === (this.enums.get(type)?.[0] ?? 0) || value === '' || value === false
    )
  }

  #defaultOf({ type, repeated }: Field): unknown {
    if (repeated) return []
    if (type === 'string') return ''
    if (type === 'bytes') return new Uint8Array(0)
    if (type === 'bool') return false
    if (this.messages.has(type)) return undefined
    return this.enums.get(type)?.[0] ?? 0
  }
}

function fieldsOf(body: string): Field[] {
  const pattern = /(repeated )?(\w+) (\w+) = (\d+)(?: \[([^\]]*)\])?;/g
  return [...body.matchAll(pattern)].map(([, repeated, type, name, number, options = '']) => ({
    name: name!.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
    number: Number(number),
    type: type!,
    repeated: repeated !== undefined,
    packed: repeated !== undefined && /int|bool/.test(type!) && !options.includes('packed = false'),
    limit: options.includes('limit') ? Number(/limit = (\d+)/.exec(options)![1]) : undefined,
  }))
}

function varint(value: bigint): number[] {
  return value < 0x80n ? [Number(value)] : [Number(value & 0x7fn) | 0x80, ...varint(value >> 7n)]
}
