// @ts-nocheck made by protons from tritonring.proto (npm run proto)
/* eslint-disable require-yield */

import { decodeMessage, encodeMessage, enumeration, MaxLengthError, message, streamMessage } from 'protons-runtime'
import { alloc as uint8ArrayAlloc } from 'uint8arrays/alloc'
import type { Codec, DecodeOptions } from 'protons-runtime'
import type { Uint8ArrayList } from 'uint8arraylist'

export enum Kind {
  REQUEST = 'REQUEST',
  RESPONSE = 'RESPONSE',
  CANCEL = 'CANCEL'
}

enum __KindValues {
  REQUEST = 0,
  RESPONSE = 1,
  CANCEL = 2
}

export namespace Kind {
  export const codec = (): Codec<Kind> => {
    return enumeration<Kind>(__KindValues)
  }
}

export interface Header {
  id: number
  kind: Kind
  op: number
  epoch: number
  total: number
  offset: number
  status: number
  deadline: number
  body: Uint8Array<ArrayBuffer>
}

export namespace Header {
  let _codec: Codec<Header>

  export const codec = (): Codec<Header> => {
    if (_codec == null) {
      _codec = message<Header>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.id != null && obj.id !== 0)) {
          w.uint32(8)
          w.uint32(obj.id)
        }

        if (obj.kind != null && __KindValues[obj.kind] !== 0) {
          w.uint32(16)
          Kind.codec().encode(obj.kind, w)
        }

        if ((obj.op != null && obj.op !== 0)) {
          w.uint32(24)
          w.uint32(obj.op)
        }

        if ((obj.epoch != null && obj.epoch !== 0)) {
          w.uint32(32)
          w.uint64Number(obj.epoch)
        }

        if ((obj.total != null && obj.total !== 0)) {
          w.uint32(40)
          w.uint32(obj.total)
        }

        if ((obj.offset != null && obj.offset !== 0)) {
          w.uint32(48)
          w.uint32(obj.offset)
        }

        if ((obj.status != null && obj.status !== 0)) {
          w.uint32(56)
          w.uint32(obj.status)
        }

        if ((obj.deadline != null && obj.deadline !== 0)) {
          w.uint32(64)
          w.uint32(obj.deadline)
        }

        if ((obj.body != null && obj.body.byteLength > 0)) {
          w.uint32(74)
          w.bytes(obj.body)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          id: 0,
          kind: Kind.REQUEST,
          op: 0,
          epoch: 0,
          total: 0,
          offset: 0,
          status: 0,
          deadline: 0,
          body: uint8ArrayAlloc(0)
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.id = reader.uint32()
              break
            }
            case 2: {
              obj.kind = Kind.codec().decode(reader)
              break
            }
            case 3: {
              obj.op = reader.uint32()
              break
            }
            case 4: {
              obj.epoch = reader.uint64Number()
              break
            }
            case 5: {
              obj.total = reader.uint32()
              break
            }
            case 6: {
              obj.offset = reader.uint32()
              break
            }
            case 7: {
              obj.status = reader.uint32()
              break
            }
            case 8: {
              obj.deadline = reader.uint32()
              break
            }
            case 9: {
              obj.body = reader.bytes()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.id`,
                value: reader.uint32()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.kind`,
                value: Kind.codec().decode(reader)
              }
              break
            }
            case 3: {
              yield {
                field: `${prefix}.op`,
                value: reader.uint32()
              }
              break
            }
            case 4: {
              yield {
                field: `${prefix}.epoch`,
                value: reader.uint64Number()
              }
              break
            }
            case 5: {
              yield {
                field: `${prefix}.total`,
                value: reader.uint32()
              }
              break
            }
            case 6: {
              yield {
                field: `${prefix}.offset`,
                value: reader.uint32()
              }
              break
            }
            case 7: {
              yield {
                field: `${prefix}.status`,
                value: reader.uint32()
              }
              break
            }
            case 8: {
              yield {
                field: `${prefix}.deadline`,
                value: reader.uint32()
              }
              break
            }
            case 9: {
              yield {
                field: `${prefix}.body`,
                value: reader.bytes()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface HeaderIdFieldEvent {
    field: '$.id'
    value: number
  }

  export interface HeaderKindFieldEvent {
    field: '$.kind'
    value: Kind
  }

  export interface HeaderOpFieldEvent {
    field: '$.op'
    value: number
  }

  export interface HeaderEpochFieldEvent {
    field: '$.epoch'
    value: number
  }

  export interface HeaderTotalFieldEvent {
    field: '$.total'
    value: number
  }

  export interface HeaderOffsetFieldEvent {
    field: '$.offset'
    value: number
  }

  export interface HeaderStatusFieldEvent {
    field: '$.status'
    value: number
  }

  export interface HeaderDeadlineFieldEvent {
    field: '$.deadline'
    value: number
  }

  export interface HeaderBodyFieldEvent {
    field: '$.body'
    value: Uint8Array<ArrayBuffer>
  }

  export function encode (obj: Partial<Header>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, Header.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Header>): Header {
    return decodeMessage(buf, Header.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Header>): Generator<HeaderIdFieldEvent | HeaderKindFieldEvent | HeaderOpFieldEvent | HeaderEpochFieldEvent | HeaderTotalFieldEvent | HeaderOffsetFieldEvent | HeaderStatusFieldEvent | HeaderDeadlineFieldEvent | HeaderBodyFieldEvent> {
    return streamMessage(buf, Header.codec(), opts)
  }
}

export interface Error {
  message: string
  hint: string
  detail: Uint8Array<ArrayBuffer>
}

export namespace Error {
  let _codec: Codec<Error>

  export const codec = (): Codec<Error> => {
    if (_codec == null) {
      _codec = message<Error>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.message != null && obj.message !== '')) {
          w.uint32(10)
          w.string(obj.message)
        }

        if ((obj.hint != null && obj.hint !== '')) {
          w.uint32(18)
          w.string(obj.hint)
        }

        if ((obj.detail != null && obj.detail.byteLength > 0)) {
          w.uint32(26)
          w.bytes(obj.detail)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          message: '',
          hint: '',
          detail: uint8ArrayAlloc(0)
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.message = reader.string()
              break
            }
            case 2: {
              obj.hint = reader.string()
              break
            }
            case 3: {
              obj.detail = reader.bytes()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.message`,
                value: reader.string()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.hint`,
                value: reader.string()
              }
              break
            }
            case 3: {
              yield {
                field: `${prefix}.detail`,
                value: reader.bytes()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface ErrorMessageFieldEvent {
    field: '$.message'
    value: string
  }

  export interface ErrorHintFieldEvent {
    field: '$.hint'
    value: string
  }

  export interface ErrorDetailFieldEvent {
    field: '$.detail'
    value: Uint8Array<ArrayBuffer>
  }

  export function encode (obj: Partial<Error>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, Error.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Error>): Error {
    return decodeMessage(buf, Error.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Error>): Generator<ErrorMessageFieldEvent | ErrorHintFieldEvent | ErrorDetailFieldEvent> {
    return streamMessage(buf, Error.codec(), opts)
  }
}

export enum MemberState {
  ALIVE = 'ALIVE',
  SUSPECT = 'SUSPECT'
}

enum __MemberStateValues {
  ALIVE = 0,
  SUSPECT = 1
}

export namespace MemberState {
  export const codec = (): Codec<MemberState> => {
    return enumeration<MemberState>(__MemberStateValues)
  }
}

export interface Member {
  id: string
  addresses: string[]
  weight: number
  zone: string
  state: MemberState
  seed: Uint8Array<ArrayBuffer>
  incarnation: number
  draining: boolean
}

export namespace Member {
  let _codec: Codec<Member>

  export const codec = (): Codec<Member> => {
    if (_codec == null) {
      _codec = message<Member>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.id != null && obj.id !== '')) {
          w.uint32(10)
          w.string(obj.id)
        }

        if (obj.addresses != null && obj.addresses.length > 0) {
          for (const value of obj.addresses) {
            w.uint32(18)
            w.string(value)
          }
        }

        if ((obj.weight != null && obj.weight !== 0)) {
          w.uint32(24)
          w.uint32(obj.weight)
        }

        if ((obj.zone != null && obj.zone !== '')) {
          w.uint32(34)
          w.string(obj.zone)
        }

        if (obj.state != null && __MemberStateValues[obj.state] !== 0) {
          w.uint32(40)
          MemberState.codec().encode(obj.state, w)
        }

        if ((obj.seed != null && obj.seed.byteLength > 0)) {
          w.uint32(50)
          w.bytes(obj.seed)
        }

        if ((obj.incarnation != null && obj.incarnation !== 0)) {
          w.uint32(56)
          w.uint64Number(obj.incarnation)
        }

        if ((obj.draining != null && obj.draining !== false)) {
          w.uint32(64)
          w.bool(obj.draining)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          id: '',
          addresses: [],
          weight: 0,
          zone: '',
          state: MemberState.ALIVE,
          seed: uint8ArrayAlloc(0),
          incarnation: 0,
          draining: false
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.id = reader.string()
              break
            }
            case 2: {
              if (opts.limits?.addresses != null && obj.addresses.length === opts.limits.addresses) {
                throw new MaxLengthError('Decode error - repeated field "addresses" had too many elements')
              }

              if (obj.addresses.length === 16) {
                throw new MaxLengthError('Decode error - repeated field "addresses" had too many elements')
              }

              obj.addresses.push(reader.string())
              break
            }
            case 3: {
              obj.weight = reader.uint32()
              break
            }
            case 4: {
              obj.zone = reader.string()
              break
            }
            case 5: {
              obj.state = MemberState.codec().decode(reader)
              break
            }
            case 6: {
              obj.seed = reader.bytes()
              break
            }
            case 7: {
              obj.incarnation = reader.uint64Number()
              break
            }
            case 8: {
              obj.draining = reader.bool()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const obj = {
          addresses: 16
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.id`,
                value: reader.string()
              }
              break
            }
            case 2: {
              if (opts.limits?.addresses != null && obj.addresses === opts.limits.addresses) {
                throw new MaxLengthError('Streaming decode error - repeated field "addresses" had too many elements')
              }

              if (obj.addresses === 16) {
                throw new MaxLengthError('Streaming decode error - repeated field "addresses" had too many elements')
              }

              yield {
                field: `${prefix}.addresses[]`,
                index: obj.addresses,
                value: reader.string()
              }

              obj.addresses++

              break
            }
            case 3: {
              yield {
                field: `${prefix}.weight`,
                value: reader.uint32()
              }
              break
            }
            case 4: {
              yield {
                field: `${prefix}.zone`,
                value: reader.string()
              }
              break
            }
            case 5: {
              yield {
                field: `${prefix}.state`,
                value: MemberState.codec().decode(reader)
              }
              break
            }
            case 6: {
              yield {
                field: `${prefix}.seed`,
                value: reader.bytes()
              }
              break
            }
            case 7: {
              yield {
                field: `${prefix}.incarnation`,
                value: reader.uint64Number()
              }
              break
            }
            case 8: {
              yield {
                field: `${prefix}.draining`,
                value: reader.bool()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface MemberIdFieldEvent {
    field: '$.id'
    value: string
  }

  export interface MemberAddressesFieldEvent {
    field: '$.addresses[]'
    index: number
    value: string
  }

  export interface MemberWeightFieldEvent {
    field: '$.weight'
    value: number
  }

  export interface MemberZoneFieldEvent {
    field: '$.zone'
    value: string
  }

  export interface MemberStateFieldEvent {
    field: '$.state'
    value: MemberState
  }

  export interface MemberSeedFieldEvent {
    field: '$.seed'
    value: Uint8Array<ArrayBuffer>
  }

  export interface MemberIncarnationFieldEvent {
    field: '$.incarnation'
    value: number
  }

  export interface MemberDrainingFieldEvent {
    field: '$.draining'
    value: boolean
  }

  export function encode (obj: Partial<Member>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, Member.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Member>): Member {
    return decodeMessage(buf, Member.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Member>): Generator<MemberIdFieldEvent | MemberAddressesFieldEvent | MemberWeightFieldEvent | MemberZoneFieldEvent | MemberStateFieldEvent | MemberSeedFieldEvent | MemberIncarnationFieldEvent | MemberDrainingFieldEvent> {
    return streamMessage(buf, Member.codec(), opts)
  }
}

export interface MetadataPeerInfo {
  id: string
  addresses: string[]
}

export namespace MetadataPeerInfo {
  let _codec: Codec<MetadataPeerInfo>

  export const codec = (): Codec<MetadataPeerInfo> => {
    if (_codec == null) {
      _codec = message<MetadataPeerInfo>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.id != null && obj.id !== '')) {
          w.uint32(10)
          w.string(obj.id)
        }

        if (obj.addresses != null && obj.addresses.length > 0) {
          for (const value of obj.addresses) {
            w.uint32(18)
            w.string(value)
          }
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          id: '',
          addresses: []
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.id = reader.string()
              break
            }
            case 2: {
              if (opts.limits?.addresses != null && obj.addresses.length === opts.limits.addresses) {
                throw new MaxLengthError('Decode error - repeated field "addresses" had too many elements')
              }

              if (obj.addresses.length === 16) {
                throw new MaxLengthError('Decode error - repeated field "addresses" had too many elements')
              }

              obj.addresses.push(reader.string())
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const obj = {
          addresses: 16
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.id`,
                value: reader.string()
              }
              break
            }
            case 2: {
              if (opts.limits?.addresses != null && obj.addresses === opts.limits.addresses) {
                throw new MaxLengthError('Streaming decode error - repeated field "addresses" had too many elements')
              }

              if (obj.addresses === 16) {
                throw new MaxLengthError('Streaming decode error - repeated field "addresses" had too many elements')
              }

              yield {
                field: `${prefix}.addresses[]`,
                index: obj.addresses,
                value: reader.string()
              }

              obj.addresses++

              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface MetadataPeerInfoIdFieldEvent {
    field: '$.id'
    value: string
  }

  export interface MetadataPeerInfoAddressesFieldEvent {
    field: '$.addresses[]'
    index: number
    value: string
  }

  export function encode (obj: Partial<MetadataPeerInfo>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, MetadataPeerInfo.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<MetadataPeerInfo>): MetadataPeerInfo {
    return decodeMessage(buf, MetadataPeerInfo.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<MetadataPeerInfo>): Generator<MetadataPeerInfoIdFieldEvent | MetadataPeerInfoAddressesFieldEvent> {
    return streamMessage(buf, MetadataPeerInfo.codec(), opts)
  }
}

export interface IssuerKey {
  issuer: string
  kid: string
  key: Uint8Array<ArrayBuffer>
}

export namespace IssuerKey {
  let _codec: Codec<IssuerKey>

  export const codec = (): Codec<IssuerKey> => {
    if (_codec == null) {
      _codec = message<IssuerKey>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.issuer != null && obj.issuer !== '')) {
          w.uint32(10)
          w.string(obj.issuer)
        }

        if ((obj.kid != null && obj.kid !== '')) {
          w.uint32(18)
          w.string(obj.kid)
        }

        if ((obj.key != null && obj.key.byteLength > 0)) {
          w.uint32(26)
          w.bytes(obj.key)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          issuer: '',
          kid: '',
          key: uint8ArrayAlloc(0)
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.issuer = reader.string()
              break
            }
            case 2: {
              obj.kid = reader.string()
              break
            }
            case 3: {
              obj.key = reader.bytes()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.issuer`,
                value: reader.string()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.kid`,
                value: reader.string()
              }
              break
            }
            case 3: {
              yield {
                field: `${prefix}.key`,
                value: reader.bytes()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface IssuerKeyIssuerFieldEvent {
    field: '$.issuer'
    value: string
  }

  export interface IssuerKeyKidFieldEvent {
    field: '$.kid'
    value: string
  }

  export interface IssuerKeyKeyFieldEvent {
    field: '$.key'
    value: Uint8Array<ArrayBuffer>
  }

  export function encode (obj: Partial<IssuerKey>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, IssuerKey.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<IssuerKey>): IssuerKey {
    return decodeMessage(buf, IssuerKey.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<IssuerKey>): Generator<IssuerKeyIssuerFieldEvent | IssuerKeyKidFieldEvent | IssuerKeyKeyFieldEvent> {
    return streamMessage(buf, IssuerKey.codec(), opts)
  }
}

export interface Denial {
  id: string
  sinceMs: number
  untilMs: number
}

export namespace Denial {
  let _codec: Codec<Denial>

  export const codec = (): Codec<Denial> => {
    if (_codec == null) {
      _codec = message<Denial>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.id != null && obj.id !== '')) {
          w.uint32(10)
          w.string(obj.id)
        }

        if ((obj.sinceMs != null && obj.sinceMs !== 0)) {
          w.uint32(16)
          w.uint64Number(obj.sinceMs)
        }

        if ((obj.untilMs != null && obj.untilMs !== 0)) {
          w.uint32(24)
          w.uint64Number(obj.untilMs)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          id: '',
          sinceMs: 0,
          untilMs: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.id = reader.string()
              break
            }
            case 2: {
              obj.sinceMs = reader.uint64Number()
              break
            }
            case 3: {
              obj.untilMs = reader.uint64Number()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.id`,
                value: reader.string()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.sinceMs`,
                value: reader.uint64Number()
              }
              break
            }
            case 3: {
              yield {
                field: `${prefix}.untilMs`,
                value: reader.uint64Number()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface DenialIdFieldEvent {
    field: '$.id'
    value: string
  }

  export interface DenialSinceMsFieldEvent {
    field: '$.sinceMs'
    value: number
  }

  export interface DenialUntilMsFieldEvent {
    field: '$.untilMs'
    value: number
  }

  export function encode (obj: Partial<Denial>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, Denial.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Denial>): Denial {
    return decodeMessage(buf, Denial.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Denial>): Generator<DenialIdFieldEvent | DenialSinceMsFieldEvent | DenialUntilMsFieldEvent> {
    return streamMessage(buf, Denial.codec(), opts)
  }
}

export interface View {
  term: number
  epoch: number
  coordinator: string
  replicas: number
  members: Member[]
  coordinatorAddresses: string[]
  world: Uint8Array<ArrayBuffer>
  previous: Member[]
  ringEpoch: number
  metadataPeers: MetadataPeerInfo[]
  signers: string[]
  generation: number
  issuerKeys: IssuerKey[]
  denials: Denial[]
  lastHolders: string[]
}

export namespace View {
  let _codec: Codec<View>

  export const codec = (): Codec<View> => {
    if (_codec == null) {
      _codec = message<View>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.term != null && obj.term !== 0)) {
          w.uint32(8)
          w.uint64Number(obj.term)
        }

        if ((obj.epoch != null && obj.epoch !== 0)) {
          w.uint32(16)
          w.uint64Number(obj.epoch)
        }

        if ((obj.coordinator != null && obj.coordinator !== '')) {
          w.uint32(26)
          w.string(obj.coordinator)
        }

        if ((obj.replicas != null && obj.replicas !== 0)) {
          w.uint32(32)
          w.uint32(obj.replicas)
        }

        if (obj.members != null && obj.members.length > 0) {
          for (const value of obj.members) {
            w.uint32(42)
            Member.codec().encode(value, w)
          }
        }

        if (obj.coordinatorAddresses != null && obj.coordinatorAddresses.length > 0) {
          for (const value of obj.coordinatorAddresses) {
            w.uint32(50)
            w.string(value)
          }
        }

        if ((obj.world != null && obj.world.byteLength > 0)) {
          w.uint32(58)
          w.bytes(obj.world)
        }

        if (obj.previous != null && obj.previous.length > 0) {
          for (const value of obj.previous) {
            w.uint32(66)
            Member.codec().encode(value, w)
          }
        }

        if ((obj.ringEpoch != null && obj.ringEpoch !== 0)) {
          w.uint32(72)
          w.uint64Number(obj.ringEpoch)
        }

        if (obj.metadataPeers != null && obj.metadataPeers.length > 0) {
          for (const value of obj.metadataPeers) {
            w.uint32(82)
            MetadataPeerInfo.codec().encode(value, w)
          }
        }

        if (obj.signers != null && obj.signers.length > 0) {
          for (const value of obj.signers) {
            w.uint32(90)
            w.string(value)
          }
        }

        if ((obj.generation != null && obj.generation !== 0)) {
          w.uint32(96)
          w.uint64Number(obj.generation)
        }

        if (obj.issuerKeys != null && obj.issuerKeys.length > 0) {
          for (const value of obj.issuerKeys) {
            w.uint32(106)
            IssuerKey.codec().encode(value, w)
          }
        }

        if (obj.denials != null && obj.denials.length > 0) {
          for (const value of obj.denials) {
            w.uint32(114)
            Denial.codec().encode(value, w)
          }
        }

        if (obj.lastHolders != null && obj.lastHolders.length > 0) {
          for (const value of obj.lastHolders) {
            w.uint32(122)
            w.string(value)
          }
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          term: 0,
          epoch: 0,
          coordinator: '',
          replicas: 0,
          members: [],
          coordinatorAddresses: [],
          world: uint8ArrayAlloc(0),
          previous: [],
          ringEpoch: 0,
          metadataPeers: [],
          signers: [],
          generation: 0,
          issuerKeys: [],
          denials: [],
          lastHolders: []
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.term = reader.uint64Number()
              break
            }
            case 2: {
              obj.epoch = reader.uint64Number()
              break
            }
            case 3: {
              obj.coordinator = reader.string()
              break
            }
            case 4: {
              obj.replicas = reader.uint32()
              break
            }
            case 5: {
              if (opts.limits?.members != null && obj.members.length === opts.limits.members) {
                throw new MaxLengthError('Decode error - repeated field "members" had too many elements')
              }

              if (obj.members.length === 10000) {
                throw new MaxLengthError('Decode error - repeated field "members" had too many elements')
              }

              obj.members.push(Member.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.members$
              }))
              break
            }
            case 6: {
              if (opts.limits?.coordinatorAddresses != null && obj.coordinatorAddresses.length === opts.limits.coordinatorAddresses) {
                throw new MaxLengthError('Decode error - repeated field "coordinatorAddresses" had too many elements')
              }

              if (obj.coordinatorAddresses.length === 16) {
                throw new MaxLengthError('Decode error - repeated field "coordinatorAddresses" had too many elements')
              }

              obj.coordinatorAddresses.push(reader.string())
              break
            }
            case 7: {
              obj.world = reader.bytes()
              break
            }
            case 8: {
              if (opts.limits?.previous != null && obj.previous.length === opts.limits.previous) {
                throw new MaxLengthError('Decode error - repeated field "previous" had too many elements')
              }

              if (obj.previous.length === 10000) {
                throw new MaxLengthError('Decode error - repeated field "previous" had too many elements')
              }

              obj.previous.push(Member.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.previous$
              }))
              break
            }
            case 9: {
              obj.ringEpoch = reader.uint64Number()
              break
            }
            case 10: {
              if (opts.limits?.metadataPeers != null && obj.metadataPeers.length === opts.limits.metadataPeers) {
                throw new MaxLengthError('Decode error - repeated field "metadataPeers" had too many elements')
              }

              if (obj.metadataPeers.length === 64) {
                throw new MaxLengthError('Decode error - repeated field "metadataPeers" had too many elements')
              }

              obj.metadataPeers.push(MetadataPeerInfo.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.metadataPeers$
              }))
              break
            }
            case 11: {
              if (opts.limits?.signers != null && obj.signers.length === opts.limits.signers) {
                throw new MaxLengthError('Decode error - repeated field "signers" had too many elements')
              }

              if (obj.signers.length === 256) {
                throw new MaxLengthError('Decode error - repeated field "signers" had too many elements')
              }

              obj.signers.push(reader.string())
              break
            }
            case 12: {
              obj.generation = reader.uint64Number()
              break
            }
            case 13: {
              if (opts.limits?.issuerKeys != null && obj.issuerKeys.length === opts.limits.issuerKeys) {
                throw new MaxLengthError('Decode error - repeated field "issuerKeys" had too many elements')
              }

              if (obj.issuerKeys.length === 16) {
                throw new MaxLengthError('Decode error - repeated field "issuerKeys" had too many elements')
              }

              obj.issuerKeys.push(IssuerKey.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.issuerKeys$
              }))
              break
            }
            case 14: {
              if (opts.limits?.denials != null && obj.denials.length === opts.limits.denials) {
                throw new MaxLengthError('Decode error - repeated field "denials" had too many elements')
              }

              if (obj.denials.length === 1024) {
                throw new MaxLengthError('Decode error - repeated field "denials" had too many elements')
              }

              obj.denials.push(Denial.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.denials$
              }))
              break
            }
            case 15: {
              if (opts.limits?.lastHolders != null && obj.lastHolders.length === opts.limits.lastHolders) {
                throw new MaxLengthError('Decode error - repeated field "lastHolders" had too many elements')
              }

              if (obj.lastHolders.length === 10000) {
                throw new MaxLengthError('Decode error - repeated field "lastHolders" had too many elements')
              }

              obj.lastHolders.push(reader.string())
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const obj = {
          members: 10000,
          coordinatorAddresses: 16,
          previous: 10000,
          metadataPeers: 64,
          signers: 256,
          issuerKeys: 16,
          denials: 1024,
          lastHolders: 10000
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.term`,
                value: reader.uint64Number()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.epoch`,
                value: reader.uint64Number()
              }
              break
            }
            case 3: {
              yield {
                field: `${prefix}.coordinator`,
                value: reader.string()
              }
              break
            }
            case 4: {
              yield {
                field: `${prefix}.replicas`,
                value: reader.uint32()
              }
              break
            }
            case 5: {
              if (opts.limits?.members != null && obj.members === opts.limits.members) {
                throw new MaxLengthError('Streaming decode error - repeated field "members" had too many elements')
              }

              if (obj.members === 10000) {
                throw new MaxLengthError('Streaming decode error - repeated field "members" had too many elements')
              }

              for (const evt of Member.codec().stream(reader, reader.uint32(), `${prefix}.members[]`, {
                limits: opts.limits?.members$
              })) {
                yield {
                  ...evt,
                  index: obj.members
                }
              }

              obj.members++

              break
            }
            case 6: {
              if (opts.limits?.coordinatorAddresses != null && obj.coordinatorAddresses === opts.limits.coordinatorAddresses) {
                throw new MaxLengthError('Streaming decode error - repeated field "coordinatorAddresses" had too many elements')
              }

              if (obj.coordinatorAddresses === 16) {
                throw new MaxLengthError('Streaming decode error - repeated field "coordinatorAddresses" had too many elements')
              }

              yield {
                field: `${prefix}.coordinatorAddresses[]`,
                index: obj.coordinatorAddresses,
                value: reader.string()
              }

              obj.coordinatorAddresses++

              break
            }
            case 7: {
              yield {
                field: `${prefix}.world`,
                value: reader.bytes()
              }
              break
            }
            case 8: {
              if (opts.limits?.previous != null && obj.previous === opts.limits.previous) {
                throw new MaxLengthError('Streaming decode error - repeated field "previous" had too many elements')
              }

              if (obj.previous === 10000) {
                throw new MaxLengthError('Streaming decode error - repeated field "previous" had too many elements')
              }

              for (const evt of Member.codec().stream(reader, reader.uint32(), `${prefix}.previous[]`, {
                limits: opts.limits?.previous$
              })) {
                yield {
                  ...evt,
                  index: obj.previous
                }
              }

              obj.previous++

              break
            }
            case 9: {
              yield {
                field: `${prefix}.ringEpoch`,
                value: reader.uint64Number()
              }
              break
            }
            case 10: {
              if (opts.limits?.metadataPeers != null && obj.metadataPeers === opts.limits.metadataPeers) {
                throw new MaxLengthError('Streaming decode error - repeated field "metadataPeers" had too many elements')
              }

              if (obj.metadataPeers === 64) {
                throw new MaxLengthError('Streaming decode error - repeated field "metadataPeers" had too many elements')
              }

              for (const evt of MetadataPeerInfo.codec().stream(reader, reader.uint32(), `${prefix}.metadataPeers[]`, {
                limits: opts.limits?.metadataPeers$
              })) {
                yield {
                  ...evt,
                  index: obj.metadataPeers
                }
              }

              obj.metadataPeers++

              break
            }
            case 11: {
              if (opts.limits?.signers != null && obj.signers === opts.limits.signers) {
                throw new MaxLengthError('Streaming decode error - repeated field "signers" had too many elements')
              }

              if (obj.signers === 256) {
                throw new MaxLengthError('Streaming decode error - repeated field "signers" had too many elements')
              }

              yield {
                field: `${prefix}.signers[]`,
                index: obj.signers,
                value: reader.string()
              }

              obj.signers++

              break
            }
            case 12: {
              yield {
                field: `${prefix}.generation`,
                value: reader.uint64Number()
              }
              break
            }
            case 13: {
              if (opts.limits?.issuerKeys != null && obj.issuerKeys === opts.limits.issuerKeys) {
                throw new MaxLengthError('Streaming decode error - repeated field "issuerKeys" had too many elements')
              }

              if (obj.issuerKeys === 16) {
                throw new MaxLengthError('Streaming decode error - repeated field "issuerKeys" had too many elements')
              }

              for (const evt of IssuerKey.codec().stream(reader, reader.uint32(), `${prefix}.issuerKeys[]`, {
                limits: opts.limits?.issuerKeys$
              })) {
                yield {
                  ...evt,
                  index: obj.issuerKeys
                }
              }

              obj.issuerKeys++

              break
            }
            case 14: {
              if (opts.limits?.denials != null && obj.denials === opts.limits.denials) {
                throw new MaxLengthError('Streaming decode error - repeated field "denials" had too many elements')
              }

              if (obj.denials === 1024) {
                throw new MaxLengthError('Streaming decode error - repeated field "denials" had too many elements')
              }

              for (const evt of Denial.codec().stream(reader, reader.uint32(), `${prefix}.denials[]`, {
                limits: opts.limits?.denials$
              })) {
                yield {
                  ...evt,
                  index: obj.denials
                }
              }

              obj.denials++

              break
            }
            case 15: {
              if (opts.limits?.lastHolders != null && obj.lastHolders === opts.limits.lastHolders) {
                throw new MaxLengthError('Streaming decode error - repeated field "lastHolders" had too many elements')
              }

              if (obj.lastHolders === 10000) {
                throw new MaxLengthError('Streaming decode error - repeated field "lastHolders" had too many elements')
              }

              yield {
                field: `${prefix}.lastHolders[]`,
                index: obj.lastHolders,
                value: reader.string()
              }

              obj.lastHolders++

              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface ViewTermFieldEvent {
    field: '$.term'
    value: number
  }

  export interface ViewEpochFieldEvent {
    field: '$.epoch'
    value: number
  }

  export interface ViewCoordinatorFieldEvent {
    field: '$.coordinator'
    value: string
  }

  export interface ViewReplicasFieldEvent {
    field: '$.replicas'
    value: number
  }

  export interface ViewMembersIdFieldEvent {
    field: '$.members[].id'
    value: string
    index: number
  }

  export interface ViewMembersAddressesFieldEvent {
    field: '$.members[].addresses[]'
    index: number
    value: string
  }

  export interface ViewMembersWeightFieldEvent {
    field: '$.members[].weight'
    value: number
    index: number
  }

  export interface ViewMembersZoneFieldEvent {
    field: '$.members[].zone'
    value: string
    index: number
  }

  export interface ViewMembersStateFieldEvent {
    field: '$.members[].state'
    value: MemberState
    index: number
  }

  export interface ViewMembersSeedFieldEvent {
    field: '$.members[].seed'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface ViewMembersIncarnationFieldEvent {
    field: '$.members[].incarnation'
    value: number
    index: number
  }

  export interface ViewMembersDrainingFieldEvent {
    field: '$.members[].draining'
    value: boolean
    index: number
  }

  export interface ViewCoordinatorAddressesFieldEvent {
    field: '$.coordinatorAddresses[]'
    index: number
    value: string
  }

  export interface ViewWorldFieldEvent {
    field: '$.world'
    value: Uint8Array<ArrayBuffer>
  }

  export interface ViewPreviousIdFieldEvent {
    field: '$.previous[].id'
    value: string
    index: number
  }

  export interface ViewPreviousAddressesFieldEvent {
    field: '$.previous[].addresses[]'
    index: number
    value: string
  }

  export interface ViewPreviousWeightFieldEvent {
    field: '$.previous[].weight'
    value: number
    index: number
  }

  export interface ViewPreviousZoneFieldEvent {
    field: '$.previous[].zone'
    value: string
    index: number
  }

  export interface ViewPreviousStateFieldEvent {
    field: '$.previous[].state'
    value: MemberState
    index: number
  }

  export interface ViewPreviousSeedFieldEvent {
    field: '$.previous[].seed'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface ViewPreviousIncarnationFieldEvent {
    field: '$.previous[].incarnation'
    value: number
    index: number
  }

  export interface ViewPreviousDrainingFieldEvent {
    field: '$.previous[].draining'
    value: boolean
    index: number
  }

  export interface ViewRingEpochFieldEvent {
    field: '$.ringEpoch'
    value: number
  }

  export interface ViewMetadataPeersIdFieldEvent {
    field: '$.metadataPeers[].id'
    value: string
    index: number
  }

  export interface ViewMetadataPeersAddressesFieldEvent {
    field: '$.metadataPeers[].addresses[]'
    index: number
    value: string
  }

  export interface ViewSignersFieldEvent {
    field: '$.signers[]'
    index: number
    value: string
  }

  export interface ViewGenerationFieldEvent {
    field: '$.generation'
    value: number
  }

  export interface ViewIssuerKeysIssuerFieldEvent {
    field: '$.issuerKeys[].issuer'
    value: string
    index: number
  }

  export interface ViewIssuerKeysKidFieldEvent {
    field: '$.issuerKeys[].kid'
    value: string
    index: number
  }

  export interface ViewIssuerKeysKeyFieldEvent {
    field: '$.issuerKeys[].key'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface ViewDenialsIdFieldEvent {
    field: '$.denials[].id'
    value: string
    index: number
  }

  export interface ViewDenialsSinceMsFieldEvent {
    field: '$.denials[].sinceMs'
    value: number
    index: number
  }

  export interface ViewDenialsUntilMsFieldEvent {
    field: '$.denials[].untilMs'
    value: number
    index: number
  }

  export interface ViewLastHoldersFieldEvent {
    field: '$.lastHolders[]'
    index: number
    value: string
  }

  export function encode (obj: Partial<View>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, View.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<View>): View {
    return decodeMessage(buf, View.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<View>): Generator<ViewTermFieldEvent | ViewEpochFieldEvent | ViewCoordinatorFieldEvent | ViewReplicasFieldEvent | ViewMembersIdFieldEvent | ViewMembersAddressesFieldEvent | ViewMembersWeightFieldEvent | ViewMembersZoneFieldEvent | ViewMembersStateFieldEvent | ViewMembersSeedFieldEvent | ViewMembersIncarnationFieldEvent | ViewMembersDrainingFieldEvent | ViewCoordinatorAddressesFieldEvent | ViewWorldFieldEvent | ViewPreviousIdFieldEvent | ViewPreviousAddressesFieldEvent | ViewPreviousWeightFieldEvent | ViewPreviousZoneFieldEvent | ViewPreviousStateFieldEvent | ViewPreviousSeedFieldEvent | ViewPreviousIncarnationFieldEvent | ViewPreviousDrainingFieldEvent | ViewRingEpochFieldEvent | ViewMetadataPeersIdFieldEvent | ViewMetadataPeersAddressesFieldEvent | ViewSignersFieldEvent | ViewGenerationFieldEvent | ViewIssuerKeysIssuerFieldEvent | ViewIssuerKeysKidFieldEvent | ViewIssuerKeysKeyFieldEvent | ViewDenialsIdFieldEvent | ViewDenialsSinceMsFieldEvent | ViewDenialsUntilMsFieldEvent | ViewLastHoldersFieldEvent> {
    return streamMessage(buf, View.codec(), opts)
  }
}

export interface PeerSeen {
  member?: Member
  seenMs: number
}

export namespace PeerSeen {
  let _codec: Codec<PeerSeen>

  export const codec = (): Codec<PeerSeen> => {
    if (_codec == null) {
      _codec = message<PeerSeen>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (obj.member != null) {
          w.uint32(10)
          Member.codec().encode(obj.member, w)
        }

        if ((obj.seenMs != null && obj.seenMs !== 0)) {
          w.uint32(16)
          w.uint64Number(obj.seenMs)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          seenMs: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.member = Member.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.member
              })
              break
            }
            case 2: {
              obj.seenMs = reader.uint64Number()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield * Member.codec().stream(reader, reader.uint32(), `${prefix}.member`, {
                limits: opts.limits?.member
              })

              break
            }
            case 2: {
              yield {
                field: `${prefix}.seenMs`,
                value: reader.uint64Number()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface PeerSeenMemberIdFieldEvent {
    field: '$.member.id'
    value: string
  }

  export interface PeerSeenMemberAddressesFieldEvent {
    field: '$.member.addresses[]'
    index: number
    value: string
  }

  export interface PeerSeenMemberWeightFieldEvent {
    field: '$.member.weight'
    value: number
  }

  export interface PeerSeenMemberZoneFieldEvent {
    field: '$.member.zone'
    value: string
  }

  export interface PeerSeenMemberStateFieldEvent {
    field: '$.member.state'
    value: MemberState
  }

  export interface PeerSeenMemberSeedFieldEvent {
    field: '$.member.seed'
    value: Uint8Array<ArrayBuffer>
  }

  export interface PeerSeenMemberIncarnationFieldEvent {
    field: '$.member.incarnation'
    value: number
  }

  export interface PeerSeenMemberDrainingFieldEvent {
    field: '$.member.draining'
    value: boolean
  }

  export interface PeerSeenSeenMsFieldEvent {
    field: '$.seenMs'
    value: number
  }

  export function encode (obj: Partial<PeerSeen>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, PeerSeen.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<PeerSeen>): PeerSeen {
    return decodeMessage(buf, PeerSeen.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<PeerSeen>): Generator<PeerSeenMemberIdFieldEvent | PeerSeenMemberAddressesFieldEvent | PeerSeenMemberWeightFieldEvent | PeerSeenMemberZoneFieldEvent | PeerSeenMemberStateFieldEvent | PeerSeenMemberSeedFieldEvent | PeerSeenMemberIncarnationFieldEvent | PeerSeenMemberDrainingFieldEvent | PeerSeenSeenMsFieldEvent> {
    return streamMessage(buf, PeerSeen.codec(), opts)
  }
}

export interface SignedView {
  view: Uint8Array<ArrayBuffer>
  signature: Uint8Array<ArrayBuffer>
}

export namespace SignedView {
  let _codec: Codec<SignedView>

  export const codec = (): Codec<SignedView> => {
    if (_codec == null) {
      _codec = message<SignedView>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.view != null && obj.view.byteLength > 0)) {
          w.uint32(10)
          w.bytes(obj.view)
        }

        if ((obj.signature != null && obj.signature.byteLength > 0)) {
          w.uint32(18)
          w.bytes(obj.signature)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          view: uint8ArrayAlloc(0),
          signature: uint8ArrayAlloc(0)
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.view = reader.bytes()
              break
            }
            case 2: {
              obj.signature = reader.bytes()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.view`,
                value: reader.bytes()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.signature`,
                value: reader.bytes()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface SignedViewViewFieldEvent {
    field: '$.view'
    value: Uint8Array<ArrayBuffer>
  }

  export interface SignedViewSignatureFieldEvent {
    field: '$.signature'
    value: Uint8Array<ArrayBuffer>
  }

  export function encode (obj: Partial<SignedView>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, SignedView.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<SignedView>): SignedView {
    return decodeMessage(buf, SignedView.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<SignedView>): Generator<SignedViewViewFieldEvent | SignedViewSignatureFieldEvent> {
    return streamMessage(buf, SignedView.codec(), opts)
  }
}

export enum RecordState {
  LIVE = 'LIVE',
  DELETED = 'DELETED'
}

enum __RecordStateValues {
  LIVE = 0,
  DELETED = 1
}

export namespace RecordState {
  export const codec = (): Codec<RecordState> => {
    return enumeration<RecordState>(__RecordStateValues)
  }
}

export interface Grant {
  user: string
  write: boolean
}

export namespace Grant {
  let _codec: Codec<Grant>

  export const codec = (): Codec<Grant> => {
    if (_codec == null) {
      _codec = message<Grant>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.user != null && obj.user !== '')) {
          w.uint32(10)
          w.string(obj.user)
        }

        if ((obj.write != null && obj.write !== false)) {
          w.uint32(16)
          w.bool(obj.write)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          user: '',
          write: false
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.user = reader.string()
              break
            }
            case 2: {
              obj.write = reader.bool()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.user`,
                value: reader.string()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.write`,
                value: reader.bool()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface GrantUserFieldEvent {
    field: '$.user'
    value: string
  }

  export interface GrantWriteFieldEvent {
    field: '$.write'
    value: boolean
  }

  export function encode (obj: Partial<Grant>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, Grant.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Grant>): Grant {
    return decodeMessage(buf, Grant.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Grant>): Generator<GrantUserFieldEvent | GrantWriteFieldEvent> {
    return streamMessage(buf, Grant.codec(), opts)
  }
}

export interface FileRecord {
  id: Uint8Array<ArrayBuffer>
  owner: string
  name: string
  version: number
  size: number
  blockSize: number
  root: Uint8Array<ArrayBuffer>
  mtime: number
  state: RecordState
  epoch: number
  operation: Uint8Array<ArrayBuffer>
  term: number
  encryptionKeyId: Uint8Array<ArrayBuffer>
  history: FileVersion[]
  tags: string[]
  renamedFrom?: RenamedFrom
  grants: Grant[]
  earlierOperations: EarlierOperation[]
}

export namespace FileRecord {
  let _codec: Codec<FileRecord>

  export const codec = (): Codec<FileRecord> => {
    if (_codec == null) {
      _codec = message<FileRecord>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.id != null && obj.id.byteLength > 0)) {
          w.uint32(10)
          w.bytes(obj.id)
        }

        if ((obj.owner != null && obj.owner !== '')) {
          w.uint32(18)
          w.string(obj.owner)
        }

        if ((obj.name != null && obj.name !== '')) {
          w.uint32(26)
          w.string(obj.name)
        }

        if ((obj.version != null && obj.version !== 0)) {
          w.uint32(32)
          w.uint64Number(obj.version)
        }

        if ((obj.size != null && obj.size !== 0)) {
          w.uint32(40)
          w.uint64Number(obj.size)
        }

        if ((obj.blockSize != null && obj.blockSize !== 0)) {
          w.uint32(48)
          w.uint32(obj.blockSize)
        }

        if ((obj.root != null && obj.root.byteLength > 0)) {
          w.uint32(58)
          w.bytes(obj.root)
        }

        if ((obj.mtime != null && obj.mtime !== 0)) {
          w.uint32(64)
          w.uint64Number(obj.mtime)
        }

        if (obj.state != null && __RecordStateValues[obj.state] !== 0) {
          w.uint32(72)
          RecordState.codec().encode(obj.state, w)
        }

        if ((obj.epoch != null && obj.epoch !== 0)) {
          w.uint32(80)
          w.uint64Number(obj.epoch)
        }

        if ((obj.operation != null && obj.operation.byteLength > 0)) {
          w.uint32(90)
          w.bytes(obj.operation)
        }

        if ((obj.term != null && obj.term !== 0)) {
          w.uint32(96)
          w.uint64Number(obj.term)
        }

        if ((obj.encryptionKeyId != null && obj.encryptionKeyId.byteLength > 0)) {
          w.uint32(138)
          w.bytes(obj.encryptionKeyId)
        }

        if (obj.history != null && obj.history.length > 0) {
          for (const value of obj.history) {
            w.uint32(106)
            FileVersion.codec().encode(value, w)
          }
        }

        if (obj.tags != null && obj.tags.length > 0) {
          for (const value of obj.tags) {
            w.uint32(114)
            w.string(value)
          }
        }

        if (obj.renamedFrom != null) {
          w.uint32(122)
          RenamedFrom.codec().encode(obj.renamedFrom, w)
        }

        if (obj.grants != null && obj.grants.length > 0) {
          for (const value of obj.grants) {
            w.uint32(130)
            Grant.codec().encode(value, w)
          }
        }

        if (obj.earlierOperations != null && obj.earlierOperations.length > 0) {
          for (const value of obj.earlierOperations) {
            w.uint32(146)
            EarlierOperation.codec().encode(value, w)
          }
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          id: uint8ArrayAlloc(0),
          owner: '',
          name: '',
          version: 0,
          size: 0,
          blockSize: 0,
          root: uint8ArrayAlloc(0),
          mtime: 0,
          state: RecordState.LIVE,
          epoch: 0,
          operation: uint8ArrayAlloc(0),
          term: 0,
          encryptionKeyId: uint8ArrayAlloc(0),
          history: [],
          tags: [],
          grants: [],
          earlierOperations: []
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.id = reader.bytes()
              break
            }
            case 2: {
              obj.owner = reader.string()
              break
            }
            case 3: {
              obj.name = reader.string()
              break
            }
            case 4: {
              obj.version = reader.uint64Number()
              break
            }
            case 5: {
              obj.size = reader.uint64Number()
              break
            }
            case 6: {
              obj.blockSize = reader.uint32()
              break
            }
            case 7: {
              obj.root = reader.bytes()
              break
            }
            case 8: {
              obj.mtime = reader.uint64Number()
              break
            }
            case 9: {
              obj.state = RecordState.codec().decode(reader)
              break
            }
            case 10: {
              obj.epoch = reader.uint64Number()
              break
            }
            case 11: {
              obj.operation = reader.bytes()
              break
            }
            case 12: {
              obj.term = reader.uint64Number()
              break
            }
            case 17: {
              obj.encryptionKeyId = reader.bytes()
              break
            }
            case 13: {
              if (opts.limits?.history != null && obj.history.length === opts.limits.history) {
                throw new MaxLengthError('Decode error - repeated field "history" had too many elements')
              }

              if (obj.history.length === 16) {
                throw new MaxLengthError('Decode error - repeated field "history" had too many elements')
              }

              obj.history.push(FileVersion.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.history$
              }))
              break
            }
            case 14: {
              if (opts.limits?.tags != null && obj.tags.length === opts.limits.tags) {
                throw new MaxLengthError('Decode error - repeated field "tags" had too many elements')
              }

              if (obj.tags.length === 16) {
                throw new MaxLengthError('Decode error - repeated field "tags" had too many elements')
              }

              obj.tags.push(reader.string())
              break
            }
            case 15: {
              obj.renamedFrom = RenamedFrom.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.renamedFrom
              })
              break
            }
            case 16: {
              if (opts.limits?.grants != null && obj.grants.length === opts.limits.grants) {
                throw new MaxLengthError('Decode error - repeated field "grants" had too many elements')
              }

              if (obj.grants.length === 64) {
                throw new MaxLengthError('Decode error - repeated field "grants" had too many elements')
              }

              obj.grants.push(Grant.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.grants$
              }))
              break
            }
            case 18: {
              if (opts.limits?.earlierOperations != null && obj.earlierOperations.length === opts.limits.earlierOperations) {
                throw new MaxLengthError('Decode error - repeated field "earlierOperations" had too many elements')
              }

              if (obj.earlierOperations.length === 16) {
                throw new MaxLengthError('Decode error - repeated field "earlierOperations" had too many elements')
              }

              obj.earlierOperations.push(EarlierOperation.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.earlierOperations$
              }))
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const obj = {
          history: 16,
          tags: 16,
          grants: 64,
          earlierOperations: 16
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.id`,
                value: reader.bytes()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.owner`,
                value: reader.string()
              }
              break
            }
            case 3: {
              yield {
                field: `${prefix}.name`,
                value: reader.string()
              }
              break
            }
            case 4: {
              yield {
                field: `${prefix}.version`,
                value: reader.uint64Number()
              }
              break
            }
            case 5: {
              yield {
                field: `${prefix}.size`,
                value: reader.uint64Number()
              }
              break
            }
            case 6: {
              yield {
                field: `${prefix}.blockSize`,
                value: reader.uint32()
              }
              break
            }
            case 7: {
              yield {
                field: `${prefix}.root`,
                value: reader.bytes()
              }
              break
            }
            case 8: {
              yield {
                field: `${prefix}.mtime`,
                value: reader.uint64Number()
              }
              break
            }
            case 9: {
              yield {
                field: `${prefix}.state`,
                value: RecordState.codec().decode(reader)
              }
              break
            }
            case 10: {
              yield {
                field: `${prefix}.epoch`,
                value: reader.uint64Number()
              }
              break
            }
            case 11: {
              yield {
                field: `${prefix}.operation`,
                value: reader.bytes()
              }
              break
            }
            case 12: {
              yield {
                field: `${prefix}.term`,
                value: reader.uint64Number()
              }
              break
            }
            case 17: {
              yield {
                field: `${prefix}.encryptionKeyId`,
                value: reader.bytes()
              }
              break
            }
            case 13: {
              if (opts.limits?.history != null && obj.history === opts.limits.history) {
                throw new MaxLengthError('Streaming decode error - repeated field "history" had too many elements')
              }

              if (obj.history === 16) {
                throw new MaxLengthError('Streaming decode error - repeated field "history" had too many elements')
              }

              for (const evt of FileVersion.codec().stream(reader, reader.uint32(), `${prefix}.history[]`, {
                limits: opts.limits?.history$
              })) {
                yield {
                  ...evt,
                  index: obj.history
                }
              }

              obj.history++

              break
            }
            case 14: {
              if (opts.limits?.tags != null && obj.tags === opts.limits.tags) {
                throw new MaxLengthError('Streaming decode error - repeated field "tags" had too many elements')
              }

              if (obj.tags === 16) {
                throw new MaxLengthError('Streaming decode error - repeated field "tags" had too many elements')
              }

              yield {
                field: `${prefix}.tags[]`,
                index: obj.tags,
                value: reader.string()
              }

              obj.tags++

              break
            }
            case 15: {
              yield * RenamedFrom.codec().stream(reader, reader.uint32(), `${prefix}.renamedFrom`, {
                limits: opts.limits?.renamedFrom
              })

              break
            }
            case 16: {
              if (opts.limits?.grants != null && obj.grants === opts.limits.grants) {
                throw new MaxLengthError('Streaming decode error - repeated field "grants" had too many elements')
              }

              if (obj.grants === 64) {
                throw new MaxLengthError('Streaming decode error - repeated field "grants" had too many elements')
              }

              for (const evt of Grant.codec().stream(reader, reader.uint32(), `${prefix}.grants[]`, {
                limits: opts.limits?.grants$
              })) {
                yield {
                  ...evt,
                  index: obj.grants
                }
              }

              obj.grants++

              break
            }
            case 18: {
              if (opts.limits?.earlierOperations != null && obj.earlierOperations === opts.limits.earlierOperations) {
                throw new MaxLengthError('Streaming decode error - repeated field "earlierOperations" had too many elements')
              }

              if (obj.earlierOperations === 16) {
                throw new MaxLengthError('Streaming decode error - repeated field "earlierOperations" had too many elements')
              }

              for (const evt of EarlierOperation.codec().stream(reader, reader.uint32(), `${prefix}.earlierOperations[]`, {
                limits: opts.limits?.earlierOperations$
              })) {
                yield {
                  ...evt,
                  index: obj.earlierOperations
                }
              }

              obj.earlierOperations++

              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface FileRecordIdFieldEvent {
    field: '$.id'
    value: Uint8Array<ArrayBuffer>
  }

  export interface FileRecordOwnerFieldEvent {
    field: '$.owner'
    value: string
  }

  export interface FileRecordNameFieldEvent {
    field: '$.name'
    value: string
  }

  export interface FileRecordVersionFieldEvent {
    field: '$.version'
    value: number
  }

  export interface FileRecordSizeFieldEvent {
    field: '$.size'
    value: number
  }

  export interface FileRecordBlockSizeFieldEvent {
    field: '$.blockSize'
    value: number
  }

  export interface FileRecordRootFieldEvent {
    field: '$.root'
    value: Uint8Array<ArrayBuffer>
  }

  export interface FileRecordMtimeFieldEvent {
    field: '$.mtime'
    value: number
  }

  export interface FileRecordStateFieldEvent {
    field: '$.state'
    value: RecordState
  }

  export interface FileRecordEpochFieldEvent {
    field: '$.epoch'
    value: number
  }

  export interface FileRecordOperationFieldEvent {
    field: '$.operation'
    value: Uint8Array<ArrayBuffer>
  }

  export interface FileRecordTermFieldEvent {
    field: '$.term'
    value: number
  }

  export interface FileRecordEncryptionKeyIdFieldEvent {
    field: '$.encryptionKeyId'
    value: Uint8Array<ArrayBuffer>
  }

  export interface FileRecordHistoryVersionFieldEvent {
    field: '$.history[].version'
    value: number
    index: number
  }

  export interface FileRecordHistoryRootFieldEvent {
    field: '$.history[].root'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface FileRecordHistorySizeFieldEvent {
    field: '$.history[].size'
    value: number
    index: number
  }

  export interface FileRecordHistoryBlockSizeFieldEvent {
    field: '$.history[].blockSize'
    value: number
    index: number
  }

  export interface FileRecordHistoryMtimeFieldEvent {
    field: '$.history[].mtime'
    value: number
    index: number
  }

  export interface FileRecordHistoryReplacedMsFieldEvent {
    field: '$.history[].replacedMs'
    value: number
    index: number
  }

  export interface FileRecordHistoryOperationFieldEvent {
    field: '$.history[].operation'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface FileRecordHistoryEncryptionKeyIdFieldEvent {
    field: '$.history[].encryptionKeyId'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface FileRecordTagsFieldEvent {
    field: '$.tags[]'
    index: number
    value: string
  }

  export interface FileRecordRenamedFromNameFieldEvent {
    field: '$.renamedFrom.name'
    value: string
  }

  export interface FileRecordRenamedFromVersionFieldEvent {
    field: '$.renamedFrom.version'
    value: number
  }

  export interface FileRecordRenamedFromEarlierOperationsOperationFieldEvent {
    field: '$.renamedFrom.earlierOperations[].operation'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface FileRecordRenamedFromEarlierOperationsVersionFieldEvent {
    field: '$.renamedFrom.earlierOperations[].version'
    value: number
    index: number
  }

  export interface FileRecordRenamedFromEarlierOperationsStateFieldEvent {
    field: '$.renamedFrom.earlierOperations[].state'
    value: RecordState
    index: number
  }

  export interface FileRecordGrantsUserFieldEvent {
    field: '$.grants[].user'
    value: string
    index: number
  }

  export interface FileRecordGrantsWriteFieldEvent {
    field: '$.grants[].write'
    value: boolean
    index: number
  }

  export interface FileRecordEarlierOperationsOperationFieldEvent {
    field: '$.earlierOperations[].operation'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface FileRecordEarlierOperationsVersionFieldEvent {
    field: '$.earlierOperations[].version'
    value: number
    index: number
  }

  export interface FileRecordEarlierOperationsStateFieldEvent {
    field: '$.earlierOperations[].state'
    value: RecordState
    index: number
  }

  export function encode (obj: Partial<FileRecord>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, FileRecord.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<FileRecord>): FileRecord {
    return decodeMessage(buf, FileRecord.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<FileRecord>): Generator<FileRecordIdFieldEvent | FileRecordOwnerFieldEvent | FileRecordNameFieldEvent | FileRecordVersionFieldEvent | FileRecordSizeFieldEvent | FileRecordBlockSizeFieldEvent | FileRecordRootFieldEvent | FileRecordMtimeFieldEvent | FileRecordStateFieldEvent | FileRecordEpochFieldEvent | FileRecordOperationFieldEvent | FileRecordTermFieldEvent | FileRecordEncryptionKeyIdFieldEvent | FileRecordHistoryVersionFieldEvent | FileRecordHistoryRootFieldEvent | FileRecordHistorySizeFieldEvent | FileRecordHistoryBlockSizeFieldEvent | FileRecordHistoryMtimeFieldEvent | FileRecordHistoryReplacedMsFieldEvent | FileRecordHistoryOperationFieldEvent | FileRecordHistoryEncryptionKeyIdFieldEvent | FileRecordTagsFieldEvent | FileRecordRenamedFromNameFieldEvent | FileRecordRenamedFromVersionFieldEvent | FileRecordRenamedFromEarlierOperationsOperationFieldEvent | FileRecordRenamedFromEarlierOperationsVersionFieldEvent | FileRecordRenamedFromEarlierOperationsStateFieldEvent | FileRecordGrantsUserFieldEvent | FileRecordGrantsWriteFieldEvent | FileRecordEarlierOperationsOperationFieldEvent | FileRecordEarlierOperationsVersionFieldEvent | FileRecordEarlierOperationsStateFieldEvent> {
    return streamMessage(buf, FileRecord.codec(), opts)
  }
}

export interface EarlierOperation {
  operation: Uint8Array<ArrayBuffer>
  version: number
  state: RecordState
}

export namespace EarlierOperation {
  let _codec: Codec<EarlierOperation>

  export const codec = (): Codec<EarlierOperation> => {
    if (_codec == null) {
      _codec = message<EarlierOperation>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.operation != null && obj.operation.byteLength > 0)) {
          w.uint32(10)
          w.bytes(obj.operation)
        }

        if ((obj.version != null && obj.version !== 0)) {
          w.uint32(16)
          w.uint64Number(obj.version)
        }

        if (obj.state != null && __RecordStateValues[obj.state] !== 0) {
          w.uint32(24)
          RecordState.codec().encode(obj.state, w)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          operation: uint8ArrayAlloc(0),
          version: 0,
          state: RecordState.LIVE
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.operation = reader.bytes()
              break
            }
            case 2: {
              obj.version = reader.uint64Number()
              break
            }
            case 3: {
              obj.state = RecordState.codec().decode(reader)
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.operation`,
                value: reader.bytes()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.version`,
                value: reader.uint64Number()
              }
              break
            }
            case 3: {
              yield {
                field: `${prefix}.state`,
                value: RecordState.codec().decode(reader)
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface EarlierOperationOperationFieldEvent {
    field: '$.operation'
    value: Uint8Array<ArrayBuffer>
  }

  export interface EarlierOperationVersionFieldEvent {
    field: '$.version'
    value: number
  }

  export interface EarlierOperationStateFieldEvent {
    field: '$.state'
    value: RecordState
  }

  export function encode (obj: Partial<EarlierOperation>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, EarlierOperation.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<EarlierOperation>): EarlierOperation {
    return decodeMessage(buf, EarlierOperation.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<EarlierOperation>): Generator<EarlierOperationOperationFieldEvent | EarlierOperationVersionFieldEvent | EarlierOperationStateFieldEvent> {
    return streamMessage(buf, EarlierOperation.codec(), opts)
  }
}

export interface FileVersion {
  version: number
  root: Uint8Array<ArrayBuffer>
  size: number
  blockSize: number
  mtime: number
  replacedMs: number
  operation: Uint8Array<ArrayBuffer>
  encryptionKeyId: Uint8Array<ArrayBuffer>
}

export namespace FileVersion {
  let _codec: Codec<FileVersion>

  export const codec = (): Codec<FileVersion> => {
    if (_codec == null) {
      _codec = message<FileVersion>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.version != null && obj.version !== 0)) {
          w.uint32(8)
          w.uint64Number(obj.version)
        }

        if ((obj.root != null && obj.root.byteLength > 0)) {
          w.uint32(18)
          w.bytes(obj.root)
        }

        if ((obj.size != null && obj.size !== 0)) {
          w.uint32(24)
          w.uint64Number(obj.size)
        }

        if ((obj.blockSize != null && obj.blockSize !== 0)) {
          w.uint32(32)
          w.uint32(obj.blockSize)
        }

        if ((obj.mtime != null && obj.mtime !== 0)) {
          w.uint32(40)
          w.uint64Number(obj.mtime)
        }

        if ((obj.replacedMs != null && obj.replacedMs !== 0)) {
          w.uint32(48)
          w.uint64Number(obj.replacedMs)
        }

        if ((obj.operation != null && obj.operation.byteLength > 0)) {
          w.uint32(58)
          w.bytes(obj.operation)
        }

        if ((obj.encryptionKeyId != null && obj.encryptionKeyId.byteLength > 0)) {
          w.uint32(66)
          w.bytes(obj.encryptionKeyId)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          version: 0,
          root: uint8ArrayAlloc(0),
          size: 0,
          blockSize: 0,
          mtime: 0,
          replacedMs: 0,
          operation: uint8ArrayAlloc(0),
          encryptionKeyId: uint8ArrayAlloc(0)
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.version = reader.uint64Number()
              break
            }
            case 2: {
              obj.root = reader.bytes()
              break
            }
            case 3: {
              obj.size = reader.uint64Number()
              break
            }
            case 4: {
              obj.blockSize = reader.uint32()
              break
            }
            case 5: {
              obj.mtime = reader.uint64Number()
              break
            }
            case 6: {
              obj.replacedMs = reader.uint64Number()
              break
            }
            case 7: {
              obj.operation = reader.bytes()
              break
            }
            case 8: {
              obj.encryptionKeyId = reader.bytes()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.version`,
                value: reader.uint64Number()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.root`,
                value: reader.bytes()
              }
              break
            }
            case 3: {
              yield {
                field: `${prefix}.size`,
                value: reader.uint64Number()
              }
              break
            }
            case 4: {
              yield {
                field: `${prefix}.blockSize`,
                value: reader.uint32()
              }
              break
            }
            case 5: {
              yield {
                field: `${prefix}.mtime`,
                value: reader.uint64Number()
              }
              break
            }
            case 6: {
              yield {
                field: `${prefix}.replacedMs`,
                value: reader.uint64Number()
              }
              break
            }
            case 7: {
              yield {
                field: `${prefix}.operation`,
                value: reader.bytes()
              }
              break
            }
            case 8: {
              yield {
                field: `${prefix}.encryptionKeyId`,
                value: reader.bytes()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface FileVersionVersionFieldEvent {
    field: '$.version'
    value: number
  }

  export interface FileVersionRootFieldEvent {
    field: '$.root'
    value: Uint8Array<ArrayBuffer>
  }

  export interface FileVersionSizeFieldEvent {
    field: '$.size'
    value: number
  }

  export interface FileVersionBlockSizeFieldEvent {
    field: '$.blockSize'
    value: number
  }

  export interface FileVersionMtimeFieldEvent {
    field: '$.mtime'
    value: number
  }

  export interface FileVersionReplacedMsFieldEvent {
    field: '$.replacedMs'
    value: number
  }

  export interface FileVersionOperationFieldEvent {
    field: '$.operation'
    value: Uint8Array<ArrayBuffer>
  }

  export interface FileVersionEncryptionKeyIdFieldEvent {
    field: '$.encryptionKeyId'
    value: Uint8Array<ArrayBuffer>
  }

  export function encode (obj: Partial<FileVersion>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, FileVersion.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<FileVersion>): FileVersion {
    return decodeMessage(buf, FileVersion.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<FileVersion>): Generator<FileVersionVersionFieldEvent | FileVersionRootFieldEvent | FileVersionSizeFieldEvent | FileVersionBlockSizeFieldEvent | FileVersionMtimeFieldEvent | FileVersionReplacedMsFieldEvent | FileVersionOperationFieldEvent | FileVersionEncryptionKeyIdFieldEvent> {
    return streamMessage(buf, FileVersion.codec(), opts)
  }
}

export interface RenamedFrom {
  name: string
  version: number
  earlierOperations: EarlierOperation[]
}

export namespace RenamedFrom {
  let _codec: Codec<RenamedFrom>

  export const codec = (): Codec<RenamedFrom> => {
    if (_codec == null) {
      _codec = message<RenamedFrom>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.name != null && obj.name !== '')) {
          w.uint32(10)
          w.string(obj.name)
        }

        if ((obj.version != null && obj.version !== 0)) {
          w.uint32(16)
          w.uint64Number(obj.version)
        }

        if (obj.earlierOperations != null && obj.earlierOperations.length > 0) {
          for (const value of obj.earlierOperations) {
            w.uint32(26)
            EarlierOperation.codec().encode(value, w)
          }
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          name: '',
          version: 0,
          earlierOperations: []
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.name = reader.string()
              break
            }
            case 2: {
              obj.version = reader.uint64Number()
              break
            }
            case 3: {
              if (opts.limits?.earlierOperations != null && obj.earlierOperations.length === opts.limits.earlierOperations) {
                throw new MaxLengthError('Decode error - repeated field "earlierOperations" had too many elements')
              }

              if (obj.earlierOperations.length === 16) {
                throw new MaxLengthError('Decode error - repeated field "earlierOperations" had too many elements')
              }

              obj.earlierOperations.push(EarlierOperation.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.earlierOperations$
              }))
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const obj = {
          earlierOperations: 16
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.name`,
                value: reader.string()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.version`,
                value: reader.uint64Number()
              }
              break
            }
            case 3: {
              if (opts.limits?.earlierOperations != null && obj.earlierOperations === opts.limits.earlierOperations) {
                throw new MaxLengthError('Streaming decode error - repeated field "earlierOperations" had too many elements')
              }

              if (obj.earlierOperations === 16) {
                throw new MaxLengthError('Streaming decode error - repeated field "earlierOperations" had too many elements')
              }

              for (const evt of EarlierOperation.codec().stream(reader, reader.uint32(), `${prefix}.earlierOperations[]`, {
                limits: opts.limits?.earlierOperations$
              })) {
                yield {
                  ...evt,
                  index: obj.earlierOperations
                }
              }

              obj.earlierOperations++

              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface RenamedFromNameFieldEvent {
    field: '$.name'
    value: string
  }

  export interface RenamedFromVersionFieldEvent {
    field: '$.version'
    value: number
  }

  export interface RenamedFromEarlierOperationsOperationFieldEvent {
    field: '$.earlierOperations[].operation'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface RenamedFromEarlierOperationsVersionFieldEvent {
    field: '$.earlierOperations[].version'
    value: number
    index: number
  }

  export interface RenamedFromEarlierOperationsStateFieldEvent {
    field: '$.earlierOperations[].state'
    value: RecordState
    index: number
  }

  export function encode (obj: Partial<RenamedFrom>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, RenamedFrom.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<RenamedFrom>): RenamedFrom {
    return decodeMessage(buf, RenamedFrom.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<RenamedFrom>): Generator<RenamedFromNameFieldEvent | RenamedFromVersionFieldEvent | RenamedFromEarlierOperationsOperationFieldEvent | RenamedFromEarlierOperationsVersionFieldEvent | RenamedFromEarlierOperationsStateFieldEvent> {
    return streamMessage(buf, RenamedFrom.codec(), opts)
  }
}

export interface SignedRecord {
  record: Uint8Array<ArrayBuffer>
  signature: Uint8Array<ArrayBuffer>
  signer: string
}

export namespace SignedRecord {
  let _codec: Codec<SignedRecord>

  export const codec = (): Codec<SignedRecord> => {
    if (_codec == null) {
      _codec = message<SignedRecord>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.record != null && obj.record.byteLength > 0)) {
          w.uint32(10)
          w.bytes(obj.record)
        }

        if ((obj.signature != null && obj.signature.byteLength > 0)) {
          w.uint32(18)
          w.bytes(obj.signature)
        }

        if ((obj.signer != null && obj.signer !== '')) {
          w.uint32(26)
          w.string(obj.signer)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          record: uint8ArrayAlloc(0),
          signature: uint8ArrayAlloc(0),
          signer: ''
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.record = reader.bytes()
              break
            }
            case 2: {
              obj.signature = reader.bytes()
              break
            }
            case 3: {
              obj.signer = reader.string()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.record`,
                value: reader.bytes()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.signature`,
                value: reader.bytes()
              }
              break
            }
            case 3: {
              yield {
                field: `${prefix}.signer`,
                value: reader.string()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface SignedRecordRecordFieldEvent {
    field: '$.record'
    value: Uint8Array<ArrayBuffer>
  }

  export interface SignedRecordSignatureFieldEvent {
    field: '$.signature'
    value: Uint8Array<ArrayBuffer>
  }

  export interface SignedRecordSignerFieldEvent {
    field: '$.signer'
    value: string
  }

  export function encode (obj: Partial<SignedRecord>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, SignedRecord.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<SignedRecord>): SignedRecord {
    return decodeMessage(buf, SignedRecord.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<SignedRecord>): Generator<SignedRecordRecordFieldEvent | SignedRecordSignatureFieldEvent | SignedRecordSignerFieldEvent> {
    return streamMessage(buf, SignedRecord.codec(), opts)
  }
}

export interface PutRequest {
  blockSize: number
  avoid: string[]
  generation: number
  astray: boolean
}

export namespace PutRequest {
  let _codec: Codec<PutRequest>

  export const codec = (): Codec<PutRequest> => {
    if (_codec == null) {
      _codec = message<PutRequest>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.blockSize != null && obj.blockSize !== 0)) {
          w.uint32(8)
          w.uint32(obj.blockSize)
        }

        if (obj.avoid != null && obj.avoid.length > 0) {
          for (const value of obj.avoid) {
            w.uint32(26)
            w.string(value)
          }
        }

        if ((obj.generation != null && obj.generation !== 0)) {
          w.uint32(32)
          w.uint64Number(obj.generation)
        }

        if ((obj.astray != null && obj.astray !== false)) {
          w.uint32(40)
          w.bool(obj.astray)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          blockSize: 0,
          avoid: [],
          generation: 0,
          astray: false
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.blockSize = reader.uint32()
              break
            }
            case 3: {
              if (opts.limits?.avoid != null && obj.avoid.length === opts.limits.avoid) {
                throw new MaxLengthError('Decode error - repeated field "avoid" had too many elements')
              }

              if (obj.avoid.length === 64) {
                throw new MaxLengthError('Decode error - repeated field "avoid" had too many elements')
              }

              obj.avoid.push(reader.string())
              break
            }
            case 4: {
              obj.generation = reader.uint64Number()
              break
            }
            case 5: {
              obj.astray = reader.bool()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const obj = {
          avoid: 64
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.blockSize`,
                value: reader.uint32()
              }
              break
            }
            case 3: {
              if (opts.limits?.avoid != null && obj.avoid === opts.limits.avoid) {
                throw new MaxLengthError('Streaming decode error - repeated field "avoid" had too many elements')
              }

              if (obj.avoid === 64) {
                throw new MaxLengthError('Streaming decode error - repeated field "avoid" had too many elements')
              }

              yield {
                field: `${prefix}.avoid[]`,
                index: obj.avoid,
                value: reader.string()
              }

              obj.avoid++

              break
            }
            case 4: {
              yield {
                field: `${prefix}.generation`,
                value: reader.uint64Number()
              }
              break
            }
            case 5: {
              yield {
                field: `${prefix}.astray`,
                value: reader.bool()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface PutRequestBlockSizeFieldEvent {
    field: '$.blockSize'
    value: number
  }

  export interface PutRequestAvoidFieldEvent {
    field: '$.avoid[]'
    index: number
    value: string
  }

  export interface PutRequestGenerationFieldEvent {
    field: '$.generation'
    value: number
  }

  export interface PutRequestAstrayFieldEvent {
    field: '$.astray'
    value: boolean
  }

  export function encode (obj: Partial<PutRequest>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, PutRequest.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<PutRequest>): PutRequest {
    return decodeMessage(buf, PutRequest.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<PutRequest>): Generator<PutRequestBlockSizeFieldEvent | PutRequestAvoidFieldEvent | PutRequestGenerationFieldEvent | PutRequestAstrayFieldEvent> {
    return streamMessage(buf, PutRequest.codec(), opts)
  }
}

export interface PutResponse {
  digest: Uint8Array<ArrayBuffer>
  added: number
  single: number
}

export namespace PutResponse {
  let _codec: Codec<PutResponse>

  export const codec = (): Codec<PutResponse> => {
    if (_codec == null) {
      _codec = message<PutResponse>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.digest != null && obj.digest.byteLength > 0)) {
          w.uint32(10)
          w.bytes(obj.digest)
        }

        if ((obj.added != null && obj.added !== 0)) {
          w.uint32(16)
          w.uint32(obj.added)
        }

        if ((obj.single != null && obj.single !== 0)) {
          w.uint32(24)
          w.uint32(obj.single)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          digest: uint8ArrayAlloc(0),
          added: 0,
          single: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.digest = reader.bytes()
              break
            }
            case 2: {
              obj.added = reader.uint32()
              break
            }
            case 3: {
              obj.single = reader.uint32()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.digest`,
                value: reader.bytes()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.added`,
                value: reader.uint32()
              }
              break
            }
            case 3: {
              yield {
                field: `${prefix}.single`,
                value: reader.uint32()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface PutResponseDigestFieldEvent {
    field: '$.digest'
    value: Uint8Array<ArrayBuffer>
  }

  export interface PutResponseAddedFieldEvent {
    field: '$.added'
    value: number
  }

  export interface PutResponseSingleFieldEvent {
    field: '$.single'
    value: number
  }

  export function encode (obj: Partial<PutResponse>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, PutResponse.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<PutResponse>): PutResponse {
    return decodeMessage(buf, PutResponse.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<PutResponse>): Generator<PutResponseDigestFieldEvent | PutResponseAddedFieldEvent | PutResponseSingleFieldEvent> {
    return streamMessage(buf, PutResponse.codec(), opts)
  }
}

export interface GetRequest {
  bytesMax: number
}

export namespace GetRequest {
  let _codec: Codec<GetRequest>

  export const codec = (): Codec<GetRequest> => {
    if (_codec == null) {
      _codec = message<GetRequest>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.bytesMax != null && obj.bytesMax !== 0)) {
          w.uint32(8)
          w.uint32(obj.bytesMax)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          bytesMax: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.bytesMax = reader.uint32()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.bytesMax`,
                value: reader.uint32()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface GetRequestBytesMaxFieldEvent {
    field: '$.bytesMax'
    value: number
  }

  export function encode (obj: Partial<GetRequest>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, GetRequest.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<GetRequest>): GetRequest {
    return decodeMessage(buf, GetRequest.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<GetRequest>): Generator<GetRequestBytesMaxFieldEvent> {
    return streamMessage(buf, GetRequest.codec(), opts)
  }
}

export interface GetResponse {
  blockSize: number
  sizes: number[]
}

export namespace GetResponse {
  let _codec: Codec<GetResponse>

  export const codec = (): Codec<GetResponse> => {
    if (_codec == null) {
      _codec = message<GetResponse>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.blockSize != null && obj.blockSize !== 0)) {
          w.uint32(8)
          w.uint32(obj.blockSize)
        }

        if (obj.sizes != null && obj.sizes.length > 0) {
          for (const value of obj.sizes) {
            w.uint32(16)
            w.uint32(value)
          }
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          blockSize: 0,
          sizes: []
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.blockSize = reader.uint32()
              break
            }
            case 2: {
              if (opts.limits?.sizes != null && obj.sizes.length === opts.limits.sizes) {
                throw new MaxLengthError('Decode error - repeated field "sizes" had too many elements')
              }

              if (obj.sizes.length === 65536) {
                throw new MaxLengthError('Decode error - repeated field "sizes" had too many elements')
              }

              obj.sizes.push(reader.uint32())
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const obj = {
          sizes: 65536
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.blockSize`,
                value: reader.uint32()
              }
              break
            }
            case 2: {
              if (opts.limits?.sizes != null && obj.sizes === opts.limits.sizes) {
                throw new MaxLengthError('Streaming decode error - repeated field "sizes" had too many elements')
              }

              if (obj.sizes === 65536) {
                throw new MaxLengthError('Streaming decode error - repeated field "sizes" had too many elements')
              }

              yield {
                field: `${prefix}.sizes[]`,
                index: obj.sizes,
                value: reader.uint32()
              }

              obj.sizes++

              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface GetResponseBlockSizeFieldEvent {
    field: '$.blockSize'
    value: number
  }

  export interface GetResponseSizesFieldEvent {
    field: '$.sizes[]'
    index: number
    value: number
  }

  export function encode (obj: Partial<GetResponse>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, GetResponse.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<GetResponse>): GetResponse {
    return decodeMessage(buf, GetResponse.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<GetResponse>): Generator<GetResponseBlockSizeFieldEvent | GetResponseSizesFieldEvent> {
    return streamMessage(buf, GetResponse.codec(), opts)
  }
}

export interface HasRequest {
  peek: boolean
  generation: number
}

export namespace HasRequest {
  let _codec: Codec<HasRequest>

  export const codec = (): Codec<HasRequest> => {
    if (_codec == null) {
      _codec = message<HasRequest>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.peek != null && obj.peek !== false)) {
          w.uint32(8)
          w.bool(obj.peek)
        }

        if ((obj.generation != null && obj.generation !== 0)) {
          w.uint32(16)
          w.uint64Number(obj.generation)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          peek: false,
          generation: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.peek = reader.bool()
              break
            }
            case 2: {
              obj.generation = reader.uint64Number()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.peek`,
                value: reader.bool()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.generation`,
                value: reader.uint64Number()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface HasRequestPeekFieldEvent {
    field: '$.peek'
    value: boolean
  }

  export interface HasRequestGenerationFieldEvent {
    field: '$.generation'
    value: number
  }

  export function encode (obj: Partial<HasRequest>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, HasRequest.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<HasRequest>): HasRequest {
    return decodeMessage(buf, HasRequest.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<HasRequest>): Generator<HasRequestPeekFieldEvent | HasRequestGenerationFieldEvent> {
    return streamMessage(buf, HasRequest.codec(), opts)
  }
}

export interface HasResponse {}

export namespace HasResponse {
  let _codec: Codec<HasResponse>

  export const codec = (): Codec<HasResponse> => {
    if (_codec == null) {
      _codec = message<HasResponse>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {}

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export function encode (obj: Partial<HasResponse>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, HasResponse.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<HasResponse>): HasResponse {
    return decodeMessage(buf, HasResponse.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<HasResponse>): Generator<{}> {
    return streamMessage(buf, HasResponse.codec(), opts)
  }
}

export interface DeleteRequest {}

export namespace DeleteRequest {
  let _codec: Codec<DeleteRequest>

  export const codec = (): Codec<DeleteRequest> => {
    if (_codec == null) {
      _codec = message<DeleteRequest>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {}

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export function encode (obj: Partial<DeleteRequest>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, DeleteRequest.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<DeleteRequest>): DeleteRequest {
    return decodeMessage(buf, DeleteRequest.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<DeleteRequest>): Generator<{}> {
    return streamMessage(buf, DeleteRequest.codec(), opts)
  }
}

export interface DeleteResponse {
  deleted: number
}

export namespace DeleteResponse {
  let _codec: Codec<DeleteResponse>

  export const codec = (): Codec<DeleteResponse> => {
    if (_codec == null) {
      _codec = message<DeleteResponse>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.deleted != null && obj.deleted !== 0)) {
          w.uint32(8)
          w.uint32(obj.deleted)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          deleted: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.deleted = reader.uint32()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.deleted`,
                value: reader.uint32()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface DeleteResponseDeletedFieldEvent {
    field: '$.deleted'
    value: number
  }

  export function encode (obj: Partial<DeleteResponse>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, DeleteResponse.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<DeleteResponse>): DeleteResponse {
    return decodeMessage(buf, DeleteResponse.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<DeleteResponse>): Generator<DeleteResponseDeletedFieldEvent> {
    return streamMessage(buf, DeleteResponse.codec(), opts)
  }
}

export interface ScanRequest {
  from: number
  to: number
  after: Uint8Array<ArrayBuffer>
  countMax: number
}

export namespace ScanRequest {
  let _codec: Codec<ScanRequest>

  export const codec = (): Codec<ScanRequest> => {
    if (_codec == null) {
      _codec = message<ScanRequest>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.from != null && obj.from !== 0)) {
          w.uint32(8)
          w.uint64Number(obj.from)
        }

        if ((obj.to != null && obj.to !== 0)) {
          w.uint32(16)
          w.uint64Number(obj.to)
        }

        if ((obj.after != null && obj.after.byteLength > 0)) {
          w.uint32(26)
          w.bytes(obj.after)
        }

        if ((obj.countMax != null && obj.countMax !== 0)) {
          w.uint32(32)
          w.uint32(obj.countMax)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          from: 0,
          to: 0,
          after: uint8ArrayAlloc(0),
          countMax: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.from = reader.uint64Number()
              break
            }
            case 2: {
              obj.to = reader.uint64Number()
              break
            }
            case 3: {
              obj.after = reader.bytes()
              break
            }
            case 4: {
              obj.countMax = reader.uint32()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.from`,
                value: reader.uint64Number()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.to`,
                value: reader.uint64Number()
              }
              break
            }
            case 3: {
              yield {
                field: `${prefix}.after`,
                value: reader.bytes()
              }
              break
            }
            case 4: {
              yield {
                field: `${prefix}.countMax`,
                value: reader.uint32()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface ScanRequestFromFieldEvent {
    field: '$.from'
    value: number
  }

  export interface ScanRequestToFieldEvent {
    field: '$.to'
    value: number
  }

  export interface ScanRequestAfterFieldEvent {
    field: '$.after'
    value: Uint8Array<ArrayBuffer>
  }

  export interface ScanRequestCountMaxFieldEvent {
    field: '$.countMax'
    value: number
  }

  export function encode (obj: Partial<ScanRequest>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, ScanRequest.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<ScanRequest>): ScanRequest {
    return decodeMessage(buf, ScanRequest.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<ScanRequest>): Generator<ScanRequestFromFieldEvent | ScanRequestToFieldEvent | ScanRequestAfterFieldEvent | ScanRequestCountMaxFieldEvent> {
    return streamMessage(buf, ScanRequest.codec(), opts)
  }
}

export interface ScanResponse {
  sizes: number[]
  next: Uint8Array<ArrayBuffer>
}

export namespace ScanResponse {
  let _codec: Codec<ScanResponse>

  export const codec = (): Codec<ScanResponse> => {
    if (_codec == null) {
      _codec = message<ScanResponse>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (obj.sizes != null && obj.sizes.length > 0) {
          for (const value of obj.sizes) {
            w.uint32(8)
            w.uint32(value)
          }
        }

        if ((obj.next != null && obj.next.byteLength > 0)) {
          w.uint32(18)
          w.bytes(obj.next)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          sizes: [],
          next: uint8ArrayAlloc(0)
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              if (opts.limits?.sizes != null && obj.sizes.length === opts.limits.sizes) {
                throw new MaxLengthError('Decode error - repeated field "sizes" had too many elements')
              }

              if (obj.sizes.length === 65536) {
                throw new MaxLengthError('Decode error - repeated field "sizes" had too many elements')
              }

              obj.sizes.push(reader.uint32())
              break
            }
            case 2: {
              obj.next = reader.bytes()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const obj = {
          sizes: 65536
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              if (opts.limits?.sizes != null && obj.sizes === opts.limits.sizes) {
                throw new MaxLengthError('Streaming decode error - repeated field "sizes" had too many elements')
              }

              if (obj.sizes === 65536) {
                throw new MaxLengthError('Streaming decode error - repeated field "sizes" had too many elements')
              }

              yield {
                field: `${prefix}.sizes[]`,
                index: obj.sizes,
                value: reader.uint32()
              }

              obj.sizes++

              break
            }
            case 2: {
              yield {
                field: `${prefix}.next`,
                value: reader.bytes()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface ScanResponseSizesFieldEvent {
    field: '$.sizes[]'
    index: number
    value: number
  }

  export interface ScanResponseNextFieldEvent {
    field: '$.next'
    value: Uint8Array<ArrayBuffer>
  }

  export function encode (obj: Partial<ScanResponse>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, ScanResponse.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<ScanResponse>): ScanResponse {
    return decodeMessage(buf, ScanResponse.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<ScanResponse>): Generator<ScanResponseSizesFieldEvent | ScanResponseNextFieldEvent> {
    return streamMessage(buf, ScanResponse.codec(), opts)
  }
}

export interface StatisticsRequest {}

export namespace StatisticsRequest {
  let _codec: Codec<StatisticsRequest>

  export const codec = (): Codec<StatisticsRequest> => {
    if (_codec == null) {
      _codec = message<StatisticsRequest>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {}

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export function encode (obj: Partial<StatisticsRequest>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, StatisticsRequest.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<StatisticsRequest>): StatisticsRequest {
    return decodeMessage(buf, StatisticsRequest.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<StatisticsRequest>): Generator<{}> {
    return streamMessage(buf, StatisticsRequest.codec(), opts)
  }
}

export interface StatisticsResponse {
  blocks: number
  bytes: number
  bytesAllocated: number
  records: number
  epoch: number
  uptimeMs: number
  wallMs: number
  bytesFree: number
  roomKnown: boolean
}

export namespace StatisticsResponse {
  let _codec: Codec<StatisticsResponse>

  export const codec = (): Codec<StatisticsResponse> => {
    if (_codec == null) {
      _codec = message<StatisticsResponse>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.blocks != null && obj.blocks !== 0)) {
          w.uint32(8)
          w.uint64Number(obj.blocks)
        }

        if ((obj.bytes != null && obj.bytes !== 0)) {
          w.uint32(16)
          w.uint64Number(obj.bytes)
        }

        if ((obj.bytesAllocated != null && obj.bytesAllocated !== 0)) {
          w.uint32(24)
          w.uint64Number(obj.bytesAllocated)
        }

        if ((obj.records != null && obj.records !== 0)) {
          w.uint32(32)
          w.uint64Number(obj.records)
        }

        if ((obj.epoch != null && obj.epoch !== 0)) {
          w.uint32(40)
          w.uint64Number(obj.epoch)
        }

        if ((obj.uptimeMs != null && obj.uptimeMs !== 0)) {
          w.uint32(48)
          w.uint64Number(obj.uptimeMs)
        }

        if ((obj.wallMs != null && obj.wallMs !== 0)) {
          w.uint32(56)
          w.uint64Number(obj.wallMs)
        }

        if ((obj.bytesFree != null && obj.bytesFree !== 0)) {
          w.uint32(64)
          w.uint64Number(obj.bytesFree)
        }

        if ((obj.roomKnown != null && obj.roomKnown !== false)) {
          w.uint32(72)
          w.bool(obj.roomKnown)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          blocks: 0,
          bytes: 0,
          bytesAllocated: 0,
          records: 0,
          epoch: 0,
          uptimeMs: 0,
          wallMs: 0,
          bytesFree: 0,
          roomKnown: false
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.blocks = reader.uint64Number()
              break
            }
            case 2: {
              obj.bytes = reader.uint64Number()
              break
            }
            case 3: {
              obj.bytesAllocated = reader.uint64Number()
              break
            }
            case 4: {
              obj.records = reader.uint64Number()
              break
            }
            case 5: {
              obj.epoch = reader.uint64Number()
              break
            }
            case 6: {
              obj.uptimeMs = reader.uint64Number()
              break
            }
            case 7: {
              obj.wallMs = reader.uint64Number()
              break
            }
            case 8: {
              obj.bytesFree = reader.uint64Number()
              break
            }
            case 9: {
              obj.roomKnown = reader.bool()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.blocks`,
                value: reader.uint64Number()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.bytes`,
                value: reader.uint64Number()
              }
              break
            }
            case 3: {
              yield {
                field: `${prefix}.bytesAllocated`,
                value: reader.uint64Number()
              }
              break
            }
            case 4: {
              yield {
                field: `${prefix}.records`,
                value: reader.uint64Number()
              }
              break
            }
            case 5: {
              yield {
                field: `${prefix}.epoch`,
                value: reader.uint64Number()
              }
              break
            }
            case 6: {
              yield {
                field: `${prefix}.uptimeMs`,
                value: reader.uint64Number()
              }
              break
            }
            case 7: {
              yield {
                field: `${prefix}.wallMs`,
                value: reader.uint64Number()
              }
              break
            }
            case 8: {
              yield {
                field: `${prefix}.bytesFree`,
                value: reader.uint64Number()
              }
              break
            }
            case 9: {
              yield {
                field: `${prefix}.roomKnown`,
                value: reader.bool()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface StatisticsResponseBlocksFieldEvent {
    field: '$.blocks'
    value: number
  }

  export interface StatisticsResponseBytesFieldEvent {
    field: '$.bytes'
    value: number
  }

  export interface StatisticsResponseBytesAllocatedFieldEvent {
    field: '$.bytesAllocated'
    value: number
  }

  export interface StatisticsResponseRecordsFieldEvent {
    field: '$.records'
    value: number
  }

  export interface StatisticsResponseEpochFieldEvent {
    field: '$.epoch'
    value: number
  }

  export interface StatisticsResponseUptimeMsFieldEvent {
    field: '$.uptimeMs'
    value: number
  }

  export interface StatisticsResponseWallMsFieldEvent {
    field: '$.wallMs'
    value: number
  }

  export interface StatisticsResponseBytesFreeFieldEvent {
    field: '$.bytesFree'
    value: number
  }

  export interface StatisticsResponseRoomKnownFieldEvent {
    field: '$.roomKnown'
    value: boolean
  }

  export function encode (obj: Partial<StatisticsResponse>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, StatisticsResponse.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<StatisticsResponse>): StatisticsResponse {
    return decodeMessage(buf, StatisticsResponse.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<StatisticsResponse>): Generator<StatisticsResponseBlocksFieldEvent | StatisticsResponseBytesFieldEvent | StatisticsResponseBytesAllocatedFieldEvent | StatisticsResponseRecordsFieldEvent | StatisticsResponseEpochFieldEvent | StatisticsResponseUptimeMsFieldEvent | StatisticsResponseWallMsFieldEvent | StatisticsResponseBytesFreeFieldEvent | StatisticsResponseRoomKnownFieldEvent> {
    return streamMessage(buf, StatisticsResponse.codec(), opts)
  }
}

export interface ViewPushRequest {
  view?: SignedView
}

export namespace ViewPushRequest {
  let _codec: Codec<ViewPushRequest>

  export const codec = (): Codec<ViewPushRequest> => {
    if (_codec == null) {
      _codec = message<ViewPushRequest>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (obj.view != null) {
          w.uint32(10)
          SignedView.codec().encode(obj.view, w)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {}

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.view = SignedView.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.view
              })
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield * SignedView.codec().stream(reader, reader.uint32(), `${prefix}.view`, {
                limits: opts.limits?.view
              })

              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface ViewPushRequestViewViewFieldEvent {
    field: '$.view.view'
    value: Uint8Array<ArrayBuffer>
  }

  export interface ViewPushRequestViewSignatureFieldEvent {
    field: '$.view.signature'
    value: Uint8Array<ArrayBuffer>
  }

  export function encode (obj: Partial<ViewPushRequest>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, ViewPushRequest.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<ViewPushRequest>): ViewPushRequest {
    return decodeMessage(buf, ViewPushRequest.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<ViewPushRequest>): Generator<ViewPushRequestViewViewFieldEvent | ViewPushRequestViewSignatureFieldEvent> {
    return streamMessage(buf, ViewPushRequest.codec(), opts)
  }
}

export interface ViewPushResponse {
  epoch: number
}

export namespace ViewPushResponse {
  let _codec: Codec<ViewPushResponse>

  export const codec = (): Codec<ViewPushResponse> => {
    if (_codec == null) {
      _codec = message<ViewPushResponse>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.epoch != null && obj.epoch !== 0)) {
          w.uint32(8)
          w.uint64Number(obj.epoch)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          epoch: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.epoch = reader.uint64Number()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.epoch`,
                value: reader.uint64Number()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface ViewPushResponseEpochFieldEvent {
    field: '$.epoch'
    value: number
  }

  export function encode (obj: Partial<ViewPushResponse>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, ViewPushResponse.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<ViewPushResponse>): ViewPushResponse {
    return decodeMessage(buf, ViewPushResponse.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<ViewPushResponse>): Generator<ViewPushResponseEpochFieldEvent> {
    return streamMessage(buf, ViewPushResponse.codec(), opts)
  }
}

export interface ViewPullRequest {}

export namespace ViewPullRequest {
  let _codec: Codec<ViewPullRequest>

  export const codec = (): Codec<ViewPullRequest> => {
    if (_codec == null) {
      _codec = message<ViewPullRequest>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {}

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export function encode (obj: Partial<ViewPullRequest>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, ViewPullRequest.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<ViewPullRequest>): ViewPullRequest {
    return decodeMessage(buf, ViewPullRequest.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<ViewPullRequest>): Generator<{}> {
    return streamMessage(buf, ViewPullRequest.codec(), opts)
  }
}

export interface ViewPullResponse {
  view?: SignedView
}

export namespace ViewPullResponse {
  let _codec: Codec<ViewPullResponse>

  export const codec = (): Codec<ViewPullResponse> => {
    if (_codec == null) {
      _codec = message<ViewPullResponse>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (obj.view != null) {
          w.uint32(10)
          SignedView.codec().encode(obj.view, w)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {}

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.view = SignedView.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.view
              })
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield * SignedView.codec().stream(reader, reader.uint32(), `${prefix}.view`, {
                limits: opts.limits?.view
              })

              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface ViewPullResponseViewViewFieldEvent {
    field: '$.view.view'
    value: Uint8Array<ArrayBuffer>
  }

  export interface ViewPullResponseViewSignatureFieldEvent {
    field: '$.view.signature'
    value: Uint8Array<ArrayBuffer>
  }

  export function encode (obj: Partial<ViewPullResponse>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, ViewPullResponse.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<ViewPullResponse>): ViewPullResponse {
    return decodeMessage(buf, ViewPullResponse.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<ViewPullResponse>): Generator<ViewPullResponseViewViewFieldEvent | ViewPullResponseViewSignatureFieldEvent> {
    return streamMessage(buf, ViewPullResponse.codec(), opts)
  }
}

export interface RecordPutRequest {
  records: SignedRecord[]
}

export namespace RecordPutRequest {
  let _codec: Codec<RecordPutRequest>

  export const codec = (): Codec<RecordPutRequest> => {
    if (_codec == null) {
      _codec = message<RecordPutRequest>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (obj.records != null && obj.records.length > 0) {
          for (const value of obj.records) {
            w.uint32(10)
            SignedRecord.codec().encode(value, w)
          }
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          records: []
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              if (opts.limits?.records != null && obj.records.length === opts.limits.records) {
                throw new MaxLengthError('Decode error - repeated field "records" had too many elements')
              }

              if (obj.records.length === 256) {
                throw new MaxLengthError('Decode error - repeated field "records" had too many elements')
              }

              obj.records.push(SignedRecord.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.records$
              }))
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const obj = {
          records: 256
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              if (opts.limits?.records != null && obj.records === opts.limits.records) {
                throw new MaxLengthError('Streaming decode error - repeated field "records" had too many elements')
              }

              if (obj.records === 256) {
                throw new MaxLengthError('Streaming decode error - repeated field "records" had too many elements')
              }

              for (const evt of SignedRecord.codec().stream(reader, reader.uint32(), `${prefix}.records[]`, {
                limits: opts.limits?.records$
              })) {
                yield {
                  ...evt,
                  index: obj.records
                }
              }

              obj.records++

              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface RecordPutRequestRecordsRecordFieldEvent {
    field: '$.records[].record'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface RecordPutRequestRecordsSignatureFieldEvent {
    field: '$.records[].signature'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface RecordPutRequestRecordsSignerFieldEvent {
    field: '$.records[].signer'
    value: string
    index: number
  }

  export function encode (obj: Partial<RecordPutRequest>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, RecordPutRequest.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<RecordPutRequest>): RecordPutRequest {
    return decodeMessage(buf, RecordPutRequest.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<RecordPutRequest>): Generator<RecordPutRequestRecordsRecordFieldEvent | RecordPutRequestRecordsSignatureFieldEvent | RecordPutRequestRecordsSignerFieldEvent> {
    return streamMessage(buf, RecordPutRequest.codec(), opts)
  }
}

export interface RecordPutResponse {
  kept: number
}

export namespace RecordPutResponse {
  let _codec: Codec<RecordPutResponse>

  export const codec = (): Codec<RecordPutResponse> => {
    if (_codec == null) {
      _codec = message<RecordPutResponse>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.kept != null && obj.kept !== 0)) {
          w.uint32(8)
          w.uint32(obj.kept)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          kept: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.kept = reader.uint32()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.kept`,
                value: reader.uint32()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface RecordPutResponseKeptFieldEvent {
    field: '$.kept'
    value: number
  }

  export function encode (obj: Partial<RecordPutResponse>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, RecordPutResponse.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<RecordPutResponse>): RecordPutResponse {
    return decodeMessage(buf, RecordPutResponse.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<RecordPutResponse>): Generator<RecordPutResponseKeptFieldEvent> {
    return streamMessage(buf, RecordPutResponse.codec(), opts)
  }
}

export interface RecordScanRequest {
  after: Uint8Array<ArrayBuffer>
  countMax: number
}

export namespace RecordScanRequest {
  let _codec: Codec<RecordScanRequest>

  export const codec = (): Codec<RecordScanRequest> => {
    if (_codec == null) {
      _codec = message<RecordScanRequest>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.after != null && obj.after.byteLength > 0)) {
          w.uint32(10)
          w.bytes(obj.after)
        }

        if ((obj.countMax != null && obj.countMax !== 0)) {
          w.uint32(16)
          w.uint32(obj.countMax)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          after: uint8ArrayAlloc(0),
          countMax: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.after = reader.bytes()
              break
            }
            case 2: {
              obj.countMax = reader.uint32()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.after`,
                value: reader.bytes()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.countMax`,
                value: reader.uint32()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface RecordScanRequestAfterFieldEvent {
    field: '$.after'
    value: Uint8Array<ArrayBuffer>
  }

  export interface RecordScanRequestCountMaxFieldEvent {
    field: '$.countMax'
    value: number
  }

  export function encode (obj: Partial<RecordScanRequest>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, RecordScanRequest.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<RecordScanRequest>): RecordScanRequest {
    return decodeMessage(buf, RecordScanRequest.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<RecordScanRequest>): Generator<RecordScanRequestAfterFieldEvent | RecordScanRequestCountMaxFieldEvent> {
    return streamMessage(buf, RecordScanRequest.codec(), opts)
  }
}

export interface RecordScanResponse {
  records: SignedRecord[]
  next: Uint8Array<ArrayBuffer>
}

export namespace RecordScanResponse {
  let _codec: Codec<RecordScanResponse>

  export const codec = (): Codec<RecordScanResponse> => {
    if (_codec == null) {
      _codec = message<RecordScanResponse>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (obj.records != null && obj.records.length > 0) {
          for (const value of obj.records) {
            w.uint32(10)
            SignedRecord.codec().encode(value, w)
          }
        }

        if ((obj.next != null && obj.next.byteLength > 0)) {
          w.uint32(18)
          w.bytes(obj.next)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          records: [],
          next: uint8ArrayAlloc(0)
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              if (opts.limits?.records != null && obj.records.length === opts.limits.records) {
                throw new MaxLengthError('Decode error - repeated field "records" had too many elements')
              }

              if (obj.records.length === 256) {
                throw new MaxLengthError('Decode error - repeated field "records" had too many elements')
              }

              obj.records.push(SignedRecord.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.records$
              }))
              break
            }
            case 2: {
              obj.next = reader.bytes()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const obj = {
          records: 256
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              if (opts.limits?.records != null && obj.records === opts.limits.records) {
                throw new MaxLengthError('Streaming decode error - repeated field "records" had too many elements')
              }

              if (obj.records === 256) {
                throw new MaxLengthError('Streaming decode error - repeated field "records" had too many elements')
              }

              for (const evt of SignedRecord.codec().stream(reader, reader.uint32(), `${prefix}.records[]`, {
                limits: opts.limits?.records$
              })) {
                yield {
                  ...evt,
                  index: obj.records
                }
              }

              obj.records++

              break
            }
            case 2: {
              yield {
                field: `${prefix}.next`,
                value: reader.bytes()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface RecordScanResponseRecordsRecordFieldEvent {
    field: '$.records[].record'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface RecordScanResponseRecordsSignatureFieldEvent {
    field: '$.records[].signature'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface RecordScanResponseRecordsSignerFieldEvent {
    field: '$.records[].signer'
    value: string
    index: number
  }

  export interface RecordScanResponseNextFieldEvent {
    field: '$.next'
    value: Uint8Array<ArrayBuffer>
  }

  export function encode (obj: Partial<RecordScanResponse>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, RecordScanResponse.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<RecordScanResponse>): RecordScanResponse {
    return decodeMessage(buf, RecordScanResponse.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<RecordScanResponse>): Generator<RecordScanResponseRecordsRecordFieldEvent | RecordScanResponseRecordsSignatureFieldEvent | RecordScanResponseRecordsSignerFieldEvent | RecordScanResponseNextFieldEvent> {
    return streamMessage(buf, RecordScanResponse.codec(), opts)
  }
}

export interface AliveRequest {}

export namespace AliveRequest {
  let _codec: Codec<AliveRequest>

  export const codec = (): Codec<AliveRequest> => {
    if (_codec == null) {
      _codec = message<AliveRequest>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {}

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export function encode (obj: Partial<AliveRequest>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, AliveRequest.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<AliveRequest>): AliveRequest {
    return decodeMessage(buf, AliveRequest.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<AliveRequest>): Generator<{}> {
    return streamMessage(buf, AliveRequest.codec(), opts)
  }
}

export interface AliveResponse {
  incarnation: number
}

export namespace AliveResponse {
  let _codec: Codec<AliveResponse>

  export const codec = (): Codec<AliveResponse> => {
    if (_codec == null) {
      _codec = message<AliveResponse>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.incarnation != null && obj.incarnation !== 0)) {
          w.uint32(8)
          w.uint64Number(obj.incarnation)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          incarnation: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.incarnation = reader.uint64Number()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.incarnation`,
                value: reader.uint64Number()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface AliveResponseIncarnationFieldEvent {
    field: '$.incarnation'
    value: number
  }

  export function encode (obj: Partial<AliveResponse>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, AliveResponse.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<AliveResponse>): AliveResponse {
    return decodeMessage(buf, AliveResponse.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<AliveResponse>): Generator<AliveResponseIncarnationFieldEvent> {
    return streamMessage(buf, AliveResponse.codec(), opts)
  }
}

export interface ProbeRequest {
  peer: string
}

export namespace ProbeRequest {
  let _codec: Codec<ProbeRequest>

  export const codec = (): Codec<ProbeRequest> => {
    if (_codec == null) {
      _codec = message<ProbeRequest>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.peer != null && obj.peer !== '')) {
          w.uint32(10)
          w.string(obj.peer)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          peer: ''
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.peer = reader.string()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.peer`,
                value: reader.string()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface ProbeRequestPeerFieldEvent {
    field: '$.peer'
    value: string
  }

  export function encode (obj: Partial<ProbeRequest>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, ProbeRequest.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<ProbeRequest>): ProbeRequest {
    return decodeMessage(buf, ProbeRequest.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<ProbeRequest>): Generator<ProbeRequestPeerFieldEvent> {
    return streamMessage(buf, ProbeRequest.codec(), opts)
  }
}

export interface ProbeResponse {
  reached: boolean
}

export namespace ProbeResponse {
  let _codec: Codec<ProbeResponse>

  export const codec = (): Codec<ProbeResponse> => {
    if (_codec == null) {
      _codec = message<ProbeResponse>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.reached != null && obj.reached !== false)) {
          w.uint32(8)
          w.bool(obj.reached)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          reached: false
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.reached = reader.bool()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.reached`,
                value: reader.bool()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface ProbeResponseReachedFieldEvent {
    field: '$.reached'
    value: boolean
  }

  export function encode (obj: Partial<ProbeResponse>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, ProbeResponse.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<ProbeResponse>): ProbeResponse {
    return decodeMessage(buf, ProbeResponse.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<ProbeResponse>): Generator<ProbeResponseReachedFieldEvent> {
    return streamMessage(buf, ProbeResponse.codec(), opts)
  }
}

export interface FingerprintRequest {
  pieces: number
}

export namespace FingerprintRequest {
  let _codec: Codec<FingerprintRequest>

  export const codec = (): Codec<FingerprintRequest> => {
    if (_codec == null) {
      _codec = message<FingerprintRequest>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.pieces != null && obj.pieces !== 0)) {
          w.uint32(8)
          w.uint32(obj.pieces)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          pieces: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.pieces = reader.uint32()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.pieces`,
                value: reader.uint32()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface FingerprintRequestPiecesFieldEvent {
    field: '$.pieces'
    value: number
  }

  export function encode (obj: Partial<FingerprintRequest>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, FingerprintRequest.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<FingerprintRequest>): FingerprintRequest {
    return decodeMessage(buf, FingerprintRequest.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<FingerprintRequest>): Generator<FingerprintRequestPiecesFieldEvent> {
    return streamMessage(buf, FingerprintRequest.codec(), opts)
  }
}

export interface FingerprintResponse {}

export namespace FingerprintResponse {
  let _codec: Codec<FingerprintResponse>

  export const codec = (): Codec<FingerprintResponse> => {
    if (_codec == null) {
      _codec = message<FingerprintResponse>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {}

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export function encode (obj: Partial<FingerprintResponse>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, FingerprintResponse.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<FingerprintResponse>): FingerprintResponse {
    return decodeMessage(buf, FingerprintResponse.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<FingerprintResponse>): Generator<{}> {
    return streamMessage(buf, FingerprintResponse.codec(), opts)
  }
}

export interface PushRequest {
  runs: Uint8Array<ArrayBuffer>
  stamps: Uint8Array<ArrayBuffer>
}

export namespace PushRequest {
  let _codec: Codec<PushRequest>

  export const codec = (): Codec<PushRequest> => {
    if (_codec == null) {
      _codec = message<PushRequest>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.runs != null && obj.runs.byteLength > 0)) {
          w.uint32(10)
          w.bytes(obj.runs)
        }

        if ((obj.stamps != null && obj.stamps.byteLength > 0)) {
          w.uint32(18)
          w.bytes(obj.stamps)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          runs: uint8ArrayAlloc(0),
          stamps: uint8ArrayAlloc(0)
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.runs = reader.bytes()
              break
            }
            case 2: {
              obj.stamps = reader.bytes()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.runs`,
                value: reader.bytes()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.stamps`,
                value: reader.bytes()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface PushRequestRunsFieldEvent {
    field: '$.runs'
    value: Uint8Array<ArrayBuffer>
  }

  export interface PushRequestStampsFieldEvent {
    field: '$.stamps'
    value: Uint8Array<ArrayBuffer>
  }

  export function encode (obj: Partial<PushRequest>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, PushRequest.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<PushRequest>): PushRequest {
    return decodeMessage(buf, PushRequest.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<PushRequest>): Generator<PushRequestRunsFieldEvent | PushRequestStampsFieldEvent> {
    return streamMessage(buf, PushRequest.codec(), opts)
  }
}

export interface PushResponse {
  digest: Uint8Array<ArrayBuffer>
  added: number
}

export namespace PushResponse {
  let _codec: Codec<PushResponse>

  export const codec = (): Codec<PushResponse> => {
    if (_codec == null) {
      _codec = message<PushResponse>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.digest != null && obj.digest.byteLength > 0)) {
          w.uint32(10)
          w.bytes(obj.digest)
        }

        if ((obj.added != null && obj.added !== 0)) {
          w.uint32(16)
          w.uint32(obj.added)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          digest: uint8ArrayAlloc(0),
          added: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.digest = reader.bytes()
              break
            }
            case 2: {
              obj.added = reader.uint32()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.digest`,
                value: reader.bytes()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.added`,
                value: reader.uint32()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface PushResponseDigestFieldEvent {
    field: '$.digest'
    value: Uint8Array<ArrayBuffer>
  }

  export interface PushResponseAddedFieldEvent {
    field: '$.added'
    value: number
  }

  export function encode (obj: Partial<PushResponse>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, PushResponse.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<PushResponse>): PushResponse {
    return decodeMessage(buf, PushResponse.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<PushResponse>): Generator<PushResponseDigestFieldEvent | PushResponseAddedFieldEvent> {
    return streamMessage(buf, PushResponse.codec(), opts)
  }
}

export interface CheckRequest {}

export namespace CheckRequest {
  let _codec: Codec<CheckRequest>

  export const codec = (): Codec<CheckRequest> => {
    if (_codec == null) {
      _codec = message<CheckRequest>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {}

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export function encode (obj: Partial<CheckRequest>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, CheckRequest.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<CheckRequest>): CheckRequest {
    return decodeMessage(buf, CheckRequest.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<CheckRequest>): Generator<{}> {
    return streamMessage(buf, CheckRequest.codec(), opts)
  }
}

export interface CheckResponse {}

export namespace CheckResponse {
  let _codec: Codec<CheckResponse>

  export const codec = (): Codec<CheckResponse> => {
    if (_codec == null) {
      _codec = message<CheckResponse>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {}

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export function encode (obj: Partial<CheckResponse>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, CheckResponse.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<CheckResponse>): CheckResponse {
    return decodeMessage(buf, CheckResponse.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<CheckResponse>): Generator<{}> {
    return streamMessage(buf, CheckResponse.codec(), opts)
  }
}

export interface AuthenticateRequest {
  token: string
}

export namespace AuthenticateRequest {
  let _codec: Codec<AuthenticateRequest>

  export const codec = (): Codec<AuthenticateRequest> => {
    if (_codec == null) {
      _codec = message<AuthenticateRequest>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.token != null && obj.token !== '')) {
          w.uint32(10)
          w.string(obj.token)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          token: ''
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.token = reader.string()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.token`,
                value: reader.string()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface AuthenticateRequestTokenFieldEvent {
    field: '$.token'
    value: string
  }

  export function encode (obj: Partial<AuthenticateRequest>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, AuthenticateRequest.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<AuthenticateRequest>): AuthenticateRequest {
    return decodeMessage(buf, AuthenticateRequest.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<AuthenticateRequest>): Generator<AuthenticateRequestTokenFieldEvent> {
    return streamMessage(buf, AuthenticateRequest.codec(), opts)
  }
}

export interface AuthenticateResponse {
  expiresMs: number
}

export namespace AuthenticateResponse {
  let _codec: Codec<AuthenticateResponse>

  export const codec = (): Codec<AuthenticateResponse> => {
    if (_codec == null) {
      _codec = message<AuthenticateResponse>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.expiresMs != null && obj.expiresMs !== 0)) {
          w.uint32(8)
          w.uint64Number(obj.expiresMs)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          expiresMs: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.expiresMs = reader.uint64Number()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.expiresMs`,
                value: reader.uint64Number()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface AuthenticateResponseExpiresMsFieldEvent {
    field: '$.expiresMs'
    value: number
  }

  export function encode (obj: Partial<AuthenticateResponse>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, AuthenticateResponse.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<AuthenticateResponse>): AuthenticateResponse {
    return decodeMessage(buf, AuthenticateResponse.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<AuthenticateResponse>): Generator<AuthenticateResponseExpiresMsFieldEvent> {
    return streamMessage(buf, AuthenticateResponse.codec(), opts)
  }
}

export interface ScrubRequest {
  start: boolean
}

export namespace ScrubRequest {
  let _codec: Codec<ScrubRequest>

  export const codec = (): Codec<ScrubRequest> => {
    if (_codec == null) {
      _codec = message<ScrubRequest>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.start != null && obj.start !== false)) {
          w.uint32(8)
          w.bool(obj.start)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          start: false
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.start = reader.bool()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.start`,
                value: reader.bool()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface ScrubRequestStartFieldEvent {
    field: '$.start'
    value: boolean
  }

  export function encode (obj: Partial<ScrubRequest>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, ScrubRequest.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<ScrubRequest>): ScrubRequest {
    return decodeMessage(buf, ScrubRequest.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<ScrubRequest>): Generator<ScrubRequestStartFieldEvent> {
    return streamMessage(buf, ScrubRequest.codec(), opts)
  }
}

export interface ScrubResponse {
  running: boolean
  checked: number
  total: number
  corrupt: number
  mended: number
  obstacle: string
}

export namespace ScrubResponse {
  let _codec: Codec<ScrubResponse>

  export const codec = (): Codec<ScrubResponse> => {
    if (_codec == null) {
      _codec = message<ScrubResponse>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.running != null && obj.running !== false)) {
          w.uint32(8)
          w.bool(obj.running)
        }

        if ((obj.checked != null && obj.checked !== 0)) {
          w.uint32(16)
          w.uint64Number(obj.checked)
        }

        if ((obj.total != null && obj.total !== 0)) {
          w.uint32(24)
          w.uint64Number(obj.total)
        }

        if ((obj.corrupt != null && obj.corrupt !== 0)) {
          w.uint32(32)
          w.uint64Number(obj.corrupt)
        }

        if ((obj.mended != null && obj.mended !== 0)) {
          w.uint32(40)
          w.uint64Number(obj.mended)
        }

        if ((obj.obstacle != null && obj.obstacle !== '')) {
          w.uint32(50)
          w.string(obj.obstacle)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          running: false,
          checked: 0,
          total: 0,
          corrupt: 0,
          mended: 0,
          obstacle: ''
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.running = reader.bool()
              break
            }
            case 2: {
              obj.checked = reader.uint64Number()
              break
            }
            case 3: {
              obj.total = reader.uint64Number()
              break
            }
            case 4: {
              obj.corrupt = reader.uint64Number()
              break
            }
            case 5: {
              obj.mended = reader.uint64Number()
              break
            }
            case 6: {
              obj.obstacle = reader.string()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.running`,
                value: reader.bool()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.checked`,
                value: reader.uint64Number()
              }
              break
            }
            case 3: {
              yield {
                field: `${prefix}.total`,
                value: reader.uint64Number()
              }
              break
            }
            case 4: {
              yield {
                field: `${prefix}.corrupt`,
                value: reader.uint64Number()
              }
              break
            }
            case 5: {
              yield {
                field: `${prefix}.mended`,
                value: reader.uint64Number()
              }
              break
            }
            case 6: {
              yield {
                field: `${prefix}.obstacle`,
                value: reader.string()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface ScrubResponseRunningFieldEvent {
    field: '$.running'
    value: boolean
  }

  export interface ScrubResponseCheckedFieldEvent {
    field: '$.checked'
    value: number
  }

  export interface ScrubResponseTotalFieldEvent {
    field: '$.total'
    value: number
  }

  export interface ScrubResponseCorruptFieldEvent {
    field: '$.corrupt'
    value: number
  }

  export interface ScrubResponseMendedFieldEvent {
    field: '$.mended'
    value: number
  }

  export interface ScrubResponseObstacleFieldEvent {
    field: '$.obstacle'
    value: string
  }

  export function encode (obj: Partial<ScrubResponse>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, ScrubResponse.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<ScrubResponse>): ScrubResponse {
    return decodeMessage(buf, ScrubResponse.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<ScrubResponse>): Generator<ScrubResponseRunningFieldEvent | ScrubResponseCheckedFieldEvent | ScrubResponseTotalFieldEvent | ScrubResponseCorruptFieldEvent | ScrubResponseMendedFieldEvent | ScrubResponseObstacleFieldEvent> {
    return streamMessage(buf, ScrubResponse.codec(), opts)
  }
}

export interface LeasedRequest {
  generation: number
}

export namespace LeasedRequest {
  let _codec: Codec<LeasedRequest>

  export const codec = (): Codec<LeasedRequest> => {
    if (_codec == null) {
      _codec = message<LeasedRequest>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.generation != null && obj.generation !== 0)) {
          w.uint32(8)
          w.uint64Number(obj.generation)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          generation: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.generation = reader.uint64Number()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.generation`,
                value: reader.uint64Number()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface LeasedRequestGenerationFieldEvent {
    field: '$.generation'
    value: number
  }

  export function encode (obj: Partial<LeasedRequest>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, LeasedRequest.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<LeasedRequest>): LeasedRequest {
    return decodeMessage(buf, LeasedRequest.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<LeasedRequest>): Generator<LeasedRequestGenerationFieldEvent> {
    return streamMessage(buf, LeasedRequest.codec(), opts)
  }
}

export interface LeasedResponse {}

export namespace LeasedResponse {
  let _codec: Codec<LeasedResponse>

  export const codec = (): Codec<LeasedResponse> => {
    if (_codec == null) {
      _codec = message<LeasedResponse>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {}

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export function encode (obj: Partial<LeasedResponse>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, LeasedResponse.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<LeasedResponse>): LeasedResponse {
    return decodeMessage(buf, LeasedResponse.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<LeasedResponse>): Generator<{}> {
    return streamMessage(buf, LeasedResponse.codec(), opts)
  }
}

export interface CollectRequest {
  start: boolean
  dryRun: boolean
}

export namespace CollectRequest {
  let _codec: Codec<CollectRequest>

  export const codec = (): Codec<CollectRequest> => {
    if (_codec == null) {
      _codec = message<CollectRequest>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.start != null && obj.start !== false)) {
          w.uint32(8)
          w.bool(obj.start)
        }

        if ((obj.dryRun != null && obj.dryRun !== false)) {
          w.uint32(16)
          w.bool(obj.dryRun)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          start: false,
          dryRun: false
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.start = reader.bool()
              break
            }
            case 2: {
              obj.dryRun = reader.bool()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.start`,
                value: reader.bool()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.dryRun`,
                value: reader.bool()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface CollectRequestStartFieldEvent {
    field: '$.start'
    value: boolean
  }

  export interface CollectRequestDryRunFieldEvent {
    field: '$.dryRun'
    value: boolean
  }

  export function encode (obj: Partial<CollectRequest>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, CollectRequest.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<CollectRequest>): CollectRequest {
    return decodeMessage(buf, CollectRequest.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<CollectRequest>): Generator<CollectRequestStartFieldEvent | CollectRequestDryRunFieldEvent> {
    return streamMessage(buf, CollectRequest.codec(), opts)
  }
}

export interface CollectResponse {
  report?: CollectionReport
}

export namespace CollectResponse {
  let _codec: Codec<CollectResponse>

  export const codec = (): Codec<CollectResponse> => {
    if (_codec == null) {
      _codec = message<CollectResponse>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (obj.report != null) {
          w.uint32(10)
          CollectionReport.codec().encode(obj.report, w)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {}

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.report = CollectionReport.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.report
              })
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield * CollectionReport.codec().stream(reader, reader.uint32(), `${prefix}.report`, {
                limits: opts.limits?.report
              })

              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface CollectResponseReportPeerFieldEvent {
    field: '$.report.peer'
    value: string
  }

  export interface CollectResponseReportRunningFieldEvent {
    field: '$.report.running'
    value: boolean
  }

  export interface CollectResponseReportGenerationFieldEvent {
    field: '$.report.generation'
    value: number
  }

  export interface CollectResponseReportDryRunFieldEvent {
    field: '$.report.dryRun'
    value: boolean
  }

  export interface CollectResponseReportCompleteFieldEvent {
    field: '$.report.complete'
    value: boolean
  }

  export interface CollectResponseReportObstacleFieldEvent {
    field: '$.report.obstacle'
    value: string
  }

  export interface CollectResponseReportRootsFieldEvent {
    field: '$.report.roots'
    value: number
  }

  export interface CollectResponseReportReachedFieldEvent {
    field: '$.report.reached'
    value: number
  }

  export interface CollectResponseReportUnreachableBlocksFieldEvent {
    field: '$.report.unreachableBlocks'
    value: number
  }

  export interface CollectResponseReportUnreachableBytesFieldEvent {
    field: '$.report.unreachableBytes'
    value: number
  }

  export interface CollectResponseReportFreedBlocksFieldEvent {
    field: '$.report.freedBlocks'
    value: number
  }

  export interface CollectResponseReportFreedBytesFieldEvent {
    field: '$.report.freedBytes'
    value: number
  }

  export interface CollectResponseReportTookMsFieldEvent {
    field: '$.report.tookMs'
    value: number
  }

  export interface CollectResponseReportMarkingMsFieldEvent {
    field: '$.report.markingMs'
    value: number
  }

  export interface CollectResponseReportEndedMsFieldEvent {
    field: '$.report.endedMs'
    value: number
  }

  export interface CollectResponseReportFreedSinceStartFieldEvent {
    field: '$.report.freedSinceStart'
    value: number
  }

  export function encode (obj: Partial<CollectResponse>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, CollectResponse.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<CollectResponse>): CollectResponse {
    return decodeMessage(buf, CollectResponse.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<CollectResponse>): Generator<CollectResponseReportPeerFieldEvent | CollectResponseReportRunningFieldEvent | CollectResponseReportGenerationFieldEvent | CollectResponseReportDryRunFieldEvent | CollectResponseReportCompleteFieldEvent | CollectResponseReportObstacleFieldEvent | CollectResponseReportRootsFieldEvent | CollectResponseReportReachedFieldEvent | CollectResponseReportUnreachableBlocksFieldEvent | CollectResponseReportUnreachableBytesFieldEvent | CollectResponseReportFreedBlocksFieldEvent | CollectResponseReportFreedBytesFieldEvent | CollectResponseReportTookMsFieldEvent | CollectResponseReportMarkingMsFieldEvent | CollectResponseReportEndedMsFieldEvent | CollectResponseReportFreedSinceStartFieldEvent> {
    return streamMessage(buf, CollectResponse.codec(), opts)
  }
}

export interface CollectionReport {
  peer: string
  running: boolean
  generation: number
  dryRun: boolean
  complete: boolean
  obstacle: string
  roots: number
  reached: number
  unreachableBlocks: number
  unreachableBytes: number
  freedBlocks: number
  freedBytes: number
  tookMs: number
  markingMs: number
  endedMs: number
  freedSinceStart: number
}

export namespace CollectionReport {
  let _codec: Codec<CollectionReport>

  export const codec = (): Codec<CollectionReport> => {
    if (_codec == null) {
      _codec = message<CollectionReport>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.peer != null && obj.peer !== '')) {
          w.uint32(10)
          w.string(obj.peer)
        }

        if ((obj.running != null && obj.running !== false)) {
          w.uint32(16)
          w.bool(obj.running)
        }

        if ((obj.generation != null && obj.generation !== 0)) {
          w.uint32(24)
          w.uint64Number(obj.generation)
        }

        if ((obj.dryRun != null && obj.dryRun !== false)) {
          w.uint32(32)
          w.bool(obj.dryRun)
        }

        if ((obj.complete != null && obj.complete !== false)) {
          w.uint32(40)
          w.bool(obj.complete)
        }

        if ((obj.obstacle != null && obj.obstacle !== '')) {
          w.uint32(50)
          w.string(obj.obstacle)
        }

        if ((obj.roots != null && obj.roots !== 0)) {
          w.uint32(56)
          w.uint64Number(obj.roots)
        }

        if ((obj.reached != null && obj.reached !== 0)) {
          w.uint32(64)
          w.uint64Number(obj.reached)
        }

        if ((obj.unreachableBlocks != null && obj.unreachableBlocks !== 0)) {
          w.uint32(72)
          w.uint64Number(obj.unreachableBlocks)
        }

        if ((obj.unreachableBytes != null && obj.unreachableBytes !== 0)) {
          w.uint32(80)
          w.uint64Number(obj.unreachableBytes)
        }

        if ((obj.freedBlocks != null && obj.freedBlocks !== 0)) {
          w.uint32(88)
          w.uint64Number(obj.freedBlocks)
        }

        if ((obj.freedBytes != null && obj.freedBytes !== 0)) {
          w.uint32(96)
          w.uint64Number(obj.freedBytes)
        }

        if ((obj.tookMs != null && obj.tookMs !== 0)) {
          w.uint32(104)
          w.uint32(obj.tookMs)
        }

        if ((obj.markingMs != null && obj.markingMs !== 0)) {
          w.uint32(112)
          w.uint32(obj.markingMs)
        }

        if ((obj.endedMs != null && obj.endedMs !== 0)) {
          w.uint32(120)
          w.uint64Number(obj.endedMs)
        }

        if ((obj.freedSinceStart != null && obj.freedSinceStart !== 0)) {
          w.uint32(128)
          w.uint64Number(obj.freedSinceStart)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          peer: '',
          running: false,
          generation: 0,
          dryRun: false,
          complete: false,
          obstacle: '',
          roots: 0,
          reached: 0,
          unreachableBlocks: 0,
          unreachableBytes: 0,
          freedBlocks: 0,
          freedBytes: 0,
          tookMs: 0,
          markingMs: 0,
          endedMs: 0,
          freedSinceStart: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.peer = reader.string()
              break
            }
            case 2: {
              obj.running = reader.bool()
              break
            }
            case 3: {
              obj.generation = reader.uint64Number()
              break
            }
            case 4: {
              obj.dryRun = reader.bool()
              break
            }
            case 5: {
              obj.complete = reader.bool()
              break
            }
            case 6: {
              obj.obstacle = reader.string()
              break
            }
            case 7: {
              obj.roots = reader.uint64Number()
              break
            }
            case 8: {
              obj.reached = reader.uint64Number()
              break
            }
            case 9: {
              obj.unreachableBlocks = reader.uint64Number()
              break
            }
            case 10: {
              obj.unreachableBytes = reader.uint64Number()
              break
            }
            case 11: {
              obj.freedBlocks = reader.uint64Number()
              break
            }
            case 12: {
              obj.freedBytes = reader.uint64Number()
              break
            }
            case 13: {
              obj.tookMs = reader.uint32()
              break
            }
            case 14: {
              obj.markingMs = reader.uint32()
              break
            }
            case 15: {
              obj.endedMs = reader.uint64Number()
              break
            }
            case 16: {
              obj.freedSinceStart = reader.uint64Number()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.peer`,
                value: reader.string()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.running`,
                value: reader.bool()
              }
              break
            }
            case 3: {
              yield {
                field: `${prefix}.generation`,
                value: reader.uint64Number()
              }
              break
            }
            case 4: {
              yield {
                field: `${prefix}.dryRun`,
                value: reader.bool()
              }
              break
            }
            case 5: {
              yield {
                field: `${prefix}.complete`,
                value: reader.bool()
              }
              break
            }
            case 6: {
              yield {
                field: `${prefix}.obstacle`,
                value: reader.string()
              }
              break
            }
            case 7: {
              yield {
                field: `${prefix}.roots`,
                value: reader.uint64Number()
              }
              break
            }
            case 8: {
              yield {
                field: `${prefix}.reached`,
                value: reader.uint64Number()
              }
              break
            }
            case 9: {
              yield {
                field: `${prefix}.unreachableBlocks`,
                value: reader.uint64Number()
              }
              break
            }
            case 10: {
              yield {
                field: `${prefix}.unreachableBytes`,
                value: reader.uint64Number()
              }
              break
            }
            case 11: {
              yield {
                field: `${prefix}.freedBlocks`,
                value: reader.uint64Number()
              }
              break
            }
            case 12: {
              yield {
                field: `${prefix}.freedBytes`,
                value: reader.uint64Number()
              }
              break
            }
            case 13: {
              yield {
                field: `${prefix}.tookMs`,
                value: reader.uint32()
              }
              break
            }
            case 14: {
              yield {
                field: `${prefix}.markingMs`,
                value: reader.uint32()
              }
              break
            }
            case 15: {
              yield {
                field: `${prefix}.endedMs`,
                value: reader.uint64Number()
              }
              break
            }
            case 16: {
              yield {
                field: `${prefix}.freedSinceStart`,
                value: reader.uint64Number()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface CollectionReportPeerFieldEvent {
    field: '$.peer'
    value: string
  }

  export interface CollectionReportRunningFieldEvent {
    field: '$.running'
    value: boolean
  }

  export interface CollectionReportGenerationFieldEvent {
    field: '$.generation'
    value: number
  }

  export interface CollectionReportDryRunFieldEvent {
    field: '$.dryRun'
    value: boolean
  }

  export interface CollectionReportCompleteFieldEvent {
    field: '$.complete'
    value: boolean
  }

  export interface CollectionReportObstacleFieldEvent {
    field: '$.obstacle'
    value: string
  }

  export interface CollectionReportRootsFieldEvent {
    field: '$.roots'
    value: number
  }

  export interface CollectionReportReachedFieldEvent {
    field: '$.reached'
    value: number
  }

  export interface CollectionReportUnreachableBlocksFieldEvent {
    field: '$.unreachableBlocks'
    value: number
  }

  export interface CollectionReportUnreachableBytesFieldEvent {
    field: '$.unreachableBytes'
    value: number
  }

  export interface CollectionReportFreedBlocksFieldEvent {
    field: '$.freedBlocks'
    value: number
  }

  export interface CollectionReportFreedBytesFieldEvent {
    field: '$.freedBytes'
    value: number
  }

  export interface CollectionReportTookMsFieldEvent {
    field: '$.tookMs'
    value: number
  }

  export interface CollectionReportMarkingMsFieldEvent {
    field: '$.markingMs'
    value: number
  }

  export interface CollectionReportEndedMsFieldEvent {
    field: '$.endedMs'
    value: number
  }

  export interface CollectionReportFreedSinceStartFieldEvent {
    field: '$.freedSinceStart'
    value: number
  }

  export function encode (obj: Partial<CollectionReport>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, CollectionReport.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<CollectionReport>): CollectionReport {
    return decodeMessage(buf, CollectionReport.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<CollectionReport>): Generator<CollectionReportPeerFieldEvent | CollectionReportRunningFieldEvent | CollectionReportGenerationFieldEvent | CollectionReportDryRunFieldEvent | CollectionReportCompleteFieldEvent | CollectionReportObstacleFieldEvent | CollectionReportRootsFieldEvent | CollectionReportReachedFieldEvent | CollectionReportUnreachableBlocksFieldEvent | CollectionReportUnreachableBytesFieldEvent | CollectionReportFreedBlocksFieldEvent | CollectionReportFreedBytesFieldEvent | CollectionReportTookMsFieldEvent | CollectionReportMarkingMsFieldEvent | CollectionReportEndedMsFieldEvent | CollectionReportFreedSinceStartFieldEvent> {
    return streamMessage(buf, CollectionReport.codec(), opts)
  }
}

export interface JoinRequest {
  addresses: string[]
  weight: number
  zone: string
  incarnation: number
  view?: SignedView
  blocks: number
  bytes: number
  token: string
}

export namespace JoinRequest {
  let _codec: Codec<JoinRequest>

  export const codec = (): Codec<JoinRequest> => {
    if (_codec == null) {
      _codec = message<JoinRequest>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (obj.addresses != null && obj.addresses.length > 0) {
          for (const value of obj.addresses) {
            w.uint32(10)
            w.string(value)
          }
        }

        if ((obj.weight != null && obj.weight !== 0)) {
          w.uint32(16)
          w.uint32(obj.weight)
        }

        if ((obj.zone != null && obj.zone !== '')) {
          w.uint32(26)
          w.string(obj.zone)
        }

        if ((obj.incarnation != null && obj.incarnation !== 0)) {
          w.uint32(32)
          w.uint64Number(obj.incarnation)
        }

        if (obj.view != null) {
          w.uint32(42)
          SignedView.codec().encode(obj.view, w)
        }

        if ((obj.blocks != null && obj.blocks !== 0)) {
          w.uint32(48)
          w.uint64Number(obj.blocks)
        }

        if ((obj.bytes != null && obj.bytes !== 0)) {
          w.uint32(56)
          w.uint64Number(obj.bytes)
        }

        if ((obj.token != null && obj.token !== '')) {
          w.uint32(66)
          w.string(obj.token)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          addresses: [],
          weight: 0,
          zone: '',
          incarnation: 0,
          blocks: 0,
          bytes: 0,
          token: ''
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              if (opts.limits?.addresses != null && obj.addresses.length === opts.limits.addresses) {
                throw new MaxLengthError('Decode error - repeated field "addresses" had too many elements')
              }

              if (obj.addresses.length === 16) {
                throw new MaxLengthError('Decode error - repeated field "addresses" had too many elements')
              }

              obj.addresses.push(reader.string())
              break
            }
            case 2: {
              obj.weight = reader.uint32()
              break
            }
            case 3: {
              obj.zone = reader.string()
              break
            }
            case 4: {
              obj.incarnation = reader.uint64Number()
              break
            }
            case 5: {
              obj.view = SignedView.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.view
              })
              break
            }
            case 6: {
              obj.blocks = reader.uint64Number()
              break
            }
            case 7: {
              obj.bytes = reader.uint64Number()
              break
            }
            case 8: {
              obj.token = reader.string()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const obj = {
          addresses: 16
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              if (opts.limits?.addresses != null && obj.addresses === opts.limits.addresses) {
                throw new MaxLengthError('Streaming decode error - repeated field "addresses" had too many elements')
              }

              if (obj.addresses === 16) {
                throw new MaxLengthError('Streaming decode error - repeated field "addresses" had too many elements')
              }

              yield {
                field: `${prefix}.addresses[]`,
                index: obj.addresses,
                value: reader.string()
              }

              obj.addresses++

              break
            }
            case 2: {
              yield {
                field: `${prefix}.weight`,
                value: reader.uint32()
              }
              break
            }
            case 3: {
              yield {
                field: `${prefix}.zone`,
                value: reader.string()
              }
              break
            }
            case 4: {
              yield {
                field: `${prefix}.incarnation`,
                value: reader.uint64Number()
              }
              break
            }
            case 5: {
              yield * SignedView.codec().stream(reader, reader.uint32(), `${prefix}.view`, {
                limits: opts.limits?.view
              })

              break
            }
            case 6: {
              yield {
                field: `${prefix}.blocks`,
                value: reader.uint64Number()
              }
              break
            }
            case 7: {
              yield {
                field: `${prefix}.bytes`,
                value: reader.uint64Number()
              }
              break
            }
            case 8: {
              yield {
                field: `${prefix}.token`,
                value: reader.string()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface JoinRequestAddressesFieldEvent {
    field: '$.addresses[]'
    index: number
    value: string
  }

  export interface JoinRequestWeightFieldEvent {
    field: '$.weight'
    value: number
  }

  export interface JoinRequestZoneFieldEvent {
    field: '$.zone'
    value: string
  }

  export interface JoinRequestIncarnationFieldEvent {
    field: '$.incarnation'
    value: number
  }

  export interface JoinRequestViewViewFieldEvent {
    field: '$.view.view'
    value: Uint8Array<ArrayBuffer>
  }

  export interface JoinRequestViewSignatureFieldEvent {
    field: '$.view.signature'
    value: Uint8Array<ArrayBuffer>
  }

  export interface JoinRequestBlocksFieldEvent {
    field: '$.blocks'
    value: number
  }

  export interface JoinRequestBytesFieldEvent {
    field: '$.bytes'
    value: number
  }

  export interface JoinRequestTokenFieldEvent {
    field: '$.token'
    value: string
  }

  export function encode (obj: Partial<JoinRequest>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, JoinRequest.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<JoinRequest>): JoinRequest {
    return decodeMessage(buf, JoinRequest.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<JoinRequest>): Generator<JoinRequestAddressesFieldEvent | JoinRequestWeightFieldEvent | JoinRequestZoneFieldEvent | JoinRequestIncarnationFieldEvent | JoinRequestViewViewFieldEvent | JoinRequestViewSignatureFieldEvent | JoinRequestBlocksFieldEvent | JoinRequestBytesFieldEvent | JoinRequestTokenFieldEvent> {
    return streamMessage(buf, JoinRequest.codec(), opts)
  }
}

export interface JoinResponse {
  view?: SignedView
  heartbeatMs: number
  coordinator?: MetadataPeerInfo
  graceMs: number
}

export namespace JoinResponse {
  let _codec: Codec<JoinResponse>

  export const codec = (): Codec<JoinResponse> => {
    if (_codec == null) {
      _codec = message<JoinResponse>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (obj.view != null) {
          w.uint32(10)
          SignedView.codec().encode(obj.view, w)
        }

        if ((obj.heartbeatMs != null && obj.heartbeatMs !== 0)) {
          w.uint32(16)
          w.uint32(obj.heartbeatMs)
        }

        if (obj.coordinator != null) {
          w.uint32(42)
          MetadataPeerInfo.codec().encode(obj.coordinator, w)
        }

        if ((obj.graceMs != null && obj.graceMs !== 0)) {
          w.uint32(24)
          w.uint32(obj.graceMs)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          heartbeatMs: 0,
          graceMs: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.view = SignedView.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.view
              })
              break
            }
            case 2: {
              obj.heartbeatMs = reader.uint32()
              break
            }
            case 5: {
              obj.coordinator = MetadataPeerInfo.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.coordinator
              })
              break
            }
            case 3: {
              obj.graceMs = reader.uint32()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield * SignedView.codec().stream(reader, reader.uint32(), `${prefix}.view`, {
                limits: opts.limits?.view
              })

              break
            }
            case 2: {
              yield {
                field: `${prefix}.heartbeatMs`,
                value: reader.uint32()
              }
              break
            }
            case 5: {
              yield * MetadataPeerInfo.codec().stream(reader, reader.uint32(), `${prefix}.coordinator`, {
                limits: opts.limits?.coordinator
              })

              break
            }
            case 3: {
              yield {
                field: `${prefix}.graceMs`,
                value: reader.uint32()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface JoinResponseViewViewFieldEvent {
    field: '$.view.view'
    value: Uint8Array<ArrayBuffer>
  }

  export interface JoinResponseViewSignatureFieldEvent {
    field: '$.view.signature'
    value: Uint8Array<ArrayBuffer>
  }

  export interface JoinResponseHeartbeatMsFieldEvent {
    field: '$.heartbeatMs'
    value: number
  }

  export interface JoinResponseCoordinatorIdFieldEvent {
    field: '$.coordinator.id'
    value: string
  }

  export interface JoinResponseCoordinatorAddressesFieldEvent {
    field: '$.coordinator.addresses[]'
    index: number
    value: string
  }

  export interface JoinResponseGraceMsFieldEvent {
    field: '$.graceMs'
    value: number
  }

  export function encode (obj: Partial<JoinResponse>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, JoinResponse.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<JoinResponse>): JoinResponse {
    return decodeMessage(buf, JoinResponse.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<JoinResponse>): Generator<JoinResponseViewViewFieldEvent | JoinResponseViewSignatureFieldEvent | JoinResponseHeartbeatMsFieldEvent | JoinResponseCoordinatorIdFieldEvent | JoinResponseCoordinatorAddressesFieldEvent | JoinResponseGraceMsFieldEvent> {
    return streamMessage(buf, JoinResponse.codec(), opts)
  }
}

export interface HeartbeatRequest {
  incarnation: number
  blocks: number
  bytes: number
  repair?: RepairReport
  generation: number
  collection?: CollectionReport
  bytesFree: number
  roomKnown: boolean
}

export namespace HeartbeatRequest {
  let _codec: Codec<HeartbeatRequest>

  export const codec = (): Codec<HeartbeatRequest> => {
    if (_codec == null) {
      _codec = message<HeartbeatRequest>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.incarnation != null && obj.incarnation !== 0)) {
          w.uint32(8)
          w.uint64Number(obj.incarnation)
        }

        if ((obj.blocks != null && obj.blocks !== 0)) {
          w.uint32(16)
          w.uint64Number(obj.blocks)
        }

        if ((obj.bytes != null && obj.bytes !== 0)) {
          w.uint32(24)
          w.uint64Number(obj.bytes)
        }

        if (obj.repair != null) {
          w.uint32(34)
          RepairReport.codec().encode(obj.repair, w)
        }

        if ((obj.generation != null && obj.generation !== 0)) {
          w.uint32(40)
          w.uint64Number(obj.generation)
        }

        if (obj.collection != null) {
          w.uint32(50)
          CollectionReport.codec().encode(obj.collection, w)
        }

        if ((obj.bytesFree != null && obj.bytesFree !== 0)) {
          w.uint32(56)
          w.uint64Number(obj.bytesFree)
        }

        if ((obj.roomKnown != null && obj.roomKnown !== false)) {
          w.uint32(64)
          w.bool(obj.roomKnown)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          incarnation: 0,
          blocks: 0,
          bytes: 0,
          generation: 0,
          bytesFree: 0,
          roomKnown: false
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.incarnation = reader.uint64Number()
              break
            }
            case 2: {
              obj.blocks = reader.uint64Number()
              break
            }
            case 3: {
              obj.bytes = reader.uint64Number()
              break
            }
            case 4: {
              obj.repair = RepairReport.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.repair
              })
              break
            }
            case 5: {
              obj.generation = reader.uint64Number()
              break
            }
            case 6: {
              obj.collection = CollectionReport.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.collection
              })
              break
            }
            case 7: {
              obj.bytesFree = reader.uint64Number()
              break
            }
            case 8: {
              obj.roomKnown = reader.bool()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.incarnation`,
                value: reader.uint64Number()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.blocks`,
                value: reader.uint64Number()
              }
              break
            }
            case 3: {
              yield {
                field: `${prefix}.bytes`,
                value: reader.uint64Number()
              }
              break
            }
            case 4: {
              yield * RepairReport.codec().stream(reader, reader.uint32(), `${prefix}.repair`, {
                limits: opts.limits?.repair
              })

              break
            }
            case 5: {
              yield {
                field: `${prefix}.generation`,
                value: reader.uint64Number()
              }
              break
            }
            case 6: {
              yield * CollectionReport.codec().stream(reader, reader.uint32(), `${prefix}.collection`, {
                limits: opts.limits?.collection
              })

              break
            }
            case 7: {
              yield {
                field: `${prefix}.bytesFree`,
                value: reader.uint64Number()
              }
              break
            }
            case 8: {
              yield {
                field: `${prefix}.roomKnown`,
                value: reader.bool()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface HeartbeatRequestIncarnationFieldEvent {
    field: '$.incarnation'
    value: number
  }

  export interface HeartbeatRequestBlocksFieldEvent {
    field: '$.blocks'
    value: number
  }

  export interface HeartbeatRequestBytesFieldEvent {
    field: '$.bytes'
    value: number
  }

  export interface HeartbeatRequestRepairSettledFieldEvent {
    field: '$.repair.settled'
    value: number
  }

  export interface HeartbeatRequestRepairBacklogBlocksFieldEvent {
    field: '$.repair.backlogBlocks'
    value: number
  }

  export interface HeartbeatRequestRepairBacklogBytesFieldEvent {
    field: '$.repair.backlogBytes'
    value: number
  }

  export interface HeartbeatRequestRepairSingleBlocksFieldEvent {
    field: '$.repair.singleBlocks'
    value: number
  }

  export interface HeartbeatRequestRepairMovedBlocksFieldEvent {
    field: '$.repair.movedBlocks'
    value: number
  }

  export interface HeartbeatRequestRepairMovedBytesFieldEvent {
    field: '$.repair.movedBytes'
    value: number
  }

  export interface HeartbeatRequestRepairStrayBlocksFieldEvent {
    field: '$.repair.strayBlocks'
    value: number
  }

  export interface HeartbeatRequestRepairCorruptBlocksFieldEvent {
    field: '$.repair.corruptBlocks'
    value: number
  }

  export interface HeartbeatRequestRepairObstacleFieldEvent {
    field: '$.repair.obstacle'
    value: string
  }

  export interface HeartbeatRequestRepairComparingFieldEvent {
    field: '$.repair.comparing'
    value: boolean
  }

  export interface HeartbeatRequestRepairCountedBlocksFieldEvent {
    field: '$.repair.countedBlocks'
    value: number
  }

  export interface HeartbeatRequestRepairWorkingMsFieldEvent {
    field: '$.repair.workingMs'
    value: number
  }

  export interface HeartbeatRequestRepairGraceLeftMsFieldEvent {
    field: '$.repair.graceLeftMs'
    value: number
  }

  export interface HeartbeatRequestGenerationFieldEvent {
    field: '$.generation'
    value: number
  }

  export interface HeartbeatRequestCollectionPeerFieldEvent {
    field: '$.collection.peer'
    value: string
  }

  export interface HeartbeatRequestCollectionRunningFieldEvent {
    field: '$.collection.running'
    value: boolean
  }

  export interface HeartbeatRequestCollectionGenerationFieldEvent {
    field: '$.collection.generation'
    value: number
  }

  export interface HeartbeatRequestCollectionDryRunFieldEvent {
    field: '$.collection.dryRun'
    value: boolean
  }

  export interface HeartbeatRequestCollectionCompleteFieldEvent {
    field: '$.collection.complete'
    value: boolean
  }

  export interface HeartbeatRequestCollectionObstacleFieldEvent {
    field: '$.collection.obstacle'
    value: string
  }

  export interface HeartbeatRequestCollectionRootsFieldEvent {
    field: '$.collection.roots'
    value: number
  }

  export interface HeartbeatRequestCollectionReachedFieldEvent {
    field: '$.collection.reached'
    value: number
  }

  export interface HeartbeatRequestCollectionUnreachableBlocksFieldEvent {
    field: '$.collection.unreachableBlocks'
    value: number
  }

  export interface HeartbeatRequestCollectionUnreachableBytesFieldEvent {
    field: '$.collection.unreachableBytes'
    value: number
  }

  export interface HeartbeatRequestCollectionFreedBlocksFieldEvent {
    field: '$.collection.freedBlocks'
    value: number
  }

  export interface HeartbeatRequestCollectionFreedBytesFieldEvent {
    field: '$.collection.freedBytes'
    value: number
  }

  export interface HeartbeatRequestCollectionTookMsFieldEvent {
    field: '$.collection.tookMs'
    value: number
  }

  export interface HeartbeatRequestCollectionMarkingMsFieldEvent {
    field: '$.collection.markingMs'
    value: number
  }

  export interface HeartbeatRequestCollectionEndedMsFieldEvent {
    field: '$.collection.endedMs'
    value: number
  }

  export interface HeartbeatRequestCollectionFreedSinceStartFieldEvent {
    field: '$.collection.freedSinceStart'
    value: number
  }

  export interface HeartbeatRequestBytesFreeFieldEvent {
    field: '$.bytesFree'
    value: number
  }

  export interface HeartbeatRequestRoomKnownFieldEvent {
    field: '$.roomKnown'
    value: boolean
  }

  export function encode (obj: Partial<HeartbeatRequest>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, HeartbeatRequest.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<HeartbeatRequest>): HeartbeatRequest {
    return decodeMessage(buf, HeartbeatRequest.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<HeartbeatRequest>): Generator<HeartbeatRequestIncarnationFieldEvent | HeartbeatRequestBlocksFieldEvent | HeartbeatRequestBytesFieldEvent | HeartbeatRequestRepairSettledFieldEvent | HeartbeatRequestRepairBacklogBlocksFieldEvent | HeartbeatRequestRepairBacklogBytesFieldEvent | HeartbeatRequestRepairSingleBlocksFieldEvent | HeartbeatRequestRepairMovedBlocksFieldEvent | HeartbeatRequestRepairMovedBytesFieldEvent | HeartbeatRequestRepairStrayBlocksFieldEvent | HeartbeatRequestRepairCorruptBlocksFieldEvent | HeartbeatRequestRepairObstacleFieldEvent | HeartbeatRequestRepairComparingFieldEvent | HeartbeatRequestRepairCountedBlocksFieldEvent | HeartbeatRequestRepairWorkingMsFieldEvent | HeartbeatRequestRepairGraceLeftMsFieldEvent | HeartbeatRequestGenerationFieldEvent | HeartbeatRequestCollectionPeerFieldEvent | HeartbeatRequestCollectionRunningFieldEvent | HeartbeatRequestCollectionGenerationFieldEvent | HeartbeatRequestCollectionDryRunFieldEvent | HeartbeatRequestCollectionCompleteFieldEvent | HeartbeatRequestCollectionObstacleFieldEvent | HeartbeatRequestCollectionRootsFieldEvent | HeartbeatRequestCollectionReachedFieldEvent | HeartbeatRequestCollectionUnreachableBlocksFieldEvent | HeartbeatRequestCollectionUnreachableBytesFieldEvent | HeartbeatRequestCollectionFreedBlocksFieldEvent | HeartbeatRequestCollectionFreedBytesFieldEvent | HeartbeatRequestCollectionTookMsFieldEvent | HeartbeatRequestCollectionMarkingMsFieldEvent | HeartbeatRequestCollectionEndedMsFieldEvent | HeartbeatRequestCollectionFreedSinceStartFieldEvent | HeartbeatRequestBytesFreeFieldEvent | HeartbeatRequestRoomKnownFieldEvent> {
    return streamMessage(buf, HeartbeatRequest.codec(), opts)
  }
}

export interface RepairReport {
  settled: number
  backlogBlocks: number
  backlogBytes: number
  singleBlocks: number
  movedBlocks: number
  movedBytes: number
  strayBlocks: number
  corruptBlocks: number
  obstacle: string
  comparing: boolean
  countedBlocks: number
  workingMs: number
  graceLeftMs: number
}

export namespace RepairReport {
  let _codec: Codec<RepairReport>

  export const codec = (): Codec<RepairReport> => {
    if (_codec == null) {
      _codec = message<RepairReport>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.settled != null && obj.settled !== 0)) {
          w.uint32(8)
          w.uint64Number(obj.settled)
        }

        if ((obj.backlogBlocks != null && obj.backlogBlocks !== 0)) {
          w.uint32(16)
          w.uint64Number(obj.backlogBlocks)
        }

        if ((obj.backlogBytes != null && obj.backlogBytes !== 0)) {
          w.uint32(24)
          w.uint64Number(obj.backlogBytes)
        }

        if ((obj.singleBlocks != null && obj.singleBlocks !== 0)) {
          w.uint32(32)
          w.uint64Number(obj.singleBlocks)
        }

        if ((obj.movedBlocks != null && obj.movedBlocks !== 0)) {
          w.uint32(40)
          w.uint64Number(obj.movedBlocks)
        }

        if ((obj.movedBytes != null && obj.movedBytes !== 0)) {
          w.uint32(48)
          w.uint64Number(obj.movedBytes)
        }

        if ((obj.strayBlocks != null && obj.strayBlocks !== 0)) {
          w.uint32(56)
          w.uint64Number(obj.strayBlocks)
        }

        if ((obj.corruptBlocks != null && obj.corruptBlocks !== 0)) {
          w.uint32(64)
          w.uint64Number(obj.corruptBlocks)
        }

        if ((obj.obstacle != null && obj.obstacle !== '')) {
          w.uint32(74)
          w.string(obj.obstacle)
        }

        if ((obj.comparing != null && obj.comparing !== false)) {
          w.uint32(80)
          w.bool(obj.comparing)
        }

        if ((obj.countedBlocks != null && obj.countedBlocks !== 0)) {
          w.uint32(88)
          w.uint64Number(obj.countedBlocks)
        }

        if ((obj.workingMs != null && obj.workingMs !== 0)) {
          w.uint32(96)
          w.uint32(obj.workingMs)
        }

        if ((obj.graceLeftMs != null && obj.graceLeftMs !== 0)) {
          w.uint32(104)
          w.uint32(obj.graceLeftMs)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          settled: 0,
          backlogBlocks: 0,
          backlogBytes: 0,
          singleBlocks: 0,
          movedBlocks: 0,
          movedBytes: 0,
          strayBlocks: 0,
          corruptBlocks: 0,
          obstacle: '',
          comparing: false,
          countedBlocks: 0,
          workingMs: 0,
          graceLeftMs: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.settled = reader.uint64Number()
              break
            }
            case 2: {
              obj.backlogBlocks = reader.uint64Number()
              break
            }
            case 3: {
              obj.backlogBytes = reader.uint64Number()
              break
            }
            case 4: {
              obj.singleBlocks = reader.uint64Number()
              break
            }
            case 5: {
              obj.movedBlocks = reader.uint64Number()
              break
            }
            case 6: {
              obj.movedBytes = reader.uint64Number()
              break
            }
            case 7: {
              obj.strayBlocks = reader.uint64Number()
              break
            }
            case 8: {
              obj.corruptBlocks = reader.uint64Number()
              break
            }
            case 9: {
              obj.obstacle = reader.string()
              break
            }
            case 10: {
              obj.comparing = reader.bool()
              break
            }
            case 11: {
              obj.countedBlocks = reader.uint64Number()
              break
            }
            case 12: {
              obj.workingMs = reader.uint32()
              break
            }
            case 13: {
              obj.graceLeftMs = reader.uint32()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.settled`,
                value: reader.uint64Number()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.backlogBlocks`,
                value: reader.uint64Number()
              }
              break
            }
            case 3: {
              yield {
                field: `${prefix}.backlogBytes`,
                value: reader.uint64Number()
              }
              break
            }
            case 4: {
              yield {
                field: `${prefix}.singleBlocks`,
                value: reader.uint64Number()
              }
              break
            }
            case 5: {
              yield {
                field: `${prefix}.movedBlocks`,
                value: reader.uint64Number()
              }
              break
            }
            case 6: {
              yield {
                field: `${prefix}.movedBytes`,
                value: reader.uint64Number()
              }
              break
            }
            case 7: {
              yield {
                field: `${prefix}.strayBlocks`,
                value: reader.uint64Number()
              }
              break
            }
            case 8: {
              yield {
                field: `${prefix}.corruptBlocks`,
                value: reader.uint64Number()
              }
              break
            }
            case 9: {
              yield {
                field: `${prefix}.obstacle`,
                value: reader.string()
              }
              break
            }
            case 10: {
              yield {
                field: `${prefix}.comparing`,
                value: reader.bool()
              }
              break
            }
            case 11: {
              yield {
                field: `${prefix}.countedBlocks`,
                value: reader.uint64Number()
              }
              break
            }
            case 12: {
              yield {
                field: `${prefix}.workingMs`,
                value: reader.uint32()
              }
              break
            }
            case 13: {
              yield {
                field: `${prefix}.graceLeftMs`,
                value: reader.uint32()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface RepairReportSettledFieldEvent {
    field: '$.settled'
    value: number
  }

  export interface RepairReportBacklogBlocksFieldEvent {
    field: '$.backlogBlocks'
    value: number
  }

  export interface RepairReportBacklogBytesFieldEvent {
    field: '$.backlogBytes'
    value: number
  }

  export interface RepairReportSingleBlocksFieldEvent {
    field: '$.singleBlocks'
    value: number
  }

  export interface RepairReportMovedBlocksFieldEvent {
    field: '$.movedBlocks'
    value: number
  }

  export interface RepairReportMovedBytesFieldEvent {
    field: '$.movedBytes'
    value: number
  }

  export interface RepairReportStrayBlocksFieldEvent {
    field: '$.strayBlocks'
    value: number
  }

  export interface RepairReportCorruptBlocksFieldEvent {
    field: '$.corruptBlocks'
    value: number
  }

  export interface RepairReportObstacleFieldEvent {
    field: '$.obstacle'
    value: string
  }

  export interface RepairReportComparingFieldEvent {
    field: '$.comparing'
    value: boolean
  }

  export interface RepairReportCountedBlocksFieldEvent {
    field: '$.countedBlocks'
    value: number
  }

  export interface RepairReportWorkingMsFieldEvent {
    field: '$.workingMs'
    value: number
  }

  export interface RepairReportGraceLeftMsFieldEvent {
    field: '$.graceLeftMs'
    value: number
  }

  export function encode (obj: Partial<RepairReport>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, RepairReport.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<RepairReport>): RepairReport {
    return decodeMessage(buf, RepairReport.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<RepairReport>): Generator<RepairReportSettledFieldEvent | RepairReportBacklogBlocksFieldEvent | RepairReportBacklogBytesFieldEvent | RepairReportSingleBlocksFieldEvent | RepairReportMovedBlocksFieldEvent | RepairReportMovedBytesFieldEvent | RepairReportStrayBlocksFieldEvent | RepairReportCorruptBlocksFieldEvent | RepairReportObstacleFieldEvent | RepairReportComparingFieldEvent | RepairReportCountedBlocksFieldEvent | RepairReportWorkingMsFieldEvent | RepairReportGraceLeftMsFieldEvent> {
    return streamMessage(buf, RepairReport.codec(), opts)
  }
}

export interface HeartbeatResponse {
  view?: SignedView
}

export namespace HeartbeatResponse {
  let _codec: Codec<HeartbeatResponse>

  export const codec = (): Codec<HeartbeatResponse> => {
    if (_codec == null) {
      _codec = message<HeartbeatResponse>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (obj.view != null) {
          w.uint32(10)
          SignedView.codec().encode(obj.view, w)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {}

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.view = SignedView.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.view
              })
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield * SignedView.codec().stream(reader, reader.uint32(), `${prefix}.view`, {
                limits: opts.limits?.view
              })

              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface HeartbeatResponseViewViewFieldEvent {
    field: '$.view.view'
    value: Uint8Array<ArrayBuffer>
  }

  export interface HeartbeatResponseViewSignatureFieldEvent {
    field: '$.view.signature'
    value: Uint8Array<ArrayBuffer>
  }

  export function encode (obj: Partial<HeartbeatResponse>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, HeartbeatResponse.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<HeartbeatResponse>): HeartbeatResponse {
    return decodeMessage(buf, HeartbeatResponse.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<HeartbeatResponse>): Generator<HeartbeatResponseViewViewFieldEvent | HeartbeatResponseViewSignatureFieldEvent> {
    return streamMessage(buf, HeartbeatResponse.codec(), opts)
  }
}

export interface LeaveRequest {
  incarnation: number
}

export namespace LeaveRequest {
  let _codec: Codec<LeaveRequest>

  export const codec = (): Codec<LeaveRequest> => {
    if (_codec == null) {
      _codec = message<LeaveRequest>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.incarnation != null && obj.incarnation !== 0)) {
          w.uint32(8)
          w.uint64Number(obj.incarnation)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          incarnation: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.incarnation = reader.uint64Number()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.incarnation`,
                value: reader.uint64Number()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface LeaveRequestIncarnationFieldEvent {
    field: '$.incarnation'
    value: number
  }

  export function encode (obj: Partial<LeaveRequest>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, LeaveRequest.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<LeaveRequest>): LeaveRequest {
    return decodeMessage(buf, LeaveRequest.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<LeaveRequest>): Generator<LeaveRequestIncarnationFieldEvent> {
    return streamMessage(buf, LeaveRequest.codec(), opts)
  }
}

export interface LeaveResponse {}

export namespace LeaveResponse {
  let _codec: Codec<LeaveResponse>

  export const codec = (): Codec<LeaveResponse> => {
    if (_codec == null) {
      _codec = message<LeaveResponse>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {}

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export function encode (obj: Partial<LeaveResponse>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, LeaveResponse.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<LeaveResponse>): LeaveResponse {
    return decodeMessage(buf, LeaveResponse.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<LeaveResponse>): Generator<{}> {
    return streamMessage(buf, LeaveResponse.codec(), opts)
  }
}

export interface ViewRequest {}

export namespace ViewRequest {
  let _codec: Codec<ViewRequest>

  export const codec = (): Codec<ViewRequest> => {
    if (_codec == null) {
      _codec = message<ViewRequest>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {}

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export function encode (obj: Partial<ViewRequest>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, ViewRequest.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<ViewRequest>): ViewRequest {
    return decodeMessage(buf, ViewRequest.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<ViewRequest>): Generator<{}> {
    return streamMessage(buf, ViewRequest.codec(), opts)
  }
}

export interface ViewResponse {
  view?: SignedView
}

export namespace ViewResponse {
  let _codec: Codec<ViewResponse>

  export const codec = (): Codec<ViewResponse> => {
    if (_codec == null) {
      _codec = message<ViewResponse>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (obj.view != null) {
          w.uint32(10)
          SignedView.codec().encode(obj.view, w)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {}

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.view = SignedView.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.view
              })
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield * SignedView.codec().stream(reader, reader.uint32(), `${prefix}.view`, {
                limits: opts.limits?.view
              })

              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface ViewResponseViewViewFieldEvent {
    field: '$.view.view'
    value: Uint8Array<ArrayBuffer>
  }

  export interface ViewResponseViewSignatureFieldEvent {
    field: '$.view.signature'
    value: Uint8Array<ArrayBuffer>
  }

  export function encode (obj: Partial<ViewResponse>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, ViewResponse.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<ViewResponse>): ViewResponse {
    return decodeMessage(buf, ViewResponse.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<ViewResponse>): Generator<ViewResponseViewViewFieldEvent | ViewResponseViewSignatureFieldEvent> {
    return streamMessage(buf, ViewResponse.codec(), opts)
  }
}

export interface CommitRequest {
  operation: Uint8Array<ArrayBuffer>
  name: string
  ifVersion: number
  any: boolean
  delete: boolean
  root: Uint8Array<ArrayBuffer>
  size: number
  blockSize: number
  mtime: number
  leastVersion: number
  keep: boolean
  restore: Uint8Array<ArrayBuffer>
  rename: string
  renameIfVersion: number
  addTags: string[]
  removeTags: string[]
  again: boolean
  generation: number
  copy: boolean
  forget: boolean
  encryptionKeyId: Uint8Array<ArrayBuffer>
}

export namespace CommitRequest {
  let _codec: Codec<CommitRequest>

  export const codec = (): Codec<CommitRequest> => {
    if (_codec == null) {
      _codec = message<CommitRequest>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.operation != null && obj.operation.byteLength > 0)) {
          w.uint32(10)
          w.bytes(obj.operation)
        }

        if ((obj.name != null && obj.name !== '')) {
          w.uint32(18)
          w.string(obj.name)
        }

        if ((obj.ifVersion != null && obj.ifVersion !== 0)) {
          w.uint32(24)
          w.uint64Number(obj.ifVersion)
        }

        if ((obj.any != null && obj.any !== false)) {
          w.uint32(32)
          w.bool(obj.any)
        }

        if ((obj.delete != null && obj.delete !== false)) {
          w.uint32(40)
          w.bool(obj.delete)
        }

        if ((obj.root != null && obj.root.byteLength > 0)) {
          w.uint32(50)
          w.bytes(obj.root)
        }

        if ((obj.size != null && obj.size !== 0)) {
          w.uint32(56)
          w.uint64Number(obj.size)
        }

        if ((obj.blockSize != null && obj.blockSize !== 0)) {
          w.uint32(64)
          w.uint32(obj.blockSize)
        }

        if ((obj.mtime != null && obj.mtime !== 0)) {
          w.uint32(72)
          w.uint64Number(obj.mtime)
        }

        if ((obj.leastVersion != null && obj.leastVersion !== 0)) {
          w.uint32(80)
          w.uint64Number(obj.leastVersion)
        }

        if ((obj.keep != null && obj.keep !== false)) {
          w.uint32(88)
          w.bool(obj.keep)
        }

        if ((obj.restore != null && obj.restore.byteLength > 0)) {
          w.uint32(98)
          w.bytes(obj.restore)
        }

        if ((obj.rename != null && obj.rename !== '')) {
          w.uint32(106)
          w.string(obj.rename)
        }

        if ((obj.renameIfVersion != null && obj.renameIfVersion !== 0)) {
          w.uint32(112)
          w.uint64Number(obj.renameIfVersion)
        }

        if (obj.addTags != null && obj.addTags.length > 0) {
          for (const value of obj.addTags) {
            w.uint32(122)
            w.string(value)
          }
        }

        if (obj.removeTags != null && obj.removeTags.length > 0) {
          for (const value of obj.removeTags) {
            w.uint32(130)
            w.string(value)
          }
        }

        if ((obj.again != null && obj.again !== false)) {
          w.uint32(136)
          w.bool(obj.again)
        }

        if ((obj.generation != null && obj.generation !== 0)) {
          w.uint32(160)
          w.uint64Number(obj.generation)
        }

        if ((obj.copy != null && obj.copy !== false)) {
          w.uint32(168)
          w.bool(obj.copy)
        }

        if ((obj.forget != null && obj.forget !== false)) {
          w.uint32(176)
          w.bool(obj.forget)
        }

        if ((obj.encryptionKeyId != null && obj.encryptionKeyId.byteLength > 0)) {
          w.uint32(242)
          w.bytes(obj.encryptionKeyId)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          operation: uint8ArrayAlloc(0),
          name: '',
          ifVersion: 0,
          any: false,
          delete: false,
          root: uint8ArrayAlloc(0),
          size: 0,
          blockSize: 0,
          mtime: 0,
          leastVersion: 0,
          keep: false,
          restore: uint8ArrayAlloc(0),
          rename: '',
          renameIfVersion: 0,
          addTags: [],
          removeTags: [],
          again: false,
          generation: 0,
          copy: false,
          forget: false,
          encryptionKeyId: uint8ArrayAlloc(0)
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.operation = reader.bytes()
              break
            }
            case 2: {
              obj.name = reader.string()
              break
            }
            case 3: {
              obj.ifVersion = reader.uint64Number()
              break
            }
            case 4: {
              obj.any = reader.bool()
              break
            }
            case 5: {
              obj.delete = reader.bool()
              break
            }
            case 6: {
              obj.root = reader.bytes()
              break
            }
            case 7: {
              obj.size = reader.uint64Number()
              break
            }
            case 8: {
              obj.blockSize = reader.uint32()
              break
            }
            case 9: {
              obj.mtime = reader.uint64Number()
              break
            }
            case 10: {
              obj.leastVersion = reader.uint64Number()
              break
            }
            case 11: {
              obj.keep = reader.bool()
              break
            }
            case 12: {
              obj.restore = reader.bytes()
              break
            }
            case 13: {
              obj.rename = reader.string()
              break
            }
            case 14: {
              obj.renameIfVersion = reader.uint64Number()
              break
            }
            case 15: {
              if (opts.limits?.addTags != null && obj.addTags.length === opts.limits.addTags) {
                throw new MaxLengthError('Decode error - repeated field "addTags" had too many elements')
              }

              if (obj.addTags.length === 16) {
                throw new MaxLengthError('Decode error - repeated field "addTags" had too many elements')
              }

              obj.addTags.push(reader.string())
              break
            }
            case 16: {
              if (opts.limits?.removeTags != null && obj.removeTags.length === opts.limits.removeTags) {
                throw new MaxLengthError('Decode error - repeated field "removeTags" had too many elements')
              }

              if (obj.removeTags.length === 16) {
                throw new MaxLengthError('Decode error - repeated field "removeTags" had too many elements')
              }

              obj.removeTags.push(reader.string())
              break
            }
            case 17: {
              obj.again = reader.bool()
              break
            }
            case 20: {
              obj.generation = reader.uint64Number()
              break
            }
            case 21: {
              obj.copy = reader.bool()
              break
            }
            case 22: {
              obj.forget = reader.bool()
              break
            }
            case 30: {
              obj.encryptionKeyId = reader.bytes()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const obj = {
          addTags: 16,
          removeTags: 16
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.operation`,
                value: reader.bytes()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.name`,
                value: reader.string()
              }
              break
            }
            case 3: {
              yield {
                field: `${prefix}.ifVersion`,
                value: reader.uint64Number()
              }
              break
            }
            case 4: {
              yield {
                field: `${prefix}.any`,
                value: reader.bool()
              }
              break
            }
            case 5: {
              yield {
                field: `${prefix}.delete`,
                value: reader.bool()
              }
              break
            }
            case 6: {
              yield {
                field: `${prefix}.root`,
                value: reader.bytes()
              }
              break
            }
            case 7: {
              yield {
                field: `${prefix}.size`,
                value: reader.uint64Number()
              }
              break
            }
            case 8: {
              yield {
                field: `${prefix}.blockSize`,
                value: reader.uint32()
              }
              break
            }
            case 9: {
              yield {
                field: `${prefix}.mtime`,
                value: reader.uint64Number()
              }
              break
            }
            case 10: {
              yield {
                field: `${prefix}.leastVersion`,
                value: reader.uint64Number()
              }
              break
            }
            case 11: {
              yield {
                field: `${prefix}.keep`,
                value: reader.bool()
              }
              break
            }
            case 12: {
              yield {
                field: `${prefix}.restore`,
                value: reader.bytes()
              }
              break
            }
            case 13: {
              yield {
                field: `${prefix}.rename`,
                value: reader.string()
              }
              break
            }
            case 14: {
              yield {
                field: `${prefix}.renameIfVersion`,
                value: reader.uint64Number()
              }
              break
            }
            case 15: {
              if (opts.limits?.addTags != null && obj.addTags === opts.limits.addTags) {
                throw new MaxLengthError('Streaming decode error - repeated field "addTags" had too many elements')
              }

              if (obj.addTags === 16) {
                throw new MaxLengthError('Streaming decode error - repeated field "addTags" had too many elements')
              }

              yield {
                field: `${prefix}.addTags[]`,
                index: obj.addTags,
                value: reader.string()
              }

              obj.addTags++

              break
            }
            case 16: {
              if (opts.limits?.removeTags != null && obj.removeTags === opts.limits.removeTags) {
                throw new MaxLengthError('Streaming decode error - repeated field "removeTags" had too many elements')
              }

              if (obj.removeTags === 16) {
                throw new MaxLengthError('Streaming decode error - repeated field "removeTags" had too many elements')
              }

              yield {
                field: `${prefix}.removeTags[]`,
                index: obj.removeTags,
                value: reader.string()
              }

              obj.removeTags++

              break
            }
            case 17: {
              yield {
                field: `${prefix}.again`,
                value: reader.bool()
              }
              break
            }
            case 20: {
              yield {
                field: `${prefix}.generation`,
                value: reader.uint64Number()
              }
              break
            }
            case 21: {
              yield {
                field: `${prefix}.copy`,
                value: reader.bool()
              }
              break
            }
            case 22: {
              yield {
                field: `${prefix}.forget`,
                value: reader.bool()
              }
              break
            }
            case 30: {
              yield {
                field: `${prefix}.encryptionKeyId`,
                value: reader.bytes()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface CommitRequestOperationFieldEvent {
    field: '$.operation'
    value: Uint8Array<ArrayBuffer>
  }

  export interface CommitRequestNameFieldEvent {
    field: '$.name'
    value: string
  }

  export interface CommitRequestIfVersionFieldEvent {
    field: '$.ifVersion'
    value: number
  }

  export interface CommitRequestAnyFieldEvent {
    field: '$.any'
    value: boolean
  }

  export interface CommitRequestDeleteFieldEvent {
    field: '$.delete'
    value: boolean
  }

  export interface CommitRequestRootFieldEvent {
    field: '$.root'
    value: Uint8Array<ArrayBuffer>
  }

  export interface CommitRequestSizeFieldEvent {
    field: '$.size'
    value: number
  }

  export interface CommitRequestBlockSizeFieldEvent {
    field: '$.blockSize'
    value: number
  }

  export interface CommitRequestMtimeFieldEvent {
    field: '$.mtime'
    value: number
  }

  export interface CommitRequestLeastVersionFieldEvent {
    field: '$.leastVersion'
    value: number
  }

  export interface CommitRequestKeepFieldEvent {
    field: '$.keep'
    value: boolean
  }

  export interface CommitRequestRestoreFieldEvent {
    field: '$.restore'
    value: Uint8Array<ArrayBuffer>
  }

  export interface CommitRequestRenameFieldEvent {
    field: '$.rename'
    value: string
  }

  export interface CommitRequestRenameIfVersionFieldEvent {
    field: '$.renameIfVersion'
    value: number
  }

  export interface CommitRequestAddTagsFieldEvent {
    field: '$.addTags[]'
    index: number
    value: string
  }

  export interface CommitRequestRemoveTagsFieldEvent {
    field: '$.removeTags[]'
    index: number
    value: string
  }

  export interface CommitRequestAgainFieldEvent {
    field: '$.again'
    value: boolean
  }

  export interface CommitRequestGenerationFieldEvent {
    field: '$.generation'
    value: number
  }

  export interface CommitRequestCopyFieldEvent {
    field: '$.copy'
    value: boolean
  }

  export interface CommitRequestForgetFieldEvent {
    field: '$.forget'
    value: boolean
  }

  export interface CommitRequestEncryptionKeyIdFieldEvent {
    field: '$.encryptionKeyId'
    value: Uint8Array<ArrayBuffer>
  }

  export function encode (obj: Partial<CommitRequest>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, CommitRequest.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<CommitRequest>): CommitRequest {
    return decodeMessage(buf, CommitRequest.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<CommitRequest>): Generator<CommitRequestOperationFieldEvent | CommitRequestNameFieldEvent | CommitRequestIfVersionFieldEvent | CommitRequestAnyFieldEvent | CommitRequestDeleteFieldEvent | CommitRequestRootFieldEvent | CommitRequestSizeFieldEvent | CommitRequestBlockSizeFieldEvent | CommitRequestMtimeFieldEvent | CommitRequestLeastVersionFieldEvent | CommitRequestKeepFieldEvent | CommitRequestRestoreFieldEvent | CommitRequestRenameFieldEvent | CommitRequestRenameIfVersionFieldEvent | CommitRequestAddTagsFieldEvent | CommitRequestRemoveTagsFieldEvent | CommitRequestAgainFieldEvent | CommitRequestGenerationFieldEvent | CommitRequestCopyFieldEvent | CommitRequestForgetFieldEvent | CommitRequestEncryptionKeyIdFieldEvent> {
    return streamMessage(buf, CommitRequest.codec(), opts)
  }
}

export interface CommitResponse {
  record?: FileRecord
}

export namespace CommitResponse {
  let _codec: Codec<CommitResponse>

  export const codec = (): Codec<CommitResponse> => {
    if (_codec == null) {
      _codec = message<CommitResponse>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (obj.record != null) {
          w.uint32(10)
          FileRecord.codec().encode(obj.record, w)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {}

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.record = FileRecord.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.record
              })
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield * FileRecord.codec().stream(reader, reader.uint32(), `${prefix}.record`, {
                limits: opts.limits?.record
              })

              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface CommitResponseRecordIdFieldEvent {
    field: '$.record.id'
    value: Uint8Array<ArrayBuffer>
  }

  export interface CommitResponseRecordOwnerFieldEvent {
    field: '$.record.owner'
    value: string
  }

  export interface CommitResponseRecordNameFieldEvent {
    field: '$.record.name'
    value: string
  }

  export interface CommitResponseRecordVersionFieldEvent {
    field: '$.record.version'
    value: number
  }

  export interface CommitResponseRecordSizeFieldEvent {
    field: '$.record.size'
    value: number
  }

  export interface CommitResponseRecordBlockSizeFieldEvent {
    field: '$.record.blockSize'
    value: number
  }

  export interface CommitResponseRecordRootFieldEvent {
    field: '$.record.root'
    value: Uint8Array<ArrayBuffer>
  }

  export interface CommitResponseRecordMtimeFieldEvent {
    field: '$.record.mtime'
    value: number
  }

  export interface CommitResponseRecordStateFieldEvent {
    field: '$.record.state'
    value: RecordState
  }

  export interface CommitResponseRecordEpochFieldEvent {
    field: '$.record.epoch'
    value: number
  }

  export interface CommitResponseRecordOperationFieldEvent {
    field: '$.record.operation'
    value: Uint8Array<ArrayBuffer>
  }

  export interface CommitResponseRecordTermFieldEvent {
    field: '$.record.term'
    value: number
  }

  export interface CommitResponseRecordEncryptionKeyIdFieldEvent {
    field: '$.record.encryptionKeyId'
    value: Uint8Array<ArrayBuffer>
  }

  export interface CommitResponseRecordHistoryVersionFieldEvent {
    field: '$.record.history[].version'
    value: number
    index: number
  }

  export interface CommitResponseRecordHistoryRootFieldEvent {
    field: '$.record.history[].root'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface CommitResponseRecordHistorySizeFieldEvent {
    field: '$.record.history[].size'
    value: number
    index: number
  }

  export interface CommitResponseRecordHistoryBlockSizeFieldEvent {
    field: '$.record.history[].blockSize'
    value: number
    index: number
  }

  export interface CommitResponseRecordHistoryMtimeFieldEvent {
    field: '$.record.history[].mtime'
    value: number
    index: number
  }

  export interface CommitResponseRecordHistoryReplacedMsFieldEvent {
    field: '$.record.history[].replacedMs'
    value: number
    index: number
  }

  export interface CommitResponseRecordHistoryOperationFieldEvent {
    field: '$.record.history[].operation'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface CommitResponseRecordHistoryEncryptionKeyIdFieldEvent {
    field: '$.record.history[].encryptionKeyId'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface CommitResponseRecordTagsFieldEvent {
    field: '$.record.tags[]'
    index: number
    value: string
  }

  export interface CommitResponseRecordRenamedFromNameFieldEvent {
    field: '$.record.renamedFrom.name'
    value: string
  }

  export interface CommitResponseRecordRenamedFromVersionFieldEvent {
    field: '$.record.renamedFrom.version'
    value: number
  }

  export interface CommitResponseRecordRenamedFromEarlierOperationsOperationFieldEvent {
    field: '$.record.renamedFrom.earlierOperations[].operation'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface CommitResponseRecordRenamedFromEarlierOperationsVersionFieldEvent {
    field: '$.record.renamedFrom.earlierOperations[].version'
    value: number
    index: number
  }

  export interface CommitResponseRecordRenamedFromEarlierOperationsStateFieldEvent {
    field: '$.record.renamedFrom.earlierOperations[].state'
    value: RecordState
    index: number
  }

  export interface CommitResponseRecordGrantsUserFieldEvent {
    field: '$.record.grants[].user'
    value: string
    index: number
  }

  export interface CommitResponseRecordGrantsWriteFieldEvent {
    field: '$.record.grants[].write'
    value: boolean
    index: number
  }

  export interface CommitResponseRecordEarlierOperationsOperationFieldEvent {
    field: '$.record.earlierOperations[].operation'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface CommitResponseRecordEarlierOperationsVersionFieldEvent {
    field: '$.record.earlierOperations[].version'
    value: number
    index: number
  }

  export interface CommitResponseRecordEarlierOperationsStateFieldEvent {
    field: '$.record.earlierOperations[].state'
    value: RecordState
    index: number
  }

  export function encode (obj: Partial<CommitResponse>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, CommitResponse.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<CommitResponse>): CommitResponse {
    return decodeMessage(buf, CommitResponse.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<CommitResponse>): Generator<CommitResponseRecordIdFieldEvent | CommitResponseRecordOwnerFieldEvent | CommitResponseRecordNameFieldEvent | CommitResponseRecordVersionFieldEvent | CommitResponseRecordSizeFieldEvent | CommitResponseRecordBlockSizeFieldEvent | CommitResponseRecordRootFieldEvent | CommitResponseRecordMtimeFieldEvent | CommitResponseRecordStateFieldEvent | CommitResponseRecordEpochFieldEvent | CommitResponseRecordOperationFieldEvent | CommitResponseRecordTermFieldEvent | CommitResponseRecordEncryptionKeyIdFieldEvent | CommitResponseRecordHistoryVersionFieldEvent | CommitResponseRecordHistoryRootFieldEvent | CommitResponseRecordHistorySizeFieldEvent | CommitResponseRecordHistoryBlockSizeFieldEvent | CommitResponseRecordHistoryMtimeFieldEvent | CommitResponseRecordHistoryReplacedMsFieldEvent | CommitResponseRecordHistoryOperationFieldEvent | CommitResponseRecordHistoryEncryptionKeyIdFieldEvent | CommitResponseRecordTagsFieldEvent | CommitResponseRecordRenamedFromNameFieldEvent | CommitResponseRecordRenamedFromVersionFieldEvent | CommitResponseRecordRenamedFromEarlierOperationsOperationFieldEvent | CommitResponseRecordRenamedFromEarlierOperationsVersionFieldEvent | CommitResponseRecordRenamedFromEarlierOperationsStateFieldEvent | CommitResponseRecordGrantsUserFieldEvent | CommitResponseRecordGrantsWriteFieldEvent | CommitResponseRecordEarlierOperationsOperationFieldEvent | CommitResponseRecordEarlierOperationsVersionFieldEvent | CommitResponseRecordEarlierOperationsStateFieldEvent> {
    return streamMessage(buf, CommitResponse.codec(), opts)
  }
}

export interface StatRequest {
  name: string
  id: Uint8Array<ArrayBuffer>
  deleted: boolean
}

export namespace StatRequest {
  let _codec: Codec<StatRequest>

  export const codec = (): Codec<StatRequest> => {
    if (_codec == null) {
      _codec = message<StatRequest>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.name != null && obj.name !== '')) {
          w.uint32(10)
          w.string(obj.name)
        }

        if ((obj.id != null && obj.id.byteLength > 0)) {
          w.uint32(18)
          w.bytes(obj.id)
        }

        if ((obj.deleted != null && obj.deleted !== false)) {
          w.uint32(24)
          w.bool(obj.deleted)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          name: '',
          id: uint8ArrayAlloc(0),
          deleted: false
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.name = reader.string()
              break
            }
            case 2: {
              obj.id = reader.bytes()
              break
            }
            case 3: {
              obj.deleted = reader.bool()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.name`,
                value: reader.string()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.id`,
                value: reader.bytes()
              }
              break
            }
            case 3: {
              yield {
                field: `${prefix}.deleted`,
                value: reader.bool()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface StatRequestNameFieldEvent {
    field: '$.name'
    value: string
  }

  export interface StatRequestIdFieldEvent {
    field: '$.id'
    value: Uint8Array<ArrayBuffer>
  }

  export interface StatRequestDeletedFieldEvent {
    field: '$.deleted'
    value: boolean
  }

  export function encode (obj: Partial<StatRequest>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, StatRequest.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<StatRequest>): StatRequest {
    return decodeMessage(buf, StatRequest.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<StatRequest>): Generator<StatRequestNameFieldEvent | StatRequestIdFieldEvent | StatRequestDeletedFieldEvent> {
    return streamMessage(buf, StatRequest.codec(), opts)
  }
}

export interface StatResponse {
  record?: FileRecord
}

export namespace StatResponse {
  let _codec: Codec<StatResponse>

  export const codec = (): Codec<StatResponse> => {
    if (_codec == null) {
      _codec = message<StatResponse>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (obj.record != null) {
          w.uint32(10)
          FileRecord.codec().encode(obj.record, w)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {}

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.record = FileRecord.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.record
              })
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield * FileRecord.codec().stream(reader, reader.uint32(), `${prefix}.record`, {
                limits: opts.limits?.record
              })

              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface StatResponseRecordIdFieldEvent {
    field: '$.record.id'
    value: Uint8Array<ArrayBuffer>
  }

  export interface StatResponseRecordOwnerFieldEvent {
    field: '$.record.owner'
    value: string
  }

  export interface StatResponseRecordNameFieldEvent {
    field: '$.record.name'
    value: string
  }

  export interface StatResponseRecordVersionFieldEvent {
    field: '$.record.version'
    value: number
  }

  export interface StatResponseRecordSizeFieldEvent {
    field: '$.record.size'
    value: number
  }

  export interface StatResponseRecordBlockSizeFieldEvent {
    field: '$.record.blockSize'
    value: number
  }

  export interface StatResponseRecordRootFieldEvent {
    field: '$.record.root'
    value: Uint8Array<ArrayBuffer>
  }

  export interface StatResponseRecordMtimeFieldEvent {
    field: '$.record.mtime'
    value: number
  }

  export interface StatResponseRecordStateFieldEvent {
    field: '$.record.state'
    value: RecordState
  }

  export interface StatResponseRecordEpochFieldEvent {
    field: '$.record.epoch'
    value: number
  }

  export interface StatResponseRecordOperationFieldEvent {
    field: '$.record.operation'
    value: Uint8Array<ArrayBuffer>
  }

  export interface StatResponseRecordTermFieldEvent {
    field: '$.record.term'
    value: number
  }

  export interface StatResponseRecordEncryptionKeyIdFieldEvent {
    field: '$.record.encryptionKeyId'
    value: Uint8Array<ArrayBuffer>
  }

  export interface StatResponseRecordHistoryVersionFieldEvent {
    field: '$.record.history[].version'
    value: number
    index: number
  }

  export interface StatResponseRecordHistoryRootFieldEvent {
    field: '$.record.history[].root'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface StatResponseRecordHistorySizeFieldEvent {
    field: '$.record.history[].size'
    value: number
    index: number
  }

  export interface StatResponseRecordHistoryBlockSizeFieldEvent {
    field: '$.record.history[].blockSize'
    value: number
    index: number
  }

  export interface StatResponseRecordHistoryMtimeFieldEvent {
    field: '$.record.history[].mtime'
    value: number
    index: number
  }

  export interface StatResponseRecordHistoryReplacedMsFieldEvent {
    field: '$.record.history[].replacedMs'
    value: number
    index: number
  }

  export interface StatResponseRecordHistoryOperationFieldEvent {
    field: '$.record.history[].operation'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface StatResponseRecordHistoryEncryptionKeyIdFieldEvent {
    field: '$.record.history[].encryptionKeyId'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface StatResponseRecordTagsFieldEvent {
    field: '$.record.tags[]'
    index: number
    value: string
  }

  export interface StatResponseRecordRenamedFromNameFieldEvent {
    field: '$.record.renamedFrom.name'
    value: string
  }

  export interface StatResponseRecordRenamedFromVersionFieldEvent {
    field: '$.record.renamedFrom.version'
    value: number
  }

  export interface StatResponseRecordRenamedFromEarlierOperationsOperationFieldEvent {
    field: '$.record.renamedFrom.earlierOperations[].operation'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface StatResponseRecordRenamedFromEarlierOperationsVersionFieldEvent {
    field: '$.record.renamedFrom.earlierOperations[].version'
    value: number
    index: number
  }

  export interface StatResponseRecordRenamedFromEarlierOperationsStateFieldEvent {
    field: '$.record.renamedFrom.earlierOperations[].state'
    value: RecordState
    index: number
  }

  export interface StatResponseRecordGrantsUserFieldEvent {
    field: '$.record.grants[].user'
    value: string
    index: number
  }

  export interface StatResponseRecordGrantsWriteFieldEvent {
    field: '$.record.grants[].write'
    value: boolean
    index: number
  }

  export interface StatResponseRecordEarlierOperationsOperationFieldEvent {
    field: '$.record.earlierOperations[].operation'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface StatResponseRecordEarlierOperationsVersionFieldEvent {
    field: '$.record.earlierOperations[].version'
    value: number
    index: number
  }

  export interface StatResponseRecordEarlierOperationsStateFieldEvent {
    field: '$.record.earlierOperations[].state'
    value: RecordState
    index: number
  }

  export function encode (obj: Partial<StatResponse>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, StatResponse.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<StatResponse>): StatResponse {
    return decodeMessage(buf, StatResponse.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<StatResponse>): Generator<StatResponseRecordIdFieldEvent | StatResponseRecordOwnerFieldEvent | StatResponseRecordNameFieldEvent | StatResponseRecordVersionFieldEvent | StatResponseRecordSizeFieldEvent | StatResponseRecordBlockSizeFieldEvent | StatResponseRecordRootFieldEvent | StatResponseRecordMtimeFieldEvent | StatResponseRecordStateFieldEvent | StatResponseRecordEpochFieldEvent | StatResponseRecordOperationFieldEvent | StatResponseRecordTermFieldEvent | StatResponseRecordEncryptionKeyIdFieldEvent | StatResponseRecordHistoryVersionFieldEvent | StatResponseRecordHistoryRootFieldEvent | StatResponseRecordHistorySizeFieldEvent | StatResponseRecordHistoryBlockSizeFieldEvent | StatResponseRecordHistoryMtimeFieldEvent | StatResponseRecordHistoryReplacedMsFieldEvent | StatResponseRecordHistoryOperationFieldEvent | StatResponseRecordHistoryEncryptionKeyIdFieldEvent | StatResponseRecordTagsFieldEvent | StatResponseRecordRenamedFromNameFieldEvent | StatResponseRecordRenamedFromVersionFieldEvent | StatResponseRecordRenamedFromEarlierOperationsOperationFieldEvent | StatResponseRecordRenamedFromEarlierOperationsVersionFieldEvent | StatResponseRecordRenamedFromEarlierOperationsStateFieldEvent | StatResponseRecordGrantsUserFieldEvent | StatResponseRecordGrantsWriteFieldEvent | StatResponseRecordEarlierOperationsOperationFieldEvent | StatResponseRecordEarlierOperationsVersionFieldEvent | StatResponseRecordEarlierOperationsStateFieldEvent> {
    return streamMessage(buf, StatResponse.codec(), opts)
  }
}

export interface ListRequest {
  prefix: string
  after: string
  countMax: number
  folders: boolean
}

export namespace ListRequest {
  let _codec: Codec<ListRequest>

  export const codec = (): Codec<ListRequest> => {
    if (_codec == null) {
      _codec = message<ListRequest>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.prefix != null && obj.prefix !== '')) {
          w.uint32(10)
          w.string(obj.prefix)
        }

        if ((obj.after != null && obj.after !== '')) {
          w.uint32(18)
          w.string(obj.after)
        }

        if ((obj.countMax != null && obj.countMax !== 0)) {
          w.uint32(24)
          w.uint32(obj.countMax)
        }

        if ((obj.folders != null && obj.folders !== false)) {
          w.uint32(32)
          w.bool(obj.folders)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          prefix: '',
          after: '',
          countMax: 0,
          folders: false
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.prefix = reader.string()
              break
            }
            case 2: {
              obj.after = reader.string()
              break
            }
            case 3: {
              obj.countMax = reader.uint32()
              break
            }
            case 4: {
              obj.folders = reader.bool()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.prefix`,
                value: reader.string()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.after`,
                value: reader.string()
              }
              break
            }
            case 3: {
              yield {
                field: `${prefix}.countMax`,
                value: reader.uint32()
              }
              break
            }
            case 4: {
              yield {
                field: `${prefix}.folders`,
                value: reader.bool()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface ListRequestPrefixFieldEvent {
    field: '$.prefix'
    value: string
  }

  export interface ListRequestAfterFieldEvent {
    field: '$.after'
    value: string
  }

  export interface ListRequestCountMaxFieldEvent {
    field: '$.countMax'
    value: number
  }

  export interface ListRequestFoldersFieldEvent {
    field: '$.folders'
    value: boolean
  }

  export function encode (obj: Partial<ListRequest>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, ListRequest.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<ListRequest>): ListRequest {
    return decodeMessage(buf, ListRequest.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<ListRequest>): Generator<ListRequestPrefixFieldEvent | ListRequestAfterFieldEvent | ListRequestCountMaxFieldEvent | ListRequestFoldersFieldEvent> {
    return streamMessage(buf, ListRequest.codec(), opts)
  }
}

export interface ListResponse {
  records: FileRecord[]
  next: string
  folders: string[]
}

export namespace ListResponse {
  let _codec: Codec<ListResponse>

  export const codec = (): Codec<ListResponse> => {
    if (_codec == null) {
      _codec = message<ListResponse>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (obj.records != null && obj.records.length > 0) {
          for (const value of obj.records) {
            w.uint32(10)
            FileRecord.codec().encode(value, w)
          }
        }

        if ((obj.next != null && obj.next !== '')) {
          w.uint32(18)
          w.string(obj.next)
        }

        if (obj.folders != null && obj.folders.length > 0) {
          for (const value of obj.folders) {
            w.uint32(34)
            w.string(value)
          }
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          records: [],
          next: '',
          folders: []
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              if (opts.limits?.records != null && obj.records.length === opts.limits.records) {
                throw new MaxLengthError('Decode error - repeated field "records" had too many elements')
              }

              if (obj.records.length === 1024) {
                throw new MaxLengthError('Decode error - repeated field "records" had too many elements')
              }

              obj.records.push(FileRecord.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.records$
              }))
              break
            }
            case 2: {
              obj.next = reader.string()
              break
            }
            case 4: {
              if (opts.limits?.folders != null && obj.folders.length === opts.limits.folders) {
                throw new MaxLengthError('Decode error - repeated field "folders" had too many elements')
              }

              if (obj.folders.length === 1024) {
                throw new MaxLengthError('Decode error - repeated field "folders" had too many elements')
              }

              obj.folders.push(reader.string())
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const obj = {
          records: 1024,
          folders: 1024
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              if (opts.limits?.records != null && obj.records === opts.limits.records) {
                throw new MaxLengthError('Streaming decode error - repeated field "records" had too many elements')
              }

              if (obj.records === 1024) {
                throw new MaxLengthError('Streaming decode error - repeated field "records" had too many elements')
              }

              for (const evt of FileRecord.codec().stream(reader, reader.uint32(), `${prefix}.records[]`, {
                limits: opts.limits?.records$
              })) {
                yield {
                  ...evt,
                  index: obj.records
                }
              }

              obj.records++

              break
            }
            case 2: {
              yield {
                field: `${prefix}.next`,
                value: reader.string()
              }
              break
            }
            case 4: {
              if (opts.limits?.folders != null && obj.folders === opts.limits.folders) {
                throw new MaxLengthError('Streaming decode error - repeated field "folders" had too many elements')
              }

              if (obj.folders === 1024) {
                throw new MaxLengthError('Streaming decode error - repeated field "folders" had too many elements')
              }

              yield {
                field: `${prefix}.folders[]`,
                index: obj.folders,
                value: reader.string()
              }

              obj.folders++

              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface ListResponseRecordsIdFieldEvent {
    field: '$.records[].id'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface ListResponseRecordsOwnerFieldEvent {
    field: '$.records[].owner'
    value: string
    index: number
  }

  export interface ListResponseRecordsNameFieldEvent {
    field: '$.records[].name'
    value: string
    index: number
  }

  export interface ListResponseRecordsVersionFieldEvent {
    field: '$.records[].version'
    value: number
    index: number
  }

  export interface ListResponseRecordsSizeFieldEvent {
    field: '$.records[].size'
    value: number
    index: number
  }

  export interface ListResponseRecordsBlockSizeFieldEvent {
    field: '$.records[].blockSize'
    value: number
    index: number
  }

  export interface ListResponseRecordsRootFieldEvent {
    field: '$.records[].root'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface ListResponseRecordsMtimeFieldEvent {
    field: '$.records[].mtime'
    value: number
    index: number
  }

  export interface ListResponseRecordsStateFieldEvent {
    field: '$.records[].state'
    value: RecordState
    index: number
  }

  export interface ListResponseRecordsEpochFieldEvent {
    field: '$.records[].epoch'
    value: number
    index: number
  }

  export interface ListResponseRecordsOperationFieldEvent {
    field: '$.records[].operation'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface ListResponseRecordsTermFieldEvent {
    field: '$.records[].term'
    value: number
    index: number
  }

  export interface ListResponseRecordsEncryptionKeyIdFieldEvent {
    field: '$.records[].encryptionKeyId'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface ListResponseRecordsHistoryVersionFieldEvent {
    field: '$.records[].history[].version'
    value: number
    index: number
  }

  export interface ListResponseRecordsHistoryRootFieldEvent {
    field: '$.records[].history[].root'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface ListResponseRecordsHistorySizeFieldEvent {
    field: '$.records[].history[].size'
    value: number
    index: number
  }

  export interface ListResponseRecordsHistoryBlockSizeFieldEvent {
    field: '$.records[].history[].blockSize'
    value: number
    index: number
  }

  export interface ListResponseRecordsHistoryMtimeFieldEvent {
    field: '$.records[].history[].mtime'
    value: number
    index: number
  }

  export interface ListResponseRecordsHistoryReplacedMsFieldEvent {
    field: '$.records[].history[].replacedMs'
    value: number
    index: number
  }

  export interface ListResponseRecordsHistoryOperationFieldEvent {
    field: '$.records[].history[].operation'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface ListResponseRecordsHistoryEncryptionKeyIdFieldEvent {
    field: '$.records[].history[].encryptionKeyId'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface ListResponseRecordsTagsFieldEvent {
    field: '$.records[].tags[]'
    index: number
    value: string
  }

  export interface ListResponseRecordsRenamedFromNameFieldEvent {
    field: '$.records[].renamedFrom.name'
    value: string
    index: number
  }

  export interface ListResponseRecordsRenamedFromVersionFieldEvent {
    field: '$.records[].renamedFrom.version'
    value: number
    index: number
  }

  export interface ListResponseRecordsRenamedFromEarlierOperationsOperationFieldEvent {
    field: '$.records[].renamedFrom.earlierOperations[].operation'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface ListResponseRecordsRenamedFromEarlierOperationsVersionFieldEvent {
    field: '$.records[].renamedFrom.earlierOperations[].version'
    value: number
    index: number
  }

  export interface ListResponseRecordsRenamedFromEarlierOperationsStateFieldEvent {
    field: '$.records[].renamedFrom.earlierOperations[].state'
    value: RecordState
    index: number
  }

  export interface ListResponseRecordsGrantsUserFieldEvent {
    field: '$.records[].grants[].user'
    value: string
    index: number
  }

  export interface ListResponseRecordsGrantsWriteFieldEvent {
    field: '$.records[].grants[].write'
    value: boolean
    index: number
  }

  export interface ListResponseRecordsEarlierOperationsOperationFieldEvent {
    field: '$.records[].earlierOperations[].operation'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface ListResponseRecordsEarlierOperationsVersionFieldEvent {
    field: '$.records[].earlierOperations[].version'
    value: number
    index: number
  }

  export interface ListResponseRecordsEarlierOperationsStateFieldEvent {
    field: '$.records[].earlierOperations[].state'
    value: RecordState
    index: number
  }

  export interface ListResponseNextFieldEvent {
    field: '$.next'
    value: string
  }

  export interface ListResponseFoldersFieldEvent {
    field: '$.folders[]'
    index: number
    value: string
  }

  export function encode (obj: Partial<ListResponse>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, ListResponse.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<ListResponse>): ListResponse {
    return decodeMessage(buf, ListResponse.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<ListResponse>): Generator<ListResponseRecordsIdFieldEvent | ListResponseRecordsOwnerFieldEvent | ListResponseRecordsNameFieldEvent | ListResponseRecordsVersionFieldEvent | ListResponseRecordsSizeFieldEvent | ListResponseRecordsBlockSizeFieldEvent | ListResponseRecordsRootFieldEvent | ListResponseRecordsMtimeFieldEvent | ListResponseRecordsStateFieldEvent | ListResponseRecordsEpochFieldEvent | ListResponseRecordsOperationFieldEvent | ListResponseRecordsTermFieldEvent | ListResponseRecordsEncryptionKeyIdFieldEvent | ListResponseRecordsHistoryVersionFieldEvent | ListResponseRecordsHistoryRootFieldEvent | ListResponseRecordsHistorySizeFieldEvent | ListResponseRecordsHistoryBlockSizeFieldEvent | ListResponseRecordsHistoryMtimeFieldEvent | ListResponseRecordsHistoryReplacedMsFieldEvent | ListResponseRecordsHistoryOperationFieldEvent | ListResponseRecordsHistoryEncryptionKeyIdFieldEvent | ListResponseRecordsTagsFieldEvent | ListResponseRecordsRenamedFromNameFieldEvent | ListResponseRecordsRenamedFromVersionFieldEvent | ListResponseRecordsRenamedFromEarlierOperationsOperationFieldEvent | ListResponseRecordsRenamedFromEarlierOperationsVersionFieldEvent | ListResponseRecordsRenamedFromEarlierOperationsStateFieldEvent | ListResponseRecordsGrantsUserFieldEvent | ListResponseRecordsGrantsWriteFieldEvent | ListResponseRecordsEarlierOperationsOperationFieldEvent | ListResponseRecordsEarlierOperationsVersionFieldEvent | ListResponseRecordsEarlierOperationsStateFieldEvent | ListResponseNextFieldEvent | ListResponseFoldersFieldEvent> {
    return streamMessage(buf, ListResponse.codec(), opts)
  }
}

export interface CommitManyRequest {
  commits: CommitRequest[]
}

export namespace CommitManyRequest {
  let _codec: Codec<CommitManyRequest>

  export const codec = (): Codec<CommitManyRequest> => {
    if (_codec == null) {
      _codec = message<CommitManyRequest>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (obj.commits != null && obj.commits.length > 0) {
          for (const value of obj.commits) {
            w.uint32(10)
            CommitRequest.codec().encode(value, w)
          }
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          commits: []
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              if (opts.limits?.commits != null && obj.commits.length === opts.limits.commits) {
                throw new MaxLengthError('Decode error - repeated field "commits" had too many elements')
              }

              if (obj.commits.length === 256) {
                throw new MaxLengthError('Decode error - repeated field "commits" had too many elements')
              }

              obj.commits.push(CommitRequest.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.commits$
              }))
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const obj = {
          commits: 256
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              if (opts.limits?.commits != null && obj.commits === opts.limits.commits) {
                throw new MaxLengthError('Streaming decode error - repeated field "commits" had too many elements')
              }

              if (obj.commits === 256) {
                throw new MaxLengthError('Streaming decode error - repeated field "commits" had too many elements')
              }

              for (const evt of CommitRequest.codec().stream(reader, reader.uint32(), `${prefix}.commits[]`, {
                limits: opts.limits?.commits$
              })) {
                yield {
                  ...evt,
                  index: obj.commits
                }
              }

              obj.commits++

              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface CommitManyRequestCommitsOperationFieldEvent {
    field: '$.commits[].operation'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface CommitManyRequestCommitsNameFieldEvent {
    field: '$.commits[].name'
    value: string
    index: number
  }

  export interface CommitManyRequestCommitsIfVersionFieldEvent {
    field: '$.commits[].ifVersion'
    value: number
    index: number
  }

  export interface CommitManyRequestCommitsAnyFieldEvent {
    field: '$.commits[].any'
    value: boolean
    index: number
  }

  export interface CommitManyRequestCommitsDeleteFieldEvent {
    field: '$.commits[].delete'
    value: boolean
    index: number
  }

  export interface CommitManyRequestCommitsRootFieldEvent {
    field: '$.commits[].root'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface CommitManyRequestCommitsSizeFieldEvent {
    field: '$.commits[].size'
    value: number
    index: number
  }

  export interface CommitManyRequestCommitsBlockSizeFieldEvent {
    field: '$.commits[].blockSize'
    value: number
    index: number
  }

  export interface CommitManyRequestCommitsMtimeFieldEvent {
    field: '$.commits[].mtime'
    value: number
    index: number
  }

  export interface CommitManyRequestCommitsLeastVersionFieldEvent {
    field: '$.commits[].leastVersion'
    value: number
    index: number
  }

  export interface CommitManyRequestCommitsKeepFieldEvent {
    field: '$.commits[].keep'
    value: boolean
    index: number
  }

  export interface CommitManyRequestCommitsRestoreFieldEvent {
    field: '$.commits[].restore'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface CommitManyRequestCommitsRenameFieldEvent {
    field: '$.commits[].rename'
    value: string
    index: number
  }

  export interface CommitManyRequestCommitsRenameIfVersionFieldEvent {
    field: '$.commits[].renameIfVersion'
    value: number
    index: number
  }

  export interface CommitManyRequestCommitsAddTagsFieldEvent {
    field: '$.commits[].addTags[]'
    index: number
    value: string
  }

  export interface CommitManyRequestCommitsRemoveTagsFieldEvent {
    field: '$.commits[].removeTags[]'
    index: number
    value: string
  }

  export interface CommitManyRequestCommitsAgainFieldEvent {
    field: '$.commits[].again'
    value: boolean
    index: number
  }

  export interface CommitManyRequestCommitsGenerationFieldEvent {
    field: '$.commits[].generation'
    value: number
    index: number
  }

  export interface CommitManyRequestCommitsCopyFieldEvent {
    field: '$.commits[].copy'
    value: boolean
    index: number
  }

  export interface CommitManyRequestCommitsForgetFieldEvent {
    field: '$.commits[].forget'
    value: boolean
    index: number
  }

  export interface CommitManyRequestCommitsEncryptionKeyIdFieldEvent {
    field: '$.commits[].encryptionKeyId'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export function encode (obj: Partial<CommitManyRequest>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, CommitManyRequest.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<CommitManyRequest>): CommitManyRequest {
    return decodeMessage(buf, CommitManyRequest.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<CommitManyRequest>): Generator<CommitManyRequestCommitsOperationFieldEvent | CommitManyRequestCommitsNameFieldEvent | CommitManyRequestCommitsIfVersionFieldEvent | CommitManyRequestCommitsAnyFieldEvent | CommitManyRequestCommitsDeleteFieldEvent | CommitManyRequestCommitsRootFieldEvent | CommitManyRequestCommitsSizeFieldEvent | CommitManyRequestCommitsBlockSizeFieldEvent | CommitManyRequestCommitsMtimeFieldEvent | CommitManyRequestCommitsLeastVersionFieldEvent | CommitManyRequestCommitsKeepFieldEvent | CommitManyRequestCommitsRestoreFieldEvent | CommitManyRequestCommitsRenameFieldEvent | CommitManyRequestCommitsRenameIfVersionFieldEvent | CommitManyRequestCommitsAddTagsFieldEvent | CommitManyRequestCommitsRemoveTagsFieldEvent | CommitManyRequestCommitsAgainFieldEvent | CommitManyRequestCommitsGenerationFieldEvent | CommitManyRequestCommitsCopyFieldEvent | CommitManyRequestCommitsForgetFieldEvent | CommitManyRequestCommitsEncryptionKeyIdFieldEvent> {
    return streamMessage(buf, CommitManyRequest.codec(), opts)
  }
}

export interface CommitOutcome {
  record?: FileRecord
  status: number
  error: Uint8Array<ArrayBuffer>
}

export namespace CommitOutcome {
  let _codec: Codec<CommitOutcome>

  export const codec = (): Codec<CommitOutcome> => {
    if (_codec == null) {
      _codec = message<CommitOutcome>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (obj.record != null) {
          w.uint32(10)
          FileRecord.codec().encode(obj.record, w)
        }

        if ((obj.status != null && obj.status !== 0)) {
          w.uint32(16)
          w.uint32(obj.status)
        }

        if ((obj.error != null && obj.error.byteLength > 0)) {
          w.uint32(26)
          w.bytes(obj.error)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          status: 0,
          error: uint8ArrayAlloc(0)
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.record = FileRecord.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.record
              })
              break
            }
            case 2: {
              obj.status = reader.uint32()
              break
            }
            case 3: {
              obj.error = reader.bytes()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield * FileRecord.codec().stream(reader, reader.uint32(), `${prefix}.record`, {
                limits: opts.limits?.record
              })

              break
            }
            case 2: {
              yield {
                field: `${prefix}.status`,
                value: reader.uint32()
              }
              break
            }
            case 3: {
              yield {
                field: `${prefix}.error`,
                value: reader.bytes()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface CommitOutcomeRecordIdFieldEvent {
    field: '$.record.id'
    value: Uint8Array<ArrayBuffer>
  }

  export interface CommitOutcomeRecordOwnerFieldEvent {
    field: '$.record.owner'
    value: string
  }

  export interface CommitOutcomeRecordNameFieldEvent {
    field: '$.record.name'
    value: string
  }

  export interface CommitOutcomeRecordVersionFieldEvent {
    field: '$.record.version'
    value: number
  }

  export interface CommitOutcomeRecordSizeFieldEvent {
    field: '$.record.size'
    value: number
  }

  export interface CommitOutcomeRecordBlockSizeFieldEvent {
    field: '$.record.blockSize'
    value: number
  }

  export interface CommitOutcomeRecordRootFieldEvent {
    field: '$.record.root'
    value: Uint8Array<ArrayBuffer>
  }

  export interface CommitOutcomeRecordMtimeFieldEvent {
    field: '$.record.mtime'
    value: number
  }

  export interface CommitOutcomeRecordStateFieldEvent {
    field: '$.record.state'
    value: RecordState
  }

  export interface CommitOutcomeRecordEpochFieldEvent {
    field: '$.record.epoch'
    value: number
  }

  export interface CommitOutcomeRecordOperationFieldEvent {
    field: '$.record.operation'
    value: Uint8Array<ArrayBuffer>
  }

  export interface CommitOutcomeRecordTermFieldEvent {
    field: '$.record.term'
    value: number
  }

  export interface CommitOutcomeRecordEncryptionKeyIdFieldEvent {
    field: '$.record.encryptionKeyId'
    value: Uint8Array<ArrayBuffer>
  }

  export interface CommitOutcomeRecordHistoryVersionFieldEvent {
    field: '$.record.history[].version'
    value: number
    index: number
  }

  export interface CommitOutcomeRecordHistoryRootFieldEvent {
    field: '$.record.history[].root'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface CommitOutcomeRecordHistorySizeFieldEvent {
    field: '$.record.history[].size'
    value: number
    index: number
  }

  export interface CommitOutcomeRecordHistoryBlockSizeFieldEvent {
    field: '$.record.history[].blockSize'
    value: number
    index: number
  }

  export interface CommitOutcomeRecordHistoryMtimeFieldEvent {
    field: '$.record.history[].mtime'
    value: number
    index: number
  }

  export interface CommitOutcomeRecordHistoryReplacedMsFieldEvent {
    field: '$.record.history[].replacedMs'
    value: number
    index: number
  }

  export interface CommitOutcomeRecordHistoryOperationFieldEvent {
    field: '$.record.history[].operation'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface CommitOutcomeRecordHistoryEncryptionKeyIdFieldEvent {
    field: '$.record.history[].encryptionKeyId'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface CommitOutcomeRecordTagsFieldEvent {
    field: '$.record.tags[]'
    index: number
    value: string
  }

  export interface CommitOutcomeRecordRenamedFromNameFieldEvent {
    field: '$.record.renamedFrom.name'
    value: string
  }

  export interface CommitOutcomeRecordRenamedFromVersionFieldEvent {
    field: '$.record.renamedFrom.version'
    value: number
  }

  export interface CommitOutcomeRecordRenamedFromEarlierOperationsOperationFieldEvent {
    field: '$.record.renamedFrom.earlierOperations[].operation'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface CommitOutcomeRecordRenamedFromEarlierOperationsVersionFieldEvent {
    field: '$.record.renamedFrom.earlierOperations[].version'
    value: number
    index: number
  }

  export interface CommitOutcomeRecordRenamedFromEarlierOperationsStateFieldEvent {
    field: '$.record.renamedFrom.earlierOperations[].state'
    value: RecordState
    index: number
  }

  export interface CommitOutcomeRecordGrantsUserFieldEvent {
    field: '$.record.grants[].user'
    value: string
    index: number
  }

  export interface CommitOutcomeRecordGrantsWriteFieldEvent {
    field: '$.record.grants[].write'
    value: boolean
    index: number
  }

  export interface CommitOutcomeRecordEarlierOperationsOperationFieldEvent {
    field: '$.record.earlierOperations[].operation'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface CommitOutcomeRecordEarlierOperationsVersionFieldEvent {
    field: '$.record.earlierOperations[].version'
    value: number
    index: number
  }

  export interface CommitOutcomeRecordEarlierOperationsStateFieldEvent {
    field: '$.record.earlierOperations[].state'
    value: RecordState
    index: number
  }

  export interface CommitOutcomeStatusFieldEvent {
    field: '$.status'
    value: number
  }

  export interface CommitOutcomeErrorFieldEvent {
    field: '$.error'
    value: Uint8Array<ArrayBuffer>
  }

  export function encode (obj: Partial<CommitOutcome>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, CommitOutcome.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<CommitOutcome>): CommitOutcome {
    return decodeMessage(buf, CommitOutcome.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<CommitOutcome>): Generator<CommitOutcomeRecordIdFieldEvent | CommitOutcomeRecordOwnerFieldEvent | CommitOutcomeRecordNameFieldEvent | CommitOutcomeRecordVersionFieldEvent | CommitOutcomeRecordSizeFieldEvent | CommitOutcomeRecordBlockSizeFieldEvent | CommitOutcomeRecordRootFieldEvent | CommitOutcomeRecordMtimeFieldEvent | CommitOutcomeRecordStateFieldEvent | CommitOutcomeRecordEpochFieldEvent | CommitOutcomeRecordOperationFieldEvent | CommitOutcomeRecordTermFieldEvent | CommitOutcomeRecordEncryptionKeyIdFieldEvent | CommitOutcomeRecordHistoryVersionFieldEvent | CommitOutcomeRecordHistoryRootFieldEvent | CommitOutcomeRecordHistorySizeFieldEvent | CommitOutcomeRecordHistoryBlockSizeFieldEvent | CommitOutcomeRecordHistoryMtimeFieldEvent | CommitOutcomeRecordHistoryReplacedMsFieldEvent | CommitOutcomeRecordHistoryOperationFieldEvent | CommitOutcomeRecordHistoryEncryptionKeyIdFieldEvent | CommitOutcomeRecordTagsFieldEvent | CommitOutcomeRecordRenamedFromNameFieldEvent | CommitOutcomeRecordRenamedFromVersionFieldEvent | CommitOutcomeRecordRenamedFromEarlierOperationsOperationFieldEvent | CommitOutcomeRecordRenamedFromEarlierOperationsVersionFieldEvent | CommitOutcomeRecordRenamedFromEarlierOperationsStateFieldEvent | CommitOutcomeRecordGrantsUserFieldEvent | CommitOutcomeRecordGrantsWriteFieldEvent | CommitOutcomeRecordEarlierOperationsOperationFieldEvent | CommitOutcomeRecordEarlierOperationsVersionFieldEvent | CommitOutcomeRecordEarlierOperationsStateFieldEvent | CommitOutcomeStatusFieldEvent | CommitOutcomeErrorFieldEvent> {
    return streamMessage(buf, CommitOutcome.codec(), opts)
  }
}

export interface CommitManyResponse {
  outcomes: CommitOutcome[]
}

export namespace CommitManyResponse {
  let _codec: Codec<CommitManyResponse>

  export const codec = (): Codec<CommitManyResponse> => {
    if (_codec == null) {
      _codec = message<CommitManyResponse>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (obj.outcomes != null && obj.outcomes.length > 0) {
          for (const value of obj.outcomes) {
            w.uint32(10)
            CommitOutcome.codec().encode(value, w)
          }
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          outcomes: []
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              if (opts.limits?.outcomes != null && obj.outcomes.length === opts.limits.outcomes) {
                throw new MaxLengthError('Decode error - repeated field "outcomes" had too many elements')
              }

              if (obj.outcomes.length === 256) {
                throw new MaxLengthError('Decode error - repeated field "outcomes" had too many elements')
              }

              obj.outcomes.push(CommitOutcome.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.outcomes$
              }))
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const obj = {
          outcomes: 256
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              if (opts.limits?.outcomes != null && obj.outcomes === opts.limits.outcomes) {
                throw new MaxLengthError('Streaming decode error - repeated field "outcomes" had too many elements')
              }

              if (obj.outcomes === 256) {
                throw new MaxLengthError('Streaming decode error - repeated field "outcomes" had too many elements')
              }

              for (const evt of CommitOutcome.codec().stream(reader, reader.uint32(), `${prefix}.outcomes[]`, {
                limits: opts.limits?.outcomes$
              })) {
                yield {
                  ...evt,
                  index: obj.outcomes
                }
              }

              obj.outcomes++

              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface CommitManyResponseOutcomesRecordIdFieldEvent {
    field: '$.outcomes[].record.id'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface CommitManyResponseOutcomesRecordOwnerFieldEvent {
    field: '$.outcomes[].record.owner'
    value: string
    index: number
  }

  export interface CommitManyResponseOutcomesRecordNameFieldEvent {
    field: '$.outcomes[].record.name'
    value: string
    index: number
  }

  export interface CommitManyResponseOutcomesRecordVersionFieldEvent {
    field: '$.outcomes[].record.version'
    value: number
    index: number
  }

  export interface CommitManyResponseOutcomesRecordSizeFieldEvent {
    field: '$.outcomes[].record.size'
    value: number
    index: number
  }

  export interface CommitManyResponseOutcomesRecordBlockSizeFieldEvent {
    field: '$.outcomes[].record.blockSize'
    value: number
    index: number
  }

  export interface CommitManyResponseOutcomesRecordRootFieldEvent {
    field: '$.outcomes[].record.root'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface CommitManyResponseOutcomesRecordMtimeFieldEvent {
    field: '$.outcomes[].record.mtime'
    value: number
    index: number
  }

  export interface CommitManyResponseOutcomesRecordStateFieldEvent {
    field: '$.outcomes[].record.state'
    value: RecordState
    index: number
  }

  export interface CommitManyResponseOutcomesRecordEpochFieldEvent {
    field: '$.outcomes[].record.epoch'
    value: number
    index: number
  }

  export interface CommitManyResponseOutcomesRecordOperationFieldEvent {
    field: '$.outcomes[].record.operation'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface CommitManyResponseOutcomesRecordTermFieldEvent {
    field: '$.outcomes[].record.term'
    value: number
    index: number
  }

  export interface CommitManyResponseOutcomesRecordEncryptionKeyIdFieldEvent {
    field: '$.outcomes[].record.encryptionKeyId'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface CommitManyResponseOutcomesRecordHistoryVersionFieldEvent {
    field: '$.outcomes[].record.history[].version'
    value: number
    index: number
  }

  export interface CommitManyResponseOutcomesRecordHistoryRootFieldEvent {
    field: '$.outcomes[].record.history[].root'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface CommitManyResponseOutcomesRecordHistorySizeFieldEvent {
    field: '$.outcomes[].record.history[].size'
    value: number
    index: number
  }

  export interface CommitManyResponseOutcomesRecordHistoryBlockSizeFieldEvent {
    field: '$.outcomes[].record.history[].blockSize'
    value: number
    index: number
  }

  export interface CommitManyResponseOutcomesRecordHistoryMtimeFieldEvent {
    field: '$.outcomes[].record.history[].mtime'
    value: number
    index: number
  }

  export interface CommitManyResponseOutcomesRecordHistoryReplacedMsFieldEvent {
    field: '$.outcomes[].record.history[].replacedMs'
    value: number
    index: number
  }

  export interface CommitManyResponseOutcomesRecordHistoryOperationFieldEvent {
    field: '$.outcomes[].record.history[].operation'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface CommitManyResponseOutcomesRecordHistoryEncryptionKeyIdFieldEvent {
    field: '$.outcomes[].record.history[].encryptionKeyId'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface CommitManyResponseOutcomesRecordTagsFieldEvent {
    field: '$.outcomes[].record.tags[]'
    index: number
    value: string
  }

  export interface CommitManyResponseOutcomesRecordRenamedFromNameFieldEvent {
    field: '$.outcomes[].record.renamedFrom.name'
    value: string
    index: number
  }

  export interface CommitManyResponseOutcomesRecordRenamedFromVersionFieldEvent {
    field: '$.outcomes[].record.renamedFrom.version'
    value: number
    index: number
  }

  export interface CommitManyResponseOutcomesRecordRenamedFromEarlierOperationsOperationFieldEvent {
    field: '$.outcomes[].record.renamedFrom.earlierOperations[].operation'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface CommitManyResponseOutcomesRecordRenamedFromEarlierOperationsVersionFieldEvent {
    field: '$.outcomes[].record.renamedFrom.earlierOperations[].version'
    value: number
    index: number
  }

  export interface CommitManyResponseOutcomesRecordRenamedFromEarlierOperationsStateFieldEvent {
    field: '$.outcomes[].record.renamedFrom.earlierOperations[].state'
    value: RecordState
    index: number
  }

  export interface CommitManyResponseOutcomesRecordGrantsUserFieldEvent {
    field: '$.outcomes[].record.grants[].user'
    value: string
    index: number
  }

  export interface CommitManyResponseOutcomesRecordGrantsWriteFieldEvent {
    field: '$.outcomes[].record.grants[].write'
    value: boolean
    index: number
  }

  export interface CommitManyResponseOutcomesRecordEarlierOperationsOperationFieldEvent {
    field: '$.outcomes[].record.earlierOperations[].operation'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface CommitManyResponseOutcomesRecordEarlierOperationsVersionFieldEvent {
    field: '$.outcomes[].record.earlierOperations[].version'
    value: number
    index: number
  }

  export interface CommitManyResponseOutcomesRecordEarlierOperationsStateFieldEvent {
    field: '$.outcomes[].record.earlierOperations[].state'
    value: RecordState
    index: number
  }

  export interface CommitManyResponseOutcomesStatusFieldEvent {
    field: '$.outcomes[].status'
    value: number
    index: number
  }

  export interface CommitManyResponseOutcomesErrorFieldEvent {
    field: '$.outcomes[].error'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export function encode (obj: Partial<CommitManyResponse>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, CommitManyResponse.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<CommitManyResponse>): CommitManyResponse {
    return decodeMessage(buf, CommitManyResponse.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<CommitManyResponse>): Generator<CommitManyResponseOutcomesRecordIdFieldEvent | CommitManyResponseOutcomesRecordOwnerFieldEvent | CommitManyResponseOutcomesRecordNameFieldEvent | CommitManyResponseOutcomesRecordVersionFieldEvent | CommitManyResponseOutcomesRecordSizeFieldEvent | CommitManyResponseOutcomesRecordBlockSizeFieldEvent | CommitManyResponseOutcomesRecordRootFieldEvent | CommitManyResponseOutcomesRecordMtimeFieldEvent | CommitManyResponseOutcomesRecordStateFieldEvent | CommitManyResponseOutcomesRecordEpochFieldEvent | CommitManyResponseOutcomesRecordOperationFieldEvent | CommitManyResponseOutcomesRecordTermFieldEvent | CommitManyResponseOutcomesRecordEncryptionKeyIdFieldEvent | CommitManyResponseOutcomesRecordHistoryVersionFieldEvent | CommitManyResponseOutcomesRecordHistoryRootFieldEvent | CommitManyResponseOutcomesRecordHistorySizeFieldEvent | CommitManyResponseOutcomesRecordHistoryBlockSizeFieldEvent | CommitManyResponseOutcomesRecordHistoryMtimeFieldEvent | CommitManyResponseOutcomesRecordHistoryReplacedMsFieldEvent | CommitManyResponseOutcomesRecordHistoryOperationFieldEvent | CommitManyResponseOutcomesRecordHistoryEncryptionKeyIdFieldEvent | CommitManyResponseOutcomesRecordTagsFieldEvent | CommitManyResponseOutcomesRecordRenamedFromNameFieldEvent | CommitManyResponseOutcomesRecordRenamedFromVersionFieldEvent | CommitManyResponseOutcomesRecordRenamedFromEarlierOperationsOperationFieldEvent | CommitManyResponseOutcomesRecordRenamedFromEarlierOperationsVersionFieldEvent | CommitManyResponseOutcomesRecordRenamedFromEarlierOperationsStateFieldEvent | CommitManyResponseOutcomesRecordGrantsUserFieldEvent | CommitManyResponseOutcomesRecordGrantsWriteFieldEvent | CommitManyResponseOutcomesRecordEarlierOperationsOperationFieldEvent | CommitManyResponseOutcomesRecordEarlierOperationsVersionFieldEvent | CommitManyResponseOutcomesRecordEarlierOperationsStateFieldEvent | CommitManyResponseOutcomesStatusFieldEvent | CommitManyResponseOutcomesErrorFieldEvent> {
    return streamMessage(buf, CommitManyResponse.codec(), opts)
  }
}

export interface StatManyRequest {
  names: string[]
}

export namespace StatManyRequest {
  let _codec: Codec<StatManyRequest>

  export const codec = (): Codec<StatManyRequest> => {
    if (_codec == null) {
      _codec = message<StatManyRequest>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (obj.names != null && obj.names.length > 0) {
          for (const value of obj.names) {
            w.uint32(10)
            w.string(value)
          }
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          names: []
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              if (opts.limits?.names != null && obj.names.length === opts.limits.names) {
                throw new MaxLengthError('Decode error - repeated field "names" had too many elements')
              }

              if (obj.names.length === 256) {
                throw new MaxLengthError('Decode error - repeated field "names" had too many elements')
              }

              obj.names.push(reader.string())
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const obj = {
          names: 256
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              if (opts.limits?.names != null && obj.names === opts.limits.names) {
                throw new MaxLengthError('Streaming decode error - repeated field "names" had too many elements')
              }

              if (obj.names === 256) {
                throw new MaxLengthError('Streaming decode error - repeated field "names" had too many elements')
              }

              yield {
                field: `${prefix}.names[]`,
                index: obj.names,
                value: reader.string()
              }

              obj.names++

              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface StatManyRequestNamesFieldEvent {
    field: '$.names[]'
    index: number
    value: string
  }

  export function encode (obj: Partial<StatManyRequest>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, StatManyRequest.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<StatManyRequest>): StatManyRequest {
    return decodeMessage(buf, StatManyRequest.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<StatManyRequest>): Generator<StatManyRequestNamesFieldEvent> {
    return streamMessage(buf, StatManyRequest.codec(), opts)
  }
}

export interface StatManyResponse {
  records: FileRecord[]
}

export namespace StatManyResponse {
  let _codec: Codec<StatManyResponse>

  export const codec = (): Codec<StatManyResponse> => {
    if (_codec == null) {
      _codec = message<StatManyResponse>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (obj.records != null && obj.records.length > 0) {
          for (const value of obj.records) {
            w.uint32(10)
            FileRecord.codec().encode(value, w)
          }
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          records: []
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              if (opts.limits?.records != null && obj.records.length === opts.limits.records) {
                throw new MaxLengthError('Decode error - repeated field "records" had too many elements')
              }

              if (obj.records.length === 256) {
                throw new MaxLengthError('Decode error - repeated field "records" had too many elements')
              }

              obj.records.push(FileRecord.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.records$
              }))
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const obj = {
          records: 256
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              if (opts.limits?.records != null && obj.records === opts.limits.records) {
                throw new MaxLengthError('Streaming decode error - repeated field "records" had too many elements')
              }

              if (obj.records === 256) {
                throw new MaxLengthError('Streaming decode error - repeated field "records" had too many elements')
              }

              for (const evt of FileRecord.codec().stream(reader, reader.uint32(), `${prefix}.records[]`, {
                limits: opts.limits?.records$
              })) {
                yield {
                  ...evt,
                  index: obj.records
                }
              }

              obj.records++

              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface StatManyResponseRecordsIdFieldEvent {
    field: '$.records[].id'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface StatManyResponseRecordsOwnerFieldEvent {
    field: '$.records[].owner'
    value: string
    index: number
  }

  export interface StatManyResponseRecordsNameFieldEvent {
    field: '$.records[].name'
    value: string
    index: number
  }

  export interface StatManyResponseRecordsVersionFieldEvent {
    field: '$.records[].version'
    value: number
    index: number
  }

  export interface StatManyResponseRecordsSizeFieldEvent {
    field: '$.records[].size'
    value: number
    index: number
  }

  export interface StatManyResponseRecordsBlockSizeFieldEvent {
    field: '$.records[].blockSize'
    value: number
    index: number
  }

  export interface StatManyResponseRecordsRootFieldEvent {
    field: '$.records[].root'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface StatManyResponseRecordsMtimeFieldEvent {
    field: '$.records[].mtime'
    value: number
    index: number
  }

  export interface StatManyResponseRecordsStateFieldEvent {
    field: '$.records[].state'
    value: RecordState
    index: number
  }

  export interface StatManyResponseRecordsEpochFieldEvent {
    field: '$.records[].epoch'
    value: number
    index: number
  }

  export interface StatManyResponseRecordsOperationFieldEvent {
    field: '$.records[].operation'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface StatManyResponseRecordsTermFieldEvent {
    field: '$.records[].term'
    value: number
    index: number
  }

  export interface StatManyResponseRecordsEncryptionKeyIdFieldEvent {
    field: '$.records[].encryptionKeyId'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface StatManyResponseRecordsHistoryVersionFieldEvent {
    field: '$.records[].history[].version'
    value: number
    index: number
  }

  export interface StatManyResponseRecordsHistoryRootFieldEvent {
    field: '$.records[].history[].root'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface StatManyResponseRecordsHistorySizeFieldEvent {
    field: '$.records[].history[].size'
    value: number
    index: number
  }

  export interface StatManyResponseRecordsHistoryBlockSizeFieldEvent {
    field: '$.records[].history[].blockSize'
    value: number
    index: number
  }

  export interface StatManyResponseRecordsHistoryMtimeFieldEvent {
    field: '$.records[].history[].mtime'
    value: number
    index: number
  }

  export interface StatManyResponseRecordsHistoryReplacedMsFieldEvent {
    field: '$.records[].history[].replacedMs'
    value: number
    index: number
  }

  export interface StatManyResponseRecordsHistoryOperationFieldEvent {
    field: '$.records[].history[].operation'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface StatManyResponseRecordsHistoryEncryptionKeyIdFieldEvent {
    field: '$.records[].history[].encryptionKeyId'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface StatManyResponseRecordsTagsFieldEvent {
    field: '$.records[].tags[]'
    index: number
    value: string
  }

  export interface StatManyResponseRecordsRenamedFromNameFieldEvent {
    field: '$.records[].renamedFrom.name'
    value: string
    index: number
  }

  export interface StatManyResponseRecordsRenamedFromVersionFieldEvent {
    field: '$.records[].renamedFrom.version'
    value: number
    index: number
  }

  export interface StatManyResponseRecordsRenamedFromEarlierOperationsOperationFieldEvent {
    field: '$.records[].renamedFrom.earlierOperations[].operation'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface StatManyResponseRecordsRenamedFromEarlierOperationsVersionFieldEvent {
    field: '$.records[].renamedFrom.earlierOperations[].version'
    value: number
    index: number
  }

  export interface StatManyResponseRecordsRenamedFromEarlierOperationsStateFieldEvent {
    field: '$.records[].renamedFrom.earlierOperations[].state'
    value: RecordState
    index: number
  }

  export interface StatManyResponseRecordsGrantsUserFieldEvent {
    field: '$.records[].grants[].user'
    value: string
    index: number
  }

  export interface StatManyResponseRecordsGrantsWriteFieldEvent {
    field: '$.records[].grants[].write'
    value: boolean
    index: number
  }

  export interface StatManyResponseRecordsEarlierOperationsOperationFieldEvent {
    field: '$.records[].earlierOperations[].operation'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface StatManyResponseRecordsEarlierOperationsVersionFieldEvent {
    field: '$.records[].earlierOperations[].version'
    value: number
    index: number
  }

  export interface StatManyResponseRecordsEarlierOperationsStateFieldEvent {
    field: '$.records[].earlierOperations[].state'
    value: RecordState
    index: number
  }

  export function encode (obj: Partial<StatManyResponse>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, StatManyResponse.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<StatManyResponse>): StatManyResponse {
    return decodeMessage(buf, StatManyResponse.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<StatManyResponse>): Generator<StatManyResponseRecordsIdFieldEvent | StatManyResponseRecordsOwnerFieldEvent | StatManyResponseRecordsNameFieldEvent | StatManyResponseRecordsVersionFieldEvent | StatManyResponseRecordsSizeFieldEvent | StatManyResponseRecordsBlockSizeFieldEvent | StatManyResponseRecordsRootFieldEvent | StatManyResponseRecordsMtimeFieldEvent | StatManyResponseRecordsStateFieldEvent | StatManyResponseRecordsEpochFieldEvent | StatManyResponseRecordsOperationFieldEvent | StatManyResponseRecordsTermFieldEvent | StatManyResponseRecordsEncryptionKeyIdFieldEvent | StatManyResponseRecordsHistoryVersionFieldEvent | StatManyResponseRecordsHistoryRootFieldEvent | StatManyResponseRecordsHistorySizeFieldEvent | StatManyResponseRecordsHistoryBlockSizeFieldEvent | StatManyResponseRecordsHistoryMtimeFieldEvent | StatManyResponseRecordsHistoryReplacedMsFieldEvent | StatManyResponseRecordsHistoryOperationFieldEvent | StatManyResponseRecordsHistoryEncryptionKeyIdFieldEvent | StatManyResponseRecordsTagsFieldEvent | StatManyResponseRecordsRenamedFromNameFieldEvent | StatManyResponseRecordsRenamedFromVersionFieldEvent | StatManyResponseRecordsRenamedFromEarlierOperationsOperationFieldEvent | StatManyResponseRecordsRenamedFromEarlierOperationsVersionFieldEvent | StatManyResponseRecordsRenamedFromEarlierOperationsStateFieldEvent | StatManyResponseRecordsGrantsUserFieldEvent | StatManyResponseRecordsGrantsWriteFieldEvent | StatManyResponseRecordsEarlierOperationsOperationFieldEvent | StatManyResponseRecordsEarlierOperationsVersionFieldEvent | StatManyResponseRecordsEarlierOperationsStateFieldEvent> {
    return streamMessage(buf, StatManyResponse.codec(), opts)
  }
}

export interface SearchRequest {
  query: string
  sizeMin: number
  sizeMax: number
  mtimeMin: number
  mtimeMax: number
  owner: string
  countMax: number
}

export namespace SearchRequest {
  let _codec: Codec<SearchRequest>

  export const codec = (): Codec<SearchRequest> => {
    if (_codec == null) {
      _codec = message<SearchRequest>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.query != null && obj.query !== '')) {
          w.uint32(10)
          w.string(obj.query)
        }

        if ((obj.sizeMin != null && obj.sizeMin !== 0)) {
          w.uint32(16)
          w.uint64Number(obj.sizeMin)
        }

        if ((obj.sizeMax != null && obj.sizeMax !== 0)) {
          w.uint32(24)
          w.uint64Number(obj.sizeMax)
        }

        if ((obj.mtimeMin != null && obj.mtimeMin !== 0)) {
          w.uint32(32)
          w.uint64Number(obj.mtimeMin)
        }

        if ((obj.mtimeMax != null && obj.mtimeMax !== 0)) {
          w.uint32(40)
          w.uint64Number(obj.mtimeMax)
        }

        if ((obj.owner != null && obj.owner !== '')) {
          w.uint32(50)
          w.string(obj.owner)
        }

        if ((obj.countMax != null && obj.countMax !== 0)) {
          w.uint32(56)
          w.uint32(obj.countMax)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          query: '',
          sizeMin: 0,
          sizeMax: 0,
          mtimeMin: 0,
          mtimeMax: 0,
          owner: '',
          countMax: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.query = reader.string()
              break
            }
            case 2: {
              obj.sizeMin = reader.uint64Number()
              break
            }
            case 3: {
              obj.sizeMax = reader.uint64Number()
              break
            }
            case 4: {
              obj.mtimeMin = reader.uint64Number()
              break
            }
            case 5: {
              obj.mtimeMax = reader.uint64Number()
              break
            }
            case 6: {
              obj.owner = reader.string()
              break
            }
            case 7: {
              obj.countMax = reader.uint32()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.query`,
                value: reader.string()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.sizeMin`,
                value: reader.uint64Number()
              }
              break
            }
            case 3: {
              yield {
                field: `${prefix}.sizeMax`,
                value: reader.uint64Number()
              }
              break
            }
            case 4: {
              yield {
                field: `${prefix}.mtimeMin`,
                value: reader.uint64Number()
              }
              break
            }
            case 5: {
              yield {
                field: `${prefix}.mtimeMax`,
                value: reader.uint64Number()
              }
              break
            }
            case 6: {
              yield {
                field: `${prefix}.owner`,
                value: reader.string()
              }
              break
            }
            case 7: {
              yield {
                field: `${prefix}.countMax`,
                value: reader.uint32()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface SearchRequestQueryFieldEvent {
    field: '$.query'
    value: string
  }

  export interface SearchRequestSizeMinFieldEvent {
    field: '$.sizeMin'
    value: number
  }

  export interface SearchRequestSizeMaxFieldEvent {
    field: '$.sizeMax'
    value: number
  }

  export interface SearchRequestMtimeMinFieldEvent {
    field: '$.mtimeMin'
    value: number
  }

  export interface SearchRequestMtimeMaxFieldEvent {
    field: '$.mtimeMax'
    value: number
  }

  export interface SearchRequestOwnerFieldEvent {
    field: '$.owner'
    value: string
  }

  export interface SearchRequestCountMaxFieldEvent {
    field: '$.countMax'
    value: number
  }

  export function encode (obj: Partial<SearchRequest>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, SearchRequest.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<SearchRequest>): SearchRequest {
    return decodeMessage(buf, SearchRequest.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<SearchRequest>): Generator<SearchRequestQueryFieldEvent | SearchRequestSizeMinFieldEvent | SearchRequestSizeMaxFieldEvent | SearchRequestMtimeMinFieldEvent | SearchRequestMtimeMaxFieldEvent | SearchRequestOwnerFieldEvent | SearchRequestCountMaxFieldEvent> {
    return streamMessage(buf, SearchRequest.codec(), opts)
  }
}

export interface SearchResponse {
  records: FileRecord[]
  found: number
  incomplete: boolean
}

export namespace SearchResponse {
  let _codec: Codec<SearchResponse>

  export const codec = (): Codec<SearchResponse> => {
    if (_codec == null) {
      _codec = message<SearchResponse>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (obj.records != null && obj.records.length > 0) {
          for (const value of obj.records) {
            w.uint32(10)
            FileRecord.codec().encode(value, w)
          }
        }

        if ((obj.found != null && obj.found !== 0)) {
          w.uint32(16)
          w.uint32(obj.found)
        }

        if ((obj.incomplete != null && obj.incomplete !== false)) {
          w.uint32(24)
          w.bool(obj.incomplete)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          records: [],
          found: 0,
          incomplete: false
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              if (opts.limits?.records != null && obj.records.length === opts.limits.records) {
                throw new MaxLengthError('Decode error - repeated field "records" had too many elements')
              }

              if (obj.records.length === 256) {
                throw new MaxLengthError('Decode error - repeated field "records" had too many elements')
              }

              obj.records.push(FileRecord.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.records$
              }))
              break
            }
            case 2: {
              obj.found = reader.uint32()
              break
            }
            case 3: {
              obj.incomplete = reader.bool()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const obj = {
          records: 256
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              if (opts.limits?.records != null && obj.records === opts.limits.records) {
                throw new MaxLengthError('Streaming decode error - repeated field "records" had too many elements')
              }

              if (obj.records === 256) {
                throw new MaxLengthError('Streaming decode error - repeated field "records" had too many elements')
              }

              for (const evt of FileRecord.codec().stream(reader, reader.uint32(), `${prefix}.records[]`, {
                limits: opts.limits?.records$
              })) {
                yield {
                  ...evt,
                  index: obj.records
                }
              }

              obj.records++

              break
            }
            case 2: {
              yield {
                field: `${prefix}.found`,
                value: reader.uint32()
              }
              break
            }
            case 3: {
              yield {
                field: `${prefix}.incomplete`,
                value: reader.bool()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface SearchResponseRecordsIdFieldEvent {
    field: '$.records[].id'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface SearchResponseRecordsOwnerFieldEvent {
    field: '$.records[].owner'
    value: string
    index: number
  }

  export interface SearchResponseRecordsNameFieldEvent {
    field: '$.records[].name'
    value: string
    index: number
  }

  export interface SearchResponseRecordsVersionFieldEvent {
    field: '$.records[].version'
    value: number
    index: number
  }

  export interface SearchResponseRecordsSizeFieldEvent {
    field: '$.records[].size'
    value: number
    index: number
  }

  export interface SearchResponseRecordsBlockSizeFieldEvent {
    field: '$.records[].blockSize'
    value: number
    index: number
  }

  export interface SearchResponseRecordsRootFieldEvent {
    field: '$.records[].root'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface SearchResponseRecordsMtimeFieldEvent {
    field: '$.records[].mtime'
    value: number
    index: number
  }

  export interface SearchResponseRecordsStateFieldEvent {
    field: '$.records[].state'
    value: RecordState
    index: number
  }

  export interface SearchResponseRecordsEpochFieldEvent {
    field: '$.records[].epoch'
    value: number
    index: number
  }

  export interface SearchResponseRecordsOperationFieldEvent {
    field: '$.records[].operation'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface SearchResponseRecordsTermFieldEvent {
    field: '$.records[].term'
    value: number
    index: number
  }

  export interface SearchResponseRecordsEncryptionKeyIdFieldEvent {
    field: '$.records[].encryptionKeyId'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface SearchResponseRecordsHistoryVersionFieldEvent {
    field: '$.records[].history[].version'
    value: number
    index: number
  }

  export interface SearchResponseRecordsHistoryRootFieldEvent {
    field: '$.records[].history[].root'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface SearchResponseRecordsHistorySizeFieldEvent {
    field: '$.records[].history[].size'
    value: number
    index: number
  }

  export interface SearchResponseRecordsHistoryBlockSizeFieldEvent {
    field: '$.records[].history[].blockSize'
    value: number
    index: number
  }

  export interface SearchResponseRecordsHistoryMtimeFieldEvent {
    field: '$.records[].history[].mtime'
    value: number
    index: number
  }

  export interface SearchResponseRecordsHistoryReplacedMsFieldEvent {
    field: '$.records[].history[].replacedMs'
    value: number
    index: number
  }

  export interface SearchResponseRecordsHistoryOperationFieldEvent {
    field: '$.records[].history[].operation'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface SearchResponseRecordsHistoryEncryptionKeyIdFieldEvent {
    field: '$.records[].history[].encryptionKeyId'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface SearchResponseRecordsTagsFieldEvent {
    field: '$.records[].tags[]'
    index: number
    value: string
  }

  export interface SearchResponseRecordsRenamedFromNameFieldEvent {
    field: '$.records[].renamedFrom.name'
    value: string
    index: number
  }

  export interface SearchResponseRecordsRenamedFromVersionFieldEvent {
    field: '$.records[].renamedFrom.version'
    value: number
    index: number
  }

  export interface SearchResponseRecordsRenamedFromEarlierOperationsOperationFieldEvent {
    field: '$.records[].renamedFrom.earlierOperations[].operation'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface SearchResponseRecordsRenamedFromEarlierOperationsVersionFieldEvent {
    field: '$.records[].renamedFrom.earlierOperations[].version'
    value: number
    index: number
  }

  export interface SearchResponseRecordsRenamedFromEarlierOperationsStateFieldEvent {
    field: '$.records[].renamedFrom.earlierOperations[].state'
    value: RecordState
    index: number
  }

  export interface SearchResponseRecordsGrantsUserFieldEvent {
    field: '$.records[].grants[].user'
    value: string
    index: number
  }

  export interface SearchResponseRecordsGrantsWriteFieldEvent {
    field: '$.records[].grants[].write'
    value: boolean
    index: number
  }

  export interface SearchResponseRecordsEarlierOperationsOperationFieldEvent {
    field: '$.records[].earlierOperations[].operation'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface SearchResponseRecordsEarlierOperationsVersionFieldEvent {
    field: '$.records[].earlierOperations[].version'
    value: number
    index: number
  }

  export interface SearchResponseRecordsEarlierOperationsStateFieldEvent {
    field: '$.records[].earlierOperations[].state'
    value: RecordState
    index: number
  }

  export interface SearchResponseFoundFieldEvent {
    field: '$.found'
    value: number
  }

  export interface SearchResponseIncompleteFieldEvent {
    field: '$.incomplete'
    value: boolean
  }

  export function encode (obj: Partial<SearchResponse>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, SearchResponse.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<SearchResponse>): SearchResponse {
    return decodeMessage(buf, SearchResponse.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<SearchResponse>): Generator<SearchResponseRecordsIdFieldEvent | SearchResponseRecordsOwnerFieldEvent | SearchResponseRecordsNameFieldEvent | SearchResponseRecordsVersionFieldEvent | SearchResponseRecordsSizeFieldEvent | SearchResponseRecordsBlockSizeFieldEvent | SearchResponseRecordsRootFieldEvent | SearchResponseRecordsMtimeFieldEvent | SearchResponseRecordsStateFieldEvent | SearchResponseRecordsEpochFieldEvent | SearchResponseRecordsOperationFieldEvent | SearchResponseRecordsTermFieldEvent | SearchResponseRecordsEncryptionKeyIdFieldEvent | SearchResponseRecordsHistoryVersionFieldEvent | SearchResponseRecordsHistoryRootFieldEvent | SearchResponseRecordsHistorySizeFieldEvent | SearchResponseRecordsHistoryBlockSizeFieldEvent | SearchResponseRecordsHistoryMtimeFieldEvent | SearchResponseRecordsHistoryReplacedMsFieldEvent | SearchResponseRecordsHistoryOperationFieldEvent | SearchResponseRecordsHistoryEncryptionKeyIdFieldEvent | SearchResponseRecordsTagsFieldEvent | SearchResponseRecordsRenamedFromNameFieldEvent | SearchResponseRecordsRenamedFromVersionFieldEvent | SearchResponseRecordsRenamedFromEarlierOperationsOperationFieldEvent | SearchResponseRecordsRenamedFromEarlierOperationsVersionFieldEvent | SearchResponseRecordsRenamedFromEarlierOperationsStateFieldEvent | SearchResponseRecordsGrantsUserFieldEvent | SearchResponseRecordsGrantsWriteFieldEvent | SearchResponseRecordsEarlierOperationsOperationFieldEvent | SearchResponseRecordsEarlierOperationsVersionFieldEvent | SearchResponseRecordsEarlierOperationsStateFieldEvent | SearchResponseFoundFieldEvent | SearchResponseIncompleteFieldEvent> {
    return streamMessage(buf, SearchResponse.codec(), opts)
  }
}

export interface LocateRequest {
  name: string
  root: Uint8Array<ArrayBuffer>
  from: number
  countMax: number
}

export namespace LocateRequest {
  let _codec: Codec<LocateRequest>

  export const codec = (): Codec<LocateRequest> => {
    if (_codec == null) {
      _codec = message<LocateRequest>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.name != null && obj.name !== '')) {
          w.uint32(10)
          w.string(obj.name)
        }

        if ((obj.root != null && obj.root.byteLength > 0)) {
          w.uint32(18)
          w.bytes(obj.root)
        }

        if ((obj.from != null && obj.from !== 0)) {
          w.uint32(24)
          w.uint64Number(obj.from)
        }

        if ((obj.countMax != null && obj.countMax !== 0)) {
          w.uint32(32)
          w.uint32(obj.countMax)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          name: '',
          root: uint8ArrayAlloc(0),
          from: 0,
          countMax: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.name = reader.string()
              break
            }
            case 2: {
              obj.root = reader.bytes()
              break
            }
            case 3: {
              obj.from = reader.uint64Number()
              break
            }
            case 4: {
              obj.countMax = reader.uint32()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.name`,
                value: reader.string()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.root`,
                value: reader.bytes()
              }
              break
            }
            case 3: {
              yield {
                field: `${prefix}.from`,
                value: reader.uint64Number()
              }
              break
            }
            case 4: {
              yield {
                field: `${prefix}.countMax`,
                value: reader.uint32()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface LocateRequestNameFieldEvent {
    field: '$.name'
    value: string
  }

  export interface LocateRequestRootFieldEvent {
    field: '$.root'
    value: Uint8Array<ArrayBuffer>
  }

  export interface LocateRequestFromFieldEvent {
    field: '$.from'
    value: number
  }

  export interface LocateRequestCountMaxFieldEvent {
    field: '$.countMax'
    value: number
  }

  export function encode (obj: Partial<LocateRequest>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, LocateRequest.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<LocateRequest>): LocateRequest {
    return decodeMessage(buf, LocateRequest.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<LocateRequest>): Generator<LocateRequestNameFieldEvent | LocateRequestRootFieldEvent | LocateRequestFromFieldEvent | LocateRequestCountMaxFieldEvent> {
    return streamMessage(buf, LocateRequest.codec(), opts)
  }
}

export interface LocateResponse {
  size: number
  blockSize: number
  peers: string[]
  owners: Uint8Array<ArrayBuffer>
  replicas: number
}

export namespace LocateResponse {
  let _codec: Codec<LocateResponse>

  export const codec = (): Codec<LocateResponse> => {
    if (_codec == null) {
      _codec = message<LocateResponse>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.size != null && obj.size !== 0)) {
          w.uint32(8)
          w.uint64Number(obj.size)
        }

        if ((obj.blockSize != null && obj.blockSize !== 0)) {
          w.uint32(16)
          w.uint32(obj.blockSize)
        }

        if (obj.peers != null && obj.peers.length > 0) {
          for (const value of obj.peers) {
            w.uint32(26)
            w.string(value)
          }
        }

        if ((obj.owners != null && obj.owners.byteLength > 0)) {
          w.uint32(34)
          w.bytes(obj.owners)
        }

        if ((obj.replicas != null && obj.replicas !== 0)) {
          w.uint32(40)
          w.uint32(obj.replicas)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          size: 0,
          blockSize: 0,
          peers: [],
          owners: uint8ArrayAlloc(0),
          replicas: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.size = reader.uint64Number()
              break
            }
            case 2: {
              obj.blockSize = reader.uint32()
              break
            }
            case 3: {
              if (opts.limits?.peers != null && obj.peers.length === opts.limits.peers) {
                throw new MaxLengthError('Decode error - repeated field "peers" had too many elements')
              }

              if (obj.peers.length === 10000) {
                throw new MaxLengthError('Decode error - repeated field "peers" had too many elements')
              }

              obj.peers.push(reader.string())
              break
            }
            case 4: {
              obj.owners = reader.bytes()
              break
            }
            case 5: {
              obj.replicas = reader.uint32()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const obj = {
          peers: 10000
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.size`,
                value: reader.uint64Number()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.blockSize`,
                value: reader.uint32()
              }
              break
            }
            case 3: {
              if (opts.limits?.peers != null && obj.peers === opts.limits.peers) {
                throw new MaxLengthError('Streaming decode error - repeated field "peers" had too many elements')
              }

              if (obj.peers === 10000) {
                throw new MaxLengthError('Streaming decode error - repeated field "peers" had too many elements')
              }

              yield {
                field: `${prefix}.peers[]`,
                index: obj.peers,
                value: reader.string()
              }

              obj.peers++

              break
            }
            case 4: {
              yield {
                field: `${prefix}.owners`,
                value: reader.bytes()
              }
              break
            }
            case 5: {
              yield {
                field: `${prefix}.replicas`,
                value: reader.uint32()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface LocateResponseSizeFieldEvent {
    field: '$.size'
    value: number
  }

  export interface LocateResponseBlockSizeFieldEvent {
    field: '$.blockSize'
    value: number
  }

  export interface LocateResponsePeersFieldEvent {
    field: '$.peers[]'
    index: number
    value: string
  }

  export interface LocateResponseOwnersFieldEvent {
    field: '$.owners'
    value: Uint8Array<ArrayBuffer>
  }

  export interface LocateResponseReplicasFieldEvent {
    field: '$.replicas'
    value: number
  }

  export function encode (obj: Partial<LocateResponse>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, LocateResponse.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<LocateResponse>): LocateResponse {
    return decodeMessage(buf, LocateResponse.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<LocateResponse>): Generator<LocateResponseSizeFieldEvent | LocateResponseBlockSizeFieldEvent | LocateResponsePeersFieldEvent | LocateResponseOwnersFieldEvent | LocateResponseReplicasFieldEvent> {
    return streamMessage(buf, LocateResponse.codec(), opts)
  }
}

export interface StatusRequest {
  forwarded: boolean
}

export namespace StatusRequest {
  let _codec: Codec<StatusRequest>

  export const codec = (): Codec<StatusRequest> => {
    if (_codec == null) {
      _codec = message<StatusRequest>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.forwarded != null && obj.forwarded !== false)) {
          w.uint32(8)
          w.bool(obj.forwarded)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          forwarded: false
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.forwarded = reader.bool()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.forwarded`,
                value: reader.bool()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface StatusRequestForwardedFieldEvent {
    field: '$.forwarded'
    value: boolean
  }

  export function encode (obj: Partial<StatusRequest>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, StatusRequest.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<StatusRequest>): StatusRequest {
    return decodeMessage(buf, StatusRequest.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<StatusRequest>): Generator<StatusRequestForwardedFieldEvent> {
    return streamMessage(buf, StatusRequest.codec(), opts)
  }
}

export interface PeerStatus {
  id: string
  addresses: string[]
  state: MemberState
  blocks: number
  bytes: number
  silentMs: number
  weight: number
  zone: string
  draining: boolean
  repair?: RepairReport
  toldMs: number
  bytesFree: number
  roomKnown: boolean
}

export namespace PeerStatus {
  let _codec: Codec<PeerStatus>

  export const codec = (): Codec<PeerStatus> => {
    if (_codec == null) {
      _codec = message<PeerStatus>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.id != null && obj.id !== '')) {
          w.uint32(10)
          w.string(obj.id)
        }

        if (obj.addresses != null && obj.addresses.length > 0) {
          for (const value of obj.addresses) {
            w.uint32(18)
            w.string(value)
          }
        }

        if (obj.state != null && __MemberStateValues[obj.state] !== 0) {
          w.uint32(24)
          MemberState.codec().encode(obj.state, w)
        }

        if ((obj.blocks != null && obj.blocks !== 0)) {
          w.uint32(32)
          w.uint64Number(obj.blocks)
        }

        if ((obj.bytes != null && obj.bytes !== 0)) {
          w.uint32(40)
          w.uint64Number(obj.bytes)
        }

        if ((obj.silentMs != null && obj.silentMs !== 0)) {
          w.uint32(48)
          w.uint32(obj.silentMs)
        }

        if ((obj.weight != null && obj.weight !== 0)) {
          w.uint32(56)
          w.uint32(obj.weight)
        }

        if ((obj.zone != null && obj.zone !== '')) {
          w.uint32(66)
          w.string(obj.zone)
        }

        if ((obj.draining != null && obj.draining !== false)) {
          w.uint32(72)
          w.bool(obj.draining)
        }

        if (obj.repair != null) {
          w.uint32(82)
          RepairReport.codec().encode(obj.repair, w)
        }

        if ((obj.toldMs != null && obj.toldMs !== 0)) {
          w.uint32(88)
          w.uint32(obj.toldMs)
        }

        if ((obj.bytesFree != null && obj.bytesFree !== 0)) {
          w.uint32(96)
          w.uint64Number(obj.bytesFree)
        }

        if ((obj.roomKnown != null && obj.roomKnown !== false)) {
          w.uint32(104)
          w.bool(obj.roomKnown)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          id: '',
          addresses: [],
          state: MemberState.ALIVE,
          blocks: 0,
          bytes: 0,
          silentMs: 0,
          weight: 0,
          zone: '',
          draining: false,
          toldMs: 0,
          bytesFree: 0,
          roomKnown: false
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.id = reader.string()
              break
            }
            case 2: {
              if (opts.limits?.addresses != null && obj.addresses.length === opts.limits.addresses) {
                throw new MaxLengthError('Decode error - repeated field "addresses" had too many elements')
              }

              if (obj.addresses.length === 16) {
                throw new MaxLengthError('Decode error - repeated field "addresses" had too many elements')
              }

              obj.addresses.push(reader.string())
              break
            }
            case 3: {
              obj.state = MemberState.codec().decode(reader)
              break
            }
            case 4: {
              obj.blocks = reader.uint64Number()
              break
            }
            case 5: {
              obj.bytes = reader.uint64Number()
              break
            }
            case 6: {
              obj.silentMs = reader.uint32()
              break
            }
            case 7: {
              obj.weight = reader.uint32()
              break
            }
            case 8: {
              obj.zone = reader.string()
              break
            }
            case 9: {
              obj.draining = reader.bool()
              break
            }
            case 10: {
              obj.repair = RepairReport.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.repair
              })
              break
            }
            case 11: {
              obj.toldMs = reader.uint32()
              break
            }
            case 12: {
              obj.bytesFree = reader.uint64Number()
              break
            }
            case 13: {
              obj.roomKnown = reader.bool()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const obj = {
          addresses: 16
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.id`,
                value: reader.string()
              }
              break
            }
            case 2: {
              if (opts.limits?.addresses != null && obj.addresses === opts.limits.addresses) {
                throw new MaxLengthError('Streaming decode error - repeated field "addresses" had too many elements')
              }

              if (obj.addresses === 16) {
                throw new MaxLengthError('Streaming decode error - repeated field "addresses" had too many elements')
              }

              yield {
                field: `${prefix}.addresses[]`,
                index: obj.addresses,
                value: reader.string()
              }

              obj.addresses++

              break
            }
            case 3: {
              yield {
                field: `${prefix}.state`,
                value: MemberState.codec().decode(reader)
              }
              break
            }
            case 4: {
              yield {
                field: `${prefix}.blocks`,
                value: reader.uint64Number()
              }
              break
            }
            case 5: {
              yield {
                field: `${prefix}.bytes`,
                value: reader.uint64Number()
              }
              break
            }
            case 6: {
              yield {
                field: `${prefix}.silentMs`,
                value: reader.uint32()
              }
              break
            }
            case 7: {
              yield {
                field: `${prefix}.weight`,
                value: reader.uint32()
              }
              break
            }
            case 8: {
              yield {
                field: `${prefix}.zone`,
                value: reader.string()
              }
              break
            }
            case 9: {
              yield {
                field: `${prefix}.draining`,
                value: reader.bool()
              }
              break
            }
            case 10: {
              yield * RepairReport.codec().stream(reader, reader.uint32(), `${prefix}.repair`, {
                limits: opts.limits?.repair
              })

              break
            }
            case 11: {
              yield {
                field: `${prefix}.toldMs`,
                value: reader.uint32()
              }
              break
            }
            case 12: {
              yield {
                field: `${prefix}.bytesFree`,
                value: reader.uint64Number()
              }
              break
            }
            case 13: {
              yield {
                field: `${prefix}.roomKnown`,
                value: reader.bool()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface PeerStatusIdFieldEvent {
    field: '$.id'
    value: string
  }

  export interface PeerStatusAddressesFieldEvent {
    field: '$.addresses[]'
    index: number
    value: string
  }

  export interface PeerStatusStateFieldEvent {
    field: '$.state'
    value: MemberState
  }

  export interface PeerStatusBlocksFieldEvent {
    field: '$.blocks'
    value: number
  }

  export interface PeerStatusBytesFieldEvent {
    field: '$.bytes'
    value: number
  }

  export interface PeerStatusSilentMsFieldEvent {
    field: '$.silentMs'
    value: number
  }

  export interface PeerStatusWeightFieldEvent {
    field: '$.weight'
    value: number
  }

  export interface PeerStatusZoneFieldEvent {
    field: '$.zone'
    value: string
  }

  export interface PeerStatusDrainingFieldEvent {
    field: '$.draining'
    value: boolean
  }

  export interface PeerStatusRepairSettledFieldEvent {
    field: '$.repair.settled'
    value: number
  }

  export interface PeerStatusRepairBacklogBlocksFieldEvent {
    field: '$.repair.backlogBlocks'
    value: number
  }

  export interface PeerStatusRepairBacklogBytesFieldEvent {
    field: '$.repair.backlogBytes'
    value: number
  }

  export interface PeerStatusRepairSingleBlocksFieldEvent {
    field: '$.repair.singleBlocks'
    value: number
  }

  export interface PeerStatusRepairMovedBlocksFieldEvent {
    field: '$.repair.movedBlocks'
    value: number
  }

  export interface PeerStatusRepairMovedBytesFieldEvent {
    field: '$.repair.movedBytes'
    value: number
  }

  export interface PeerStatusRepairStrayBlocksFieldEvent {
    field: '$.repair.strayBlocks'
    value: number
  }

  export interface PeerStatusRepairCorruptBlocksFieldEvent {
    field: '$.repair.corruptBlocks'
    value: number
  }

  export interface PeerStatusRepairObstacleFieldEvent {
    field: '$.repair.obstacle'
    value: string
  }

  export interface PeerStatusRepairComparingFieldEvent {
    field: '$.repair.comparing'
    value: boolean
  }

  export interface PeerStatusRepairCountedBlocksFieldEvent {
    field: '$.repair.countedBlocks'
    value: number
  }

  export interface PeerStatusRepairWorkingMsFieldEvent {
    field: '$.repair.workingMs'
    value: number
  }

  export interface PeerStatusRepairGraceLeftMsFieldEvent {
    field: '$.repair.graceLeftMs'
    value: number
  }

  export interface PeerStatusToldMsFieldEvent {
    field: '$.toldMs'
    value: number
  }

  export interface PeerStatusBytesFreeFieldEvent {
    field: '$.bytesFree'
    value: number
  }

  export interface PeerStatusRoomKnownFieldEvent {
    field: '$.roomKnown'
    value: boolean
  }

  export function encode (obj: Partial<PeerStatus>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, PeerStatus.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<PeerStatus>): PeerStatus {
    return decodeMessage(buf, PeerStatus.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<PeerStatus>): Generator<PeerStatusIdFieldEvent | PeerStatusAddressesFieldEvent | PeerStatusStateFieldEvent | PeerStatusBlocksFieldEvent | PeerStatusBytesFieldEvent | PeerStatusSilentMsFieldEvent | PeerStatusWeightFieldEvent | PeerStatusZoneFieldEvent | PeerStatusDrainingFieldEvent | PeerStatusRepairSettledFieldEvent | PeerStatusRepairBacklogBlocksFieldEvent | PeerStatusRepairBacklogBytesFieldEvent | PeerStatusRepairSingleBlocksFieldEvent | PeerStatusRepairMovedBlocksFieldEvent | PeerStatusRepairMovedBytesFieldEvent | PeerStatusRepairStrayBlocksFieldEvent | PeerStatusRepairCorruptBlocksFieldEvent | PeerStatusRepairObstacleFieldEvent | PeerStatusRepairComparingFieldEvent | PeerStatusRepairCountedBlocksFieldEvent | PeerStatusRepairWorkingMsFieldEvent | PeerStatusRepairGraceLeftMsFieldEvent | PeerStatusToldMsFieldEvent | PeerStatusBytesFreeFieldEvent | PeerStatusRoomKnownFieldEvent> {
    return streamMessage(buf, PeerStatus.codec(), opts)
  }
}

export interface RebuildProgress {
  peersRead: number
  peers: number
  records: number
}

export namespace RebuildProgress {
  let _codec: Codec<RebuildProgress>

  export const codec = (): Codec<RebuildProgress> => {
    if (_codec == null) {
      _codec = message<RebuildProgress>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.peersRead != null && obj.peersRead !== 0)) {
          w.uint32(8)
          w.uint32(obj.peersRead)
        }

        if ((obj.peers != null && obj.peers !== 0)) {
          w.uint32(16)
          w.uint32(obj.peers)
        }

        if ((obj.records != null && obj.records !== 0)) {
          w.uint32(24)
          w.uint64Number(obj.records)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          peersRead: 0,
          peers: 0,
          records: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.peersRead = reader.uint32()
              break
            }
            case 2: {
              obj.peers = reader.uint32()
              break
            }
            case 3: {
              obj.records = reader.uint64Number()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.peersRead`,
                value: reader.uint32()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.peers`,
                value: reader.uint32()
              }
              break
            }
            case 3: {
              yield {
                field: `${prefix}.records`,
                value: reader.uint64Number()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface RebuildProgressPeersReadFieldEvent {
    field: '$.peersRead'
    value: number
  }

  export interface RebuildProgressPeersFieldEvent {
    field: '$.peers'
    value: number
  }

  export interface RebuildProgressRecordsFieldEvent {
    field: '$.records'
    value: number
  }

  export function encode (obj: Partial<RebuildProgress>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, RebuildProgress.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<RebuildProgress>): RebuildProgress {
    return decodeMessage(buf, RebuildProgress.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<RebuildProgress>): Generator<RebuildProgressPeersReadFieldEvent | RebuildProgressPeersFieldEvent | RebuildProgressRecordsFieldEvent> {
    return streamMessage(buf, RebuildProgress.codec(), opts)
  }
}

export interface StatusResponse {
  term: number
  epoch: number
  replicas: number
  peers: PeerStatus[]
  files: number
  rebuilding: boolean
  pending: boolean
  frozen: boolean
  heartbeatMs: number
  graceMs: number
  ringEpoch: number
  recordsBacklog: number
  rebuild?: RebuildProgress
  collections: CollectionReport[]
  generation: number
  collectionObstacle: string
  generationMs: number
  wallMs: number
  lastHolders: string[]
  departed: string[]
}

export namespace StatusResponse {
  let _codec: Codec<StatusResponse>

  export const codec = (): Codec<StatusResponse> => {
    if (_codec == null) {
      _codec = message<StatusResponse>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.term != null && obj.term !== 0)) {
          w.uint32(8)
          w.uint64Number(obj.term)
        }

        if ((obj.epoch != null && obj.epoch !== 0)) {
          w.uint32(16)
          w.uint64Number(obj.epoch)
        }

        if ((obj.replicas != null && obj.replicas !== 0)) {
          w.uint32(24)
          w.uint32(obj.replicas)
        }

        if (obj.peers != null && obj.peers.length > 0) {
          for (const value of obj.peers) {
            w.uint32(34)
            PeerStatus.codec().encode(value, w)
          }
        }

        if ((obj.files != null && obj.files !== 0)) {
          w.uint32(40)
          w.uint64Number(obj.files)
        }

        if ((obj.rebuilding != null && obj.rebuilding !== false)) {
          w.uint32(48)
          w.bool(obj.rebuilding)
        }

        if ((obj.pending != null && obj.pending !== false)) {
          w.uint32(56)
          w.bool(obj.pending)
        }

        if ((obj.frozen != null && obj.frozen !== false)) {
          w.uint32(64)
          w.bool(obj.frozen)
        }

        if ((obj.heartbeatMs != null && obj.heartbeatMs !== 0)) {
          w.uint32(72)
          w.uint32(obj.heartbeatMs)
        }

        if ((obj.graceMs != null && obj.graceMs !== 0)) {
          w.uint32(80)
          w.uint32(obj.graceMs)
        }

        if ((obj.ringEpoch != null && obj.ringEpoch !== 0)) {
          w.uint32(88)
          w.uint64Number(obj.ringEpoch)
        }

        if ((obj.recordsBacklog != null && obj.recordsBacklog !== 0)) {
          w.uint32(96)
          w.uint64Number(obj.recordsBacklog)
        }

        if (obj.rebuild != null) {
          w.uint32(106)
          RebuildProgress.codec().encode(obj.rebuild, w)
        }

        if (obj.collections != null && obj.collections.length > 0) {
          for (const value of obj.collections) {
            w.uint32(114)
            CollectionReport.codec().encode(value, w)
          }
        }

        if ((obj.generation != null && obj.generation !== 0)) {
          w.uint32(120)
          w.uint64Number(obj.generation)
        }

        if ((obj.collectionObstacle != null && obj.collectionObstacle !== '')) {
          w.uint32(130)
          w.string(obj.collectionObstacle)
        }

        if ((obj.generationMs != null && obj.generationMs !== 0)) {
          w.uint32(136)
          w.uint64Number(obj.generationMs)
        }

        if ((obj.wallMs != null && obj.wallMs !== 0)) {
          w.uint32(184)
          w.uint64Number(obj.wallMs)
        }

        if (obj.lastHolders != null && obj.lastHolders.length > 0) {
          for (const value of obj.lastHolders) {
            w.uint32(194)
            w.string(value)
          }
        }

        if (obj.departed != null && obj.departed.length > 0) {
          for (const value of obj.departed) {
            w.uint32(202)
            w.string(value)
          }
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          term: 0,
          epoch: 0,
          replicas: 0,
          peers: [],
          files: 0,
          rebuilding: false,
          pending: false,
          frozen: false,
          heartbeatMs: 0,
          graceMs: 0,
          ringEpoch: 0,
          recordsBacklog: 0,
          collections: [],
          generation: 0,
          collectionObstacle: '',
          generationMs: 0,
          wallMs: 0,
          lastHolders: [],
          departed: []
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.term = reader.uint64Number()
              break
            }
            case 2: {
              obj.epoch = reader.uint64Number()
              break
            }
            case 3: {
              obj.replicas = reader.uint32()
              break
            }
            case 4: {
              if (opts.limits?.peers != null && obj.peers.length === opts.limits.peers) {
                throw new MaxLengthError('Decode error - repeated field "peers" had too many elements')
              }

              if (obj.peers.length === 10000) {
                throw new MaxLengthError('Decode error - repeated field "peers" had too many elements')
              }

              obj.peers.push(PeerStatus.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.peers$
              }))
              break
            }
            case 5: {
              obj.files = reader.uint64Number()
              break
            }
            case 6: {
              obj.rebuilding = reader.bool()
              break
            }
            case 7: {
              obj.pending = reader.bool()
              break
            }
            case 8: {
              obj.frozen = reader.bool()
              break
            }
            case 9: {
              obj.heartbeatMs = reader.uint32()
              break
            }
            case 10: {
              obj.graceMs = reader.uint32()
              break
            }
            case 11: {
              obj.ringEpoch = reader.uint64Number()
              break
            }
            case 12: {
              obj.recordsBacklog = reader.uint64Number()
              break
            }
            case 13: {
              obj.rebuild = RebuildProgress.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.rebuild
              })
              break
            }
            case 14: {
              if (opts.limits?.collections != null && obj.collections.length === opts.limits.collections) {
                throw new MaxLengthError('Decode error - repeated field "collections" had too many elements')
              }

              if (obj.collections.length === 10000) {
                throw new MaxLengthError('Decode error - repeated field "collections" had too many elements')
              }

              obj.collections.push(CollectionReport.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.collections$
              }))
              break
            }
            case 15: {
              obj.generation = reader.uint64Number()
              break
            }
            case 16: {
              obj.collectionObstacle = reader.string()
              break
            }
            case 17: {
              obj.generationMs = reader.uint64Number()
              break
            }
            case 23: {
              obj.wallMs = reader.uint64Number()
              break
            }
            case 24: {
              if (opts.limits?.lastHolders != null && obj.lastHolders.length === opts.limits.lastHolders) {
                throw new MaxLengthError('Decode error - repeated field "lastHolders" had too many elements')
              }

              if (obj.lastHolders.length === 10000) {
                throw new MaxLengthError('Decode error - repeated field "lastHolders" had too many elements')
              }

              obj.lastHolders.push(reader.string())
              break
            }
            case 25: {
              if (opts.limits?.departed != null && obj.departed.length === opts.limits.departed) {
                throw new MaxLengthError('Decode error - repeated field "departed" had too many elements')
              }

              if (obj.departed.length === 10000) {
                throw new MaxLengthError('Decode error - repeated field "departed" had too many elements')
              }

              obj.departed.push(reader.string())
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const obj = {
          peers: 10000,
          collections: 10000,
          lastHolders: 10000,
          departed: 10000
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.term`,
                value: reader.uint64Number()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.epoch`,
                value: reader.uint64Number()
              }
              break
            }
            case 3: {
              yield {
                field: `${prefix}.replicas`,
                value: reader.uint32()
              }
              break
            }
            case 4: {
              if (opts.limits?.peers != null && obj.peers === opts.limits.peers) {
                throw new MaxLengthError('Streaming decode error - repeated field "peers" had too many elements')
              }

              if (obj.peers === 10000) {
                throw new MaxLengthError('Streaming decode error - repeated field "peers" had too many elements')
              }

              for (const evt of PeerStatus.codec().stream(reader, reader.uint32(), `${prefix}.peers[]`, {
                limits: opts.limits?.peers$
              })) {
                yield {
                  ...evt,
                  index: obj.peers
                }
              }

              obj.peers++

              break
            }
            case 5: {
              yield {
                field: `${prefix}.files`,
                value: reader.uint64Number()
              }
              break
            }
            case 6: {
              yield {
                field: `${prefix}.rebuilding`,
                value: reader.bool()
              }
              break
            }
            case 7: {
              yield {
                field: `${prefix}.pending`,
                value: reader.bool()
              }
              break
            }
            case 8: {
              yield {
                field: `${prefix}.frozen`,
                value: reader.bool()
              }
              break
            }
            case 9: {
              yield {
                field: `${prefix}.heartbeatMs`,
                value: reader.uint32()
              }
              break
            }
            case 10: {
              yield {
                field: `${prefix}.graceMs`,
                value: reader.uint32()
              }
              break
            }
            case 11: {
              yield {
                field: `${prefix}.ringEpoch`,
                value: reader.uint64Number()
              }
              break
            }
            case 12: {
              yield {
                field: `${prefix}.recordsBacklog`,
                value: reader.uint64Number()
              }
              break
            }
            case 13: {
              yield * RebuildProgress.codec().stream(reader, reader.uint32(), `${prefix}.rebuild`, {
                limits: opts.limits?.rebuild
              })

              break
            }
            case 14: {
              if (opts.limits?.collections != null && obj.collections === opts.limits.collections) {
                throw new MaxLengthError('Streaming decode error - repeated field "collections" had too many elements')
              }

              if (obj.collections === 10000) {
                throw new MaxLengthError('Streaming decode error - repeated field "collections" had too many elements')
              }

              for (const evt of CollectionReport.codec().stream(reader, reader.uint32(), `${prefix}.collections[]`, {
                limits: opts.limits?.collections$
              })) {
                yield {
                  ...evt,
                  index: obj.collections
                }
              }

              obj.collections++

              break
            }
            case 15: {
              yield {
                field: `${prefix}.generation`,
                value: reader.uint64Number()
              }
              break
            }
            case 16: {
              yield {
                field: `${prefix}.collectionObstacle`,
                value: reader.string()
              }
              break
            }
            case 17: {
              yield {
                field: `${prefix}.generationMs`,
                value: reader.uint64Number()
              }
              break
            }
            case 23: {
              yield {
                field: `${prefix}.wallMs`,
                value: reader.uint64Number()
              }
              break
            }
            case 24: {
              if (opts.limits?.lastHolders != null && obj.lastHolders === opts.limits.lastHolders) {
                throw new MaxLengthError('Streaming decode error - repeated field "lastHolders" had too many elements')
              }

              if (obj.lastHolders === 10000) {
                throw new MaxLengthError('Streaming decode error - repeated field "lastHolders" had too many elements')
              }

              yield {
                field: `${prefix}.lastHolders[]`,
                index: obj.lastHolders,
                value: reader.string()
              }

              obj.lastHolders++

              break
            }
            case 25: {
              if (opts.limits?.departed != null && obj.departed === opts.limits.departed) {
                throw new MaxLengthError('Streaming decode error - repeated field "departed" had too many elements')
              }

              if (obj.departed === 10000) {
                throw new MaxLengthError('Streaming decode error - repeated field "departed" had too many elements')
              }

              yield {
                field: `${prefix}.departed[]`,
                index: obj.departed,
                value: reader.string()
              }

              obj.departed++

              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface StatusResponseTermFieldEvent {
    field: '$.term'
    value: number
  }

  export interface StatusResponseEpochFieldEvent {
    field: '$.epoch'
    value: number
  }

  export interface StatusResponseReplicasFieldEvent {
    field: '$.replicas'
    value: number
  }

  export interface StatusResponsePeersIdFieldEvent {
    field: '$.peers[].id'
    value: string
    index: number
  }

  export interface StatusResponsePeersAddressesFieldEvent {
    field: '$.peers[].addresses[]'
    index: number
    value: string
  }

  export interface StatusResponsePeersStateFieldEvent {
    field: '$.peers[].state'
    value: MemberState
    index: number
  }

  export interface StatusResponsePeersBlocksFieldEvent {
    field: '$.peers[].blocks'
    value: number
    index: number
  }

  export interface StatusResponsePeersBytesFieldEvent {
    field: '$.peers[].bytes'
    value: number
    index: number
  }

  export interface StatusResponsePeersSilentMsFieldEvent {
    field: '$.peers[].silentMs'
    value: number
    index: number
  }

  export interface StatusResponsePeersWeightFieldEvent {
    field: '$.peers[].weight'
    value: number
    index: number
  }

  export interface StatusResponsePeersZoneFieldEvent {
    field: '$.peers[].zone'
    value: string
    index: number
  }

  export interface StatusResponsePeersDrainingFieldEvent {
    field: '$.peers[].draining'
    value: boolean
    index: number
  }

  export interface StatusResponsePeersRepairSettledFieldEvent {
    field: '$.peers[].repair.settled'
    value: number
    index: number
  }

  export interface StatusResponsePeersRepairBacklogBlocksFieldEvent {
    field: '$.peers[].repair.backlogBlocks'
    value: number
    index: number
  }

  export interface StatusResponsePeersRepairBacklogBytesFieldEvent {
    field: '$.peers[].repair.backlogBytes'
    value: number
    index: number
  }

  export interface StatusResponsePeersRepairSingleBlocksFieldEvent {
    field: '$.peers[].repair.singleBlocks'
    value: number
    index: number
  }

  export interface StatusResponsePeersRepairMovedBlocksFieldEvent {
    field: '$.peers[].repair.movedBlocks'
    value: number
    index: number
  }

  export interface StatusResponsePeersRepairMovedBytesFieldEvent {
    field: '$.peers[].repair.movedBytes'
    value: number
    index: number
  }

  export interface StatusResponsePeersRepairStrayBlocksFieldEvent {
    field: '$.peers[].repair.strayBlocks'
    value: number
    index: number
  }

  export interface StatusResponsePeersRepairCorruptBlocksFieldEvent {
    field: '$.peers[].repair.corruptBlocks'
    value: number
    index: number
  }

  export interface StatusResponsePeersRepairObstacleFieldEvent {
    field: '$.peers[].repair.obstacle'
    value: string
    index: number
  }

  export interface StatusResponsePeersRepairComparingFieldEvent {
    field: '$.peers[].repair.comparing'
    value: boolean
    index: number
  }

  export interface StatusResponsePeersRepairCountedBlocksFieldEvent {
    field: '$.peers[].repair.countedBlocks'
    value: number
    index: number
  }

  export interface StatusResponsePeersRepairWorkingMsFieldEvent {
    field: '$.peers[].repair.workingMs'
    value: number
    index: number
  }

  export interface StatusResponsePeersRepairGraceLeftMsFieldEvent {
    field: '$.peers[].repair.graceLeftMs'
    value: number
    index: number
  }

  export interface StatusResponsePeersToldMsFieldEvent {
    field: '$.peers[].toldMs'
    value: number
    index: number
  }

  export interface StatusResponsePeersBytesFreeFieldEvent {
    field: '$.peers[].bytesFree'
    value: number
    index: number
  }

  export interface StatusResponsePeersRoomKnownFieldEvent {
    field: '$.peers[].roomKnown'
    value: boolean
    index: number
  }

  export interface StatusResponseFilesFieldEvent {
    field: '$.files'
    value: number
  }

  export interface StatusResponseRebuildingFieldEvent {
    field: '$.rebuilding'
    value: boolean
  }

  export interface StatusResponsePendingFieldEvent {
    field: '$.pending'
    value: boolean
  }

  export interface StatusResponseFrozenFieldEvent {
    field: '$.frozen'
    value: boolean
  }

  export interface StatusResponseHeartbeatMsFieldEvent {
    field: '$.heartbeatMs'
    value: number
  }

  export interface StatusResponseGraceMsFieldEvent {
    field: '$.graceMs'
    value: number
  }

  export interface StatusResponseRingEpochFieldEvent {
    field: '$.ringEpoch'
    value: number
  }

  export interface StatusResponseRecordsBacklogFieldEvent {
    field: '$.recordsBacklog'
    value: number
  }

  export interface StatusResponseRebuildPeersReadFieldEvent {
    field: '$.rebuild.peersRead'
    value: number
  }

  export interface StatusResponseRebuildPeersFieldEvent {
    field: '$.rebuild.peers'
    value: number
  }

  export interface StatusResponseRebuildRecordsFieldEvent {
    field: '$.rebuild.records'
    value: number
  }

  export interface StatusResponseCollectionsPeerFieldEvent {
    field: '$.collections[].peer'
    value: string
    index: number
  }

  export interface StatusResponseCollectionsRunningFieldEvent {
    field: '$.collections[].running'
    value: boolean
    index: number
  }

  export interface StatusResponseCollectionsGenerationFieldEvent {
    field: '$.collections[].generation'
    value: number
    index: number
  }

  export interface StatusResponseCollectionsDryRunFieldEvent {
    field: '$.collections[].dryRun'
    value: boolean
    index: number
  }

  export interface StatusResponseCollectionsCompleteFieldEvent {
    field: '$.collections[].complete'
    value: boolean
    index: number
  }

  export interface StatusResponseCollectionsObstacleFieldEvent {
    field: '$.collections[].obstacle'
    value: string
    index: number
  }

  export interface StatusResponseCollectionsRootsFieldEvent {
    field: '$.collections[].roots'
    value: number
    index: number
  }

  export interface StatusResponseCollectionsReachedFieldEvent {
    field: '$.collections[].reached'
    value: number
    index: number
  }

  export interface StatusResponseCollectionsUnreachableBlocksFieldEvent {
    field: '$.collections[].unreachableBlocks'
    value: number
    index: number
  }

  export interface StatusResponseCollectionsUnreachableBytesFieldEvent {
    field: '$.collections[].unreachableBytes'
    value: number
    index: number
  }

  export interface StatusResponseCollectionsFreedBlocksFieldEvent {
    field: '$.collections[].freedBlocks'
    value: number
    index: number
  }

  export interface StatusResponseCollectionsFreedBytesFieldEvent {
    field: '$.collections[].freedBytes'
    value: number
    index: number
  }

  export interface StatusResponseCollectionsTookMsFieldEvent {
    field: '$.collections[].tookMs'
    value: number
    index: number
  }

  export interface StatusResponseCollectionsMarkingMsFieldEvent {
    field: '$.collections[].markingMs'
    value: number
    index: number
  }

  export interface StatusResponseCollectionsEndedMsFieldEvent {
    field: '$.collections[].endedMs'
    value: number
    index: number
  }

  export interface StatusResponseCollectionsFreedSinceStartFieldEvent {
    field: '$.collections[].freedSinceStart'
    value: number
    index: number
  }

  export interface StatusResponseGenerationFieldEvent {
    field: '$.generation'
    value: number
  }

  export interface StatusResponseCollectionObstacleFieldEvent {
    field: '$.collectionObstacle'
    value: string
  }

  export interface StatusResponseGenerationMsFieldEvent {
    field: '$.generationMs'
    value: number
  }

  export interface StatusResponseWallMsFieldEvent {
    field: '$.wallMs'
    value: number
  }

  export interface StatusResponseLastHoldersFieldEvent {
    field: '$.lastHolders[]'
    index: number
    value: string
  }

  export interface StatusResponseDepartedFieldEvent {
    field: '$.departed[]'
    index: number
    value: string
  }

  export function encode (obj: Partial<StatusResponse>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, StatusResponse.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<StatusResponse>): StatusResponse {
    return decodeMessage(buf, StatusResponse.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<StatusResponse>): Generator<StatusResponseTermFieldEvent | StatusResponseEpochFieldEvent | StatusResponseReplicasFieldEvent | StatusResponsePeersIdFieldEvent | StatusResponsePeersAddressesFieldEvent | StatusResponsePeersStateFieldEvent | StatusResponsePeersBlocksFieldEvent | StatusResponsePeersBytesFieldEvent | StatusResponsePeersSilentMsFieldEvent | StatusResponsePeersWeightFieldEvent | StatusResponsePeersZoneFieldEvent | StatusResponsePeersDrainingFieldEvent | StatusResponsePeersRepairSettledFieldEvent | StatusResponsePeersRepairBacklogBlocksFieldEvent | StatusResponsePeersRepairBacklogBytesFieldEvent | StatusResponsePeersRepairSingleBlocksFieldEvent | StatusResponsePeersRepairMovedBlocksFieldEvent | StatusResponsePeersRepairMovedBytesFieldEvent | StatusResponsePeersRepairStrayBlocksFieldEvent | StatusResponsePeersRepairCorruptBlocksFieldEvent | StatusResponsePeersRepairObstacleFieldEvent | StatusResponsePeersRepairComparingFieldEvent | StatusResponsePeersRepairCountedBlocksFieldEvent | StatusResponsePeersRepairWorkingMsFieldEvent | StatusResponsePeersRepairGraceLeftMsFieldEvent | StatusResponsePeersToldMsFieldEvent | StatusResponsePeersBytesFreeFieldEvent | StatusResponsePeersRoomKnownFieldEvent | StatusResponseFilesFieldEvent | StatusResponseRebuildingFieldEvent | StatusResponsePendingFieldEvent | StatusResponseFrozenFieldEvent | StatusResponseHeartbeatMsFieldEvent | StatusResponseGraceMsFieldEvent | StatusResponseRingEpochFieldEvent | StatusResponseRecordsBacklogFieldEvent | StatusResponseRebuildPeersReadFieldEvent | StatusResponseRebuildPeersFieldEvent | StatusResponseRebuildRecordsFieldEvent | StatusResponseCollectionsPeerFieldEvent | StatusResponseCollectionsRunningFieldEvent | StatusResponseCollectionsGenerationFieldEvent | StatusResponseCollectionsDryRunFieldEvent | StatusResponseCollectionsCompleteFieldEvent | StatusResponseCollectionsObstacleFieldEvent | StatusResponseCollectionsRootsFieldEvent | StatusResponseCollectionsReachedFieldEvent | StatusResponseCollectionsUnreachableBlocksFieldEvent | StatusResponseCollectionsUnreachableBytesFieldEvent | StatusResponseCollectionsFreedBlocksFieldEvent | StatusResponseCollectionsFreedBytesFieldEvent | StatusResponseCollectionsTookMsFieldEvent | StatusResponseCollectionsMarkingMsFieldEvent | StatusResponseCollectionsEndedMsFieldEvent | StatusResponseCollectionsFreedSinceStartFieldEvent | StatusResponseGenerationFieldEvent | StatusResponseCollectionObstacleFieldEvent | StatusResponseGenerationMsFieldEvent | StatusResponseWallMsFieldEvent | StatusResponseLastHoldersFieldEvent | StatusResponseDepartedFieldEvent> {
    return streamMessage(buf, StatusResponse.codec(), opts)
  }
}

export interface EvictRequest {
  peer: string
}

export namespace EvictRequest {
  let _codec: Codec<EvictRequest>

  export const codec = (): Codec<EvictRequest> => {
    if (_codec == null) {
      _codec = message<EvictRequest>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.peer != null && obj.peer !== '')) {
          w.uint32(10)
          w.string(obj.peer)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          peer: ''
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.peer = reader.string()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.peer`,
                value: reader.string()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface EvictRequestPeerFieldEvent {
    field: '$.peer'
    value: string
  }

  export function encode (obj: Partial<EvictRequest>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, EvictRequest.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<EvictRequest>): EvictRequest {
    return decodeMessage(buf, EvictRequest.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<EvictRequest>): Generator<EvictRequestPeerFieldEvent> {
    return streamMessage(buf, EvictRequest.codec(), opts)
  }
}

export interface EvictResponse {
  epoch: number
}

export namespace EvictResponse {
  let _codec: Codec<EvictResponse>

  export const codec = (): Codec<EvictResponse> => {
    if (_codec == null) {
      _codec = message<EvictResponse>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.epoch != null && obj.epoch !== 0)) {
          w.uint32(8)
          w.uint64Number(obj.epoch)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          epoch: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.epoch = reader.uint64Number()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.epoch`,
                value: reader.uint64Number()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface EvictResponseEpochFieldEvent {
    field: '$.epoch'
    value: number
  }

  export function encode (obj: Partial<EvictResponse>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, EvictResponse.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<EvictResponse>): EvictResponse {
    return decodeMessage(buf, EvictResponse.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<EvictResponse>): Generator<EvictResponseEpochFieldEvent> {
    return streamMessage(buf, EvictResponse.codec(), opts)
  }
}

export interface DrainRequest {
  peer: string
  cancel: boolean
}

export namespace DrainRequest {
  let _codec: Codec<DrainRequest>

  export const codec = (): Codec<DrainRequest> => {
    if (_codec == null) {
      _codec = message<DrainRequest>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.peer != null && obj.peer !== '')) {
          w.uint32(10)
          w.string(obj.peer)
        }

        if ((obj.cancel != null && obj.cancel !== false)) {
          w.uint32(16)
          w.bool(obj.cancel)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          peer: '',
          cancel: false
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.peer = reader.string()
              break
            }
            case 2: {
              obj.cancel = reader.bool()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.peer`,
                value: reader.string()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.cancel`,
                value: reader.bool()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface DrainRequestPeerFieldEvent {
    field: '$.peer'
    value: string
  }

  export interface DrainRequestCancelFieldEvent {
    field: '$.cancel'
    value: boolean
  }

  export function encode (obj: Partial<DrainRequest>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, DrainRequest.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<DrainRequest>): DrainRequest {
    return decodeMessage(buf, DrainRequest.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<DrainRequest>): Generator<DrainRequestPeerFieldEvent | DrainRequestCancelFieldEvent> {
    return streamMessage(buf, DrainRequest.codec(), opts)
  }
}

export interface DrainResponse {
  epoch: number
}

export namespace DrainResponse {
  let _codec: Codec<DrainResponse>

  export const codec = (): Codec<DrainResponse> => {
    if (_codec == null) {
      _codec = message<DrainResponse>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.epoch != null && obj.epoch !== 0)) {
          w.uint32(8)
          w.uint64Number(obj.epoch)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          epoch: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.epoch = reader.uint64Number()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.epoch`,
                value: reader.uint64Number()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface DrainResponseEpochFieldEvent {
    field: '$.epoch'
    value: number
  }

  export function encode (obj: Partial<DrainResponse>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, DrainResponse.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<DrainResponse>): DrainResponse {
    return decodeMessage(buf, DrainResponse.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<DrainResponse>): Generator<DrainResponseEpochFieldEvent> {
    return streamMessage(buf, DrainResponse.codec(), opts)
  }
}

export interface RebuildRequest {}

export namespace RebuildRequest {
  let _codec: Codec<RebuildRequest>

  export const codec = (): Codec<RebuildRequest> => {
    if (_codec == null) {
      _codec = message<RebuildRequest>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {}

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export function encode (obj: Partial<RebuildRequest>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, RebuildRequest.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<RebuildRequest>): RebuildRequest {
    return decodeMessage(buf, RebuildRequest.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<RebuildRequest>): Generator<{}> {
    return streamMessage(buf, RebuildRequest.codec(), opts)
  }
}

export interface RebuildResponse {}

export namespace RebuildResponse {
  let _codec: Codec<RebuildResponse>

  export const codec = (): Codec<RebuildResponse> => {
    if (_codec == null) {
      _codec = message<RebuildResponse>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {}

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export function encode (obj: Partial<RebuildResponse>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, RebuildResponse.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<RebuildResponse>): RebuildResponse {
    return decodeMessage(buf, RebuildResponse.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<RebuildResponse>): Generator<{}> {
    return streamMessage(buf, RebuildResponse.codec(), opts)
  }
}

export interface RootsRequest {
  generation: number
  list: number
  from: number
  nameOf: Uint8Array<ArrayBuffer>
}

export namespace RootsRequest {
  let _codec: Codec<RootsRequest>

  export const codec = (): Codec<RootsRequest> => {
    if (_codec == null) {
      _codec = message<RootsRequest>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.generation != null && obj.generation !== 0)) {
          w.uint32(8)
          w.uint64Number(obj.generation)
        }

        if ((obj.list != null && obj.list !== 0)) {
          w.uint32(16)
          w.uint64Number(obj.list)
        }

        if ((obj.from != null && obj.from !== 0)) {
          w.uint32(24)
          w.uint64Number(obj.from)
        }

        if ((obj.nameOf != null && obj.nameOf.byteLength > 0)) {
          w.uint32(34)
          w.bytes(obj.nameOf)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          generation: 0,
          list: 0,
          from: 0,
          nameOf: uint8ArrayAlloc(0)
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.generation = reader.uint64Number()
              break
            }
            case 2: {
              obj.list = reader.uint64Number()
              break
            }
            case 3: {
              obj.from = reader.uint64Number()
              break
            }
            case 4: {
              obj.nameOf = reader.bytes()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.generation`,
                value: reader.uint64Number()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.list`,
                value: reader.uint64Number()
              }
              break
            }
            case 3: {
              yield {
                field: `${prefix}.from`,
                value: reader.uint64Number()
              }
              break
            }
            case 4: {
              yield {
                field: `${prefix}.nameOf`,
                value: reader.bytes()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface RootsRequestGenerationFieldEvent {
    field: '$.generation'
    value: number
  }

  export interface RootsRequestListFieldEvent {
    field: '$.list'
    value: number
  }

  export interface RootsRequestFromFieldEvent {
    field: '$.from'
    value: number
  }

  export interface RootsRequestNameOfFieldEvent {
    field: '$.nameOf'
    value: Uint8Array<ArrayBuffer>
  }

  export function encode (obj: Partial<RootsRequest>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, RootsRequest.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<RootsRequest>): RootsRequest {
    return decodeMessage(buf, RootsRequest.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<RootsRequest>): Generator<RootsRequestGenerationFieldEvent | RootsRequestListFieldEvent | RootsRequestFromFieldEvent | RootsRequestNameOfFieldEvent> {
    return streamMessage(buf, RootsRequest.codec(), opts)
  }
}

export interface RootsResponse {
  list: number
  count: number
  name: string
}

export namespace RootsResponse {
  let _codec: Codec<RootsResponse>

  export const codec = (): Codec<RootsResponse> => {
    if (_codec == null) {
      _codec = message<RootsResponse>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.list != null && obj.list !== 0)) {
          w.uint32(8)
          w.uint64Number(obj.list)
        }

        if ((obj.count != null && obj.count !== 0)) {
          w.uint32(16)
          w.uint64Number(obj.count)
        }

        if ((obj.name != null && obj.name !== '')) {
          w.uint32(26)
          w.string(obj.name)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          list: 0,
          count: 0,
          name: ''
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.list = reader.uint64Number()
              break
            }
            case 2: {
              obj.count = reader.uint64Number()
              break
            }
            case 3: {
              obj.name = reader.string()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.list`,
                value: reader.uint64Number()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.count`,
                value: reader.uint64Number()
              }
              break
            }
            case 3: {
              yield {
                field: `${prefix}.name`,
                value: reader.string()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface RootsResponseListFieldEvent {
    field: '$.list'
    value: number
  }

  export interface RootsResponseCountFieldEvent {
    field: '$.count'
    value: number
  }

  export interface RootsResponseNameFieldEvent {
    field: '$.name'
    value: string
  }

  export function encode (obj: Partial<RootsResponse>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, RootsResponse.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<RootsResponse>): RootsResponse {
    return decodeMessage(buf, RootsResponse.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<RootsResponse>): Generator<RootsResponseListFieldEvent | RootsResponseCountFieldEvent | RootsResponseNameFieldEvent> {
    return streamMessage(buf, RootsResponse.codec(), opts)
  }
}

export interface RaiseRequest {}

export namespace RaiseRequest {
  let _codec: Codec<RaiseRequest>

  export const codec = (): Codec<RaiseRequest> => {
    if (_codec == null) {
      _codec = message<RaiseRequest>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {}

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export function encode (obj: Partial<RaiseRequest>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, RaiseRequest.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<RaiseRequest>): RaiseRequest {
    return decodeMessage(buf, RaiseRequest.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<RaiseRequest>): Generator<{}> {
    return streamMessage(buf, RaiseRequest.codec(), opts)
  }
}

export interface RaiseResponse {
  generation: number
}

export namespace RaiseResponse {
  let _codec: Codec<RaiseResponse>

  export const codec = (): Codec<RaiseResponse> => {
    if (_codec == null) {
      _codec = message<RaiseResponse>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.generation != null && obj.generation !== 0)) {
          w.uint32(8)
          w.uint64Number(obj.generation)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          generation: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.generation = reader.uint64Number()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.generation`,
                value: reader.uint64Number()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface RaiseResponseGenerationFieldEvent {
    field: '$.generation'
    value: number
  }

  export function encode (obj: Partial<RaiseResponse>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, RaiseResponse.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<RaiseResponse>): RaiseResponse {
    return decodeMessage(buf, RaiseResponse.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<RaiseResponse>): Generator<RaiseResponseGenerationFieldEvent> {
    return streamMessage(buf, RaiseResponse.codec(), opts)
  }
}

export interface AuthPeerRequest {}

export namespace AuthPeerRequest {
  let _codec: Codec<AuthPeerRequest>

  export const codec = (): Codec<AuthPeerRequest> => {
    if (_codec == null) {
      _codec = message<AuthPeerRequest>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {}

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export function encode (obj: Partial<AuthPeerRequest>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, AuthPeerRequest.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<AuthPeerRequest>): AuthPeerRequest {
    return decodeMessage(buf, AuthPeerRequest.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<AuthPeerRequest>): Generator<{}> {
    return streamMessage(buf, AuthPeerRequest.codec(), opts)
  }
}

export interface AuthPeerResponse {
  id: string
  addresses: string[]
}

export namespace AuthPeerResponse {
  let _codec: Codec<AuthPeerResponse>

  export const codec = (): Codec<AuthPeerResponse> => {
    if (_codec == null) {
      _codec = message<AuthPeerResponse>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.id != null && obj.id !== '')) {
          w.uint32(10)
          w.string(obj.id)
        }

        if (obj.addresses != null && obj.addresses.length > 0) {
          for (const value of obj.addresses) {
            w.uint32(18)
            w.string(value)
          }
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          id: '',
          addresses: []
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.id = reader.string()
              break
            }
            case 2: {
              if (opts.limits?.addresses != null && obj.addresses.length === opts.limits.addresses) {
                throw new MaxLengthError('Decode error - repeated field "addresses" had too many elements')
              }

              if (obj.addresses.length === 16) {
                throw new MaxLengthError('Decode error - repeated field "addresses" had too many elements')
              }

              obj.addresses.push(reader.string())
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const obj = {
          addresses: 16
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.id`,
                value: reader.string()
              }
              break
            }
            case 2: {
              if (opts.limits?.addresses != null && obj.addresses === opts.limits.addresses) {
                throw new MaxLengthError('Streaming decode error - repeated field "addresses" had too many elements')
              }

              if (obj.addresses === 16) {
                throw new MaxLengthError('Streaming decode error - repeated field "addresses" had too many elements')
              }

              yield {
                field: `${prefix}.addresses[]`,
                index: obj.addresses,
                value: reader.string()
              }

              obj.addresses++

              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface AuthPeerResponseIdFieldEvent {
    field: '$.id'
    value: string
  }

  export interface AuthPeerResponseAddressesFieldEvent {
    field: '$.addresses[]'
    index: number
    value: string
  }

  export function encode (obj: Partial<AuthPeerResponse>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, AuthPeerResponse.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<AuthPeerResponse>): AuthPeerResponse {
    return decodeMessage(buf, AuthPeerResponse.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<AuthPeerResponse>): Generator<AuthPeerResponseIdFieldEvent | AuthPeerResponseAddressesFieldEvent> {
    return streamMessage(buf, AuthPeerResponse.codec(), opts)
  }
}

export interface QuotaRequest {
  name: string
  bytes: number
}

export namespace QuotaRequest {
  let _codec: Codec<QuotaRequest>

  export const codec = (): Codec<QuotaRequest> => {
    if (_codec == null) {
      _codec = message<QuotaRequest>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.name != null && obj.name !== '')) {
          w.uint32(10)
          w.string(obj.name)
        }

        if ((obj.bytes != null && obj.bytes !== 0)) {
          w.uint32(16)
          w.uint64Number(obj.bytes)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          name: '',
          bytes: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.name = reader.string()
              break
            }
            case 2: {
              obj.bytes = reader.uint64Number()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.name`,
                value: reader.string()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.bytes`,
                value: reader.uint64Number()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface QuotaRequestNameFieldEvent {
    field: '$.name'
    value: string
  }

  export interface QuotaRequestBytesFieldEvent {
    field: '$.bytes'
    value: number
  }

  export function encode (obj: Partial<QuotaRequest>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, QuotaRequest.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<QuotaRequest>): QuotaRequest {
    return decodeMessage(buf, QuotaRequest.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<QuotaRequest>): Generator<QuotaRequestNameFieldEvent | QuotaRequestBytesFieldEvent> {
    return streamMessage(buf, QuotaRequest.codec(), opts)
  }
}

export interface QuotaResponse {
  bytes: number
  files: number
  bytesMax: number
  filesMax: number
}

export namespace QuotaResponse {
  let _codec: Codec<QuotaResponse>

  export const codec = (): Codec<QuotaResponse> => {
    if (_codec == null) {
      _codec = message<QuotaResponse>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.bytes != null && obj.bytes !== 0)) {
          w.uint32(8)
          w.uint64Number(obj.bytes)
        }

        if ((obj.files != null && obj.files !== 0)) {
          w.uint32(16)
          w.uint64Number(obj.files)
        }

        if ((obj.bytesMax != null && obj.bytesMax !== 0)) {
          w.uint32(24)
          w.uint64Number(obj.bytesMax)
        }

        if ((obj.filesMax != null && obj.filesMax !== 0)) {
          w.uint32(32)
          w.uint64Number(obj.filesMax)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          bytes: 0,
          files: 0,
          bytesMax: 0,
          filesMax: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.bytes = reader.uint64Number()
              break
            }
            case 2: {
              obj.files = reader.uint64Number()
              break
            }
            case 3: {
              obj.bytesMax = reader.uint64Number()
              break
            }
            case 4: {
              obj.filesMax = reader.uint64Number()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.bytes`,
                value: reader.uint64Number()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.files`,
                value: reader.uint64Number()
              }
              break
            }
            case 3: {
              yield {
                field: `${prefix}.bytesMax`,
                value: reader.uint64Number()
              }
              break
            }
            case 4: {
              yield {
                field: `${prefix}.filesMax`,
                value: reader.uint64Number()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface QuotaResponseBytesFieldEvent {
    field: '$.bytes'
    value: number
  }

  export interface QuotaResponseFilesFieldEvent {
    field: '$.files'
    value: number
  }

  export interface QuotaResponseBytesMaxFieldEvent {
    field: '$.bytesMax'
    value: number
  }

  export interface QuotaResponseFilesMaxFieldEvent {
    field: '$.filesMax'
    value: number
  }

  export function encode (obj: Partial<QuotaResponse>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, QuotaResponse.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<QuotaResponse>): QuotaResponse {
    return decodeMessage(buf, QuotaResponse.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<QuotaResponse>): Generator<QuotaResponseBytesFieldEvent | QuotaResponseFilesFieldEvent | QuotaResponseBytesMaxFieldEvent | QuotaResponseFilesMaxFieldEvent> {
    return streamMessage(buf, QuotaResponse.codec(), opts)
  }
}

export interface ShareRequest {
  operation: Uint8Array<ArrayBuffer>
  name: string
  user: string
  read: boolean
  write: boolean
}

export namespace ShareRequest {
  let _codec: Codec<ShareRequest>

  export const codec = (): Codec<ShareRequest> => {
    if (_codec == null) {
      _codec = message<ShareRequest>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.operation != null && obj.operation.byteLength > 0)) {
          w.uint32(10)
          w.bytes(obj.operation)
        }

        if ((obj.name != null && obj.name !== '')) {
          w.uint32(18)
          w.string(obj.name)
        }

        if ((obj.user != null && obj.user !== '')) {
          w.uint32(26)
          w.string(obj.user)
        }

        if ((obj.read != null && obj.read !== false)) {
          w.uint32(32)
          w.bool(obj.read)
        }

        if ((obj.write != null && obj.write !== false)) {
          w.uint32(40)
          w.bool(obj.write)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          operation: uint8ArrayAlloc(0),
          name: '',
          user: '',
          read: false,
          write: false
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.operation = reader.bytes()
              break
            }
            case 2: {
              obj.name = reader.string()
              break
            }
            case 3: {
              obj.user = reader.string()
              break
            }
            case 4: {
              obj.read = reader.bool()
              break
            }
            case 5: {
              obj.write = reader.bool()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.operation`,
                value: reader.bytes()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.name`,
                value: reader.string()
              }
              break
            }
            case 3: {
              yield {
                field: `${prefix}.user`,
                value: reader.string()
              }
              break
            }
            case 4: {
              yield {
                field: `${prefix}.read`,
                value: reader.bool()
              }
              break
            }
            case 5: {
              yield {
                field: `${prefix}.write`,
                value: reader.bool()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface ShareRequestOperationFieldEvent {
    field: '$.operation'
    value: Uint8Array<ArrayBuffer>
  }

  export interface ShareRequestNameFieldEvent {
    field: '$.name'
    value: string
  }

  export interface ShareRequestUserFieldEvent {
    field: '$.user'
    value: string
  }

  export interface ShareRequestReadFieldEvent {
    field: '$.read'
    value: boolean
  }

  export interface ShareRequestWriteFieldEvent {
    field: '$.write'
    value: boolean
  }

  export function encode (obj: Partial<ShareRequest>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, ShareRequest.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<ShareRequest>): ShareRequest {
    return decodeMessage(buf, ShareRequest.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<ShareRequest>): Generator<ShareRequestOperationFieldEvent | ShareRequestNameFieldEvent | ShareRequestUserFieldEvent | ShareRequestReadFieldEvent | ShareRequestWriteFieldEvent> {
    return streamMessage(buf, ShareRequest.codec(), opts)
  }
}

export interface ShareResponse {
  record?: FileRecord
}

export namespace ShareResponse {
  let _codec: Codec<ShareResponse>

  export const codec = (): Codec<ShareResponse> => {
    if (_codec == null) {
      _codec = message<ShareResponse>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (obj.record != null) {
          w.uint32(10)
          FileRecord.codec().encode(obj.record, w)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {}

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.record = FileRecord.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.record
              })
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield * FileRecord.codec().stream(reader, reader.uint32(), `${prefix}.record`, {
                limits: opts.limits?.record
              })

              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface ShareResponseRecordIdFieldEvent {
    field: '$.record.id'
    value: Uint8Array<ArrayBuffer>
  }

  export interface ShareResponseRecordOwnerFieldEvent {
    field: '$.record.owner'
    value: string
  }

  export interface ShareResponseRecordNameFieldEvent {
    field: '$.record.name'
    value: string
  }

  export interface ShareResponseRecordVersionFieldEvent {
    field: '$.record.version'
    value: number
  }

  export interface ShareResponseRecordSizeFieldEvent {
    field: '$.record.size'
    value: number
  }

  export interface ShareResponseRecordBlockSizeFieldEvent {
    field: '$.record.blockSize'
    value: number
  }

  export interface ShareResponseRecordRootFieldEvent {
    field: '$.record.root'
    value: Uint8Array<ArrayBuffer>
  }

  export interface ShareResponseRecordMtimeFieldEvent {
    field: '$.record.mtime'
    value: number
  }

  export interface ShareResponseRecordStateFieldEvent {
    field: '$.record.state'
    value: RecordState
  }

  export interface ShareResponseRecordEpochFieldEvent {
    field: '$.record.epoch'
    value: number
  }

  export interface ShareResponseRecordOperationFieldEvent {
    field: '$.record.operation'
    value: Uint8Array<ArrayBuffer>
  }

  export interface ShareResponseRecordTermFieldEvent {
    field: '$.record.term'
    value: number
  }

  export interface ShareResponseRecordEncryptionKeyIdFieldEvent {
    field: '$.record.encryptionKeyId'
    value: Uint8Array<ArrayBuffer>
  }

  export interface ShareResponseRecordHistoryVersionFieldEvent {
    field: '$.record.history[].version'
    value: number
    index: number
  }

  export interface ShareResponseRecordHistoryRootFieldEvent {
    field: '$.record.history[].root'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface ShareResponseRecordHistorySizeFieldEvent {
    field: '$.record.history[].size'
    value: number
    index: number
  }

  export interface ShareResponseRecordHistoryBlockSizeFieldEvent {
    field: '$.record.history[].blockSize'
    value: number
    index: number
  }

  export interface ShareResponseRecordHistoryMtimeFieldEvent {
    field: '$.record.history[].mtime'
    value: number
    index: number
  }

  export interface ShareResponseRecordHistoryReplacedMsFieldEvent {
    field: '$.record.history[].replacedMs'
    value: number
    index: number
  }

  export interface ShareResponseRecordHistoryOperationFieldEvent {
    field: '$.record.history[].operation'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface ShareResponseRecordHistoryEncryptionKeyIdFieldEvent {
    field: '$.record.history[].encryptionKeyId'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface ShareResponseRecordTagsFieldEvent {
    field: '$.record.tags[]'
    index: number
    value: string
  }

  export interface ShareResponseRecordRenamedFromNameFieldEvent {
    field: '$.record.renamedFrom.name'
    value: string
  }

  export interface ShareResponseRecordRenamedFromVersionFieldEvent {
    field: '$.record.renamedFrom.version'
    value: number
  }

  export interface ShareResponseRecordRenamedFromEarlierOperationsOperationFieldEvent {
    field: '$.record.renamedFrom.earlierOperations[].operation'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface ShareResponseRecordRenamedFromEarlierOperationsVersionFieldEvent {
    field: '$.record.renamedFrom.earlierOperations[].version'
    value: number
    index: number
  }

  export interface ShareResponseRecordRenamedFromEarlierOperationsStateFieldEvent {
    field: '$.record.renamedFrom.earlierOperations[].state'
    value: RecordState
    index: number
  }

  export interface ShareResponseRecordGrantsUserFieldEvent {
    field: '$.record.grants[].user'
    value: string
    index: number
  }

  export interface ShareResponseRecordGrantsWriteFieldEvent {
    field: '$.record.grants[].write'
    value: boolean
    index: number
  }

  export interface ShareResponseRecordEarlierOperationsOperationFieldEvent {
    field: '$.record.earlierOperations[].operation'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface ShareResponseRecordEarlierOperationsVersionFieldEvent {
    field: '$.record.earlierOperations[].version'
    value: number
    index: number
  }

  export interface ShareResponseRecordEarlierOperationsStateFieldEvent {
    field: '$.record.earlierOperations[].state'
    value: RecordState
    index: number
  }

  export function encode (obj: Partial<ShareResponse>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, ShareResponse.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<ShareResponse>): ShareResponse {
    return decodeMessage(buf, ShareResponse.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<ShareResponse>): Generator<ShareResponseRecordIdFieldEvent | ShareResponseRecordOwnerFieldEvent | ShareResponseRecordNameFieldEvent | ShareResponseRecordVersionFieldEvent | ShareResponseRecordSizeFieldEvent | ShareResponseRecordBlockSizeFieldEvent | ShareResponseRecordRootFieldEvent | ShareResponseRecordMtimeFieldEvent | ShareResponseRecordStateFieldEvent | ShareResponseRecordEpochFieldEvent | ShareResponseRecordOperationFieldEvent | ShareResponseRecordTermFieldEvent | ShareResponseRecordEncryptionKeyIdFieldEvent | ShareResponseRecordHistoryVersionFieldEvent | ShareResponseRecordHistoryRootFieldEvent | ShareResponseRecordHistorySizeFieldEvent | ShareResponseRecordHistoryBlockSizeFieldEvent | ShareResponseRecordHistoryMtimeFieldEvent | ShareResponseRecordHistoryReplacedMsFieldEvent | ShareResponseRecordHistoryOperationFieldEvent | ShareResponseRecordHistoryEncryptionKeyIdFieldEvent | ShareResponseRecordTagsFieldEvent | ShareResponseRecordRenamedFromNameFieldEvent | ShareResponseRecordRenamedFromVersionFieldEvent | ShareResponseRecordRenamedFromEarlierOperationsOperationFieldEvent | ShareResponseRecordRenamedFromEarlierOperationsVersionFieldEvent | ShareResponseRecordRenamedFromEarlierOperationsStateFieldEvent | ShareResponseRecordGrantsUserFieldEvent | ShareResponseRecordGrantsWriteFieldEvent | ShareResponseRecordEarlierOperationsOperationFieldEvent | ShareResponseRecordEarlierOperationsVersionFieldEvent | ShareResponseRecordEarlierOperationsStateFieldEvent> {
    return streamMessage(buf, ShareResponse.codec(), opts)
  }
}

export interface Credential {
  issuer: string
  subject: string
  scope: string
  refresh: Uint8Array<ArrayBuffer>
  token: string
  expiresMs: number
}

export namespace Credential {
  let _codec: Codec<Credential>

  export const codec = (): Codec<Credential> => {
    if (_codec == null) {
      _codec = message<Credential>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.issuer != null && obj.issuer !== '')) {
          w.uint32(10)
          w.string(obj.issuer)
        }

        if ((obj.subject != null && obj.subject !== '')) {
          w.uint32(18)
          w.string(obj.subject)
        }

        if ((obj.scope != null && obj.scope !== '')) {
          w.uint32(26)
          w.string(obj.scope)
        }

        if ((obj.refresh != null && obj.refresh.byteLength > 0)) {
          w.uint32(34)
          w.bytes(obj.refresh)
        }

        if ((obj.token != null && obj.token !== '')) {
          w.uint32(42)
          w.string(obj.token)
        }

        if ((obj.expiresMs != null && obj.expiresMs !== 0)) {
          w.uint32(48)
          w.uint64Number(obj.expiresMs)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          issuer: '',
          subject: '',
          scope: '',
          refresh: uint8ArrayAlloc(0),
          token: '',
          expiresMs: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.issuer = reader.string()
              break
            }
            case 2: {
              obj.subject = reader.string()
              break
            }
            case 3: {
              obj.scope = reader.string()
              break
            }
            case 4: {
              obj.refresh = reader.bytes()
              break
            }
            case 5: {
              obj.token = reader.string()
              break
            }
            case 6: {
              obj.expiresMs = reader.uint64Number()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.issuer`,
                value: reader.string()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.subject`,
                value: reader.string()
              }
              break
            }
            case 3: {
              yield {
                field: `${prefix}.scope`,
                value: reader.string()
              }
              break
            }
            case 4: {
              yield {
                field: `${prefix}.refresh`,
                value: reader.bytes()
              }
              break
            }
            case 5: {
              yield {
                field: `${prefix}.token`,
                value: reader.string()
              }
              break
            }
            case 6: {
              yield {
                field: `${prefix}.expiresMs`,
                value: reader.uint64Number()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface CredentialIssuerFieldEvent {
    field: '$.issuer'
    value: string
  }

  export interface CredentialSubjectFieldEvent {
    field: '$.subject'
    value: string
  }

  export interface CredentialScopeFieldEvent {
    field: '$.scope'
    value: string
  }

  export interface CredentialRefreshFieldEvent {
    field: '$.refresh'
    value: Uint8Array<ArrayBuffer>
  }

  export interface CredentialTokenFieldEvent {
    field: '$.token'
    value: string
  }

  export interface CredentialExpiresMsFieldEvent {
    field: '$.expiresMs'
    value: number
  }

  export function encode (obj: Partial<Credential>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, Credential.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Credential>): Credential {
    return decodeMessage(buf, Credential.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Credential>): Generator<CredentialIssuerFieldEvent | CredentialSubjectFieldEvent | CredentialScopeFieldEvent | CredentialRefreshFieldEvent | CredentialTokenFieldEvent | CredentialExpiresMsFieldEvent> {
    return streamMessage(buf, Credential.codec(), opts)
  }
}

export interface LoginRequest {
  user: string
  password: string
}

export namespace LoginRequest {
  let _codec: Codec<LoginRequest>

  export const codec = (): Codec<LoginRequest> => {
    if (_codec == null) {
      _codec = message<LoginRequest>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.user != null && obj.user !== '')) {
          w.uint32(10)
          w.string(obj.user)
        }

        if ((obj.password != null && obj.password !== '')) {
          w.uint32(18)
          w.string(obj.password)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          user: '',
          password: ''
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.user = reader.string()
              break
            }
            case 2: {
              obj.password = reader.string()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.user`,
                value: reader.string()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.password`,
                value: reader.string()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface LoginRequestUserFieldEvent {
    field: '$.user'
    value: string
  }

  export interface LoginRequestPasswordFieldEvent {
    field: '$.password'
    value: string
  }

  export function encode (obj: Partial<LoginRequest>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, LoginRequest.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<LoginRequest>): LoginRequest {
    return decodeMessage(buf, LoginRequest.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<LoginRequest>): Generator<LoginRequestUserFieldEvent | LoginRequestPasswordFieldEvent> {
    return streamMessage(buf, LoginRequest.codec(), opts)
  }
}

export interface LoginResponse {
  credential?: Credential
}

export namespace LoginResponse {
  let _codec: Codec<LoginResponse>

  export const codec = (): Codec<LoginResponse> => {
    if (_codec == null) {
      _codec = message<LoginResponse>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (obj.credential != null) {
          w.uint32(10)
          Credential.codec().encode(obj.credential, w)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {}

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.credential = Credential.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.credential
              })
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield * Credential.codec().stream(reader, reader.uint32(), `${prefix}.credential`, {
                limits: opts.limits?.credential
              })

              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface LoginResponseCredentialIssuerFieldEvent {
    field: '$.credential.issuer'
    value: string
  }

  export interface LoginResponseCredentialSubjectFieldEvent {
    field: '$.credential.subject'
    value: string
  }

  export interface LoginResponseCredentialScopeFieldEvent {
    field: '$.credential.scope'
    value: string
  }

  export interface LoginResponseCredentialRefreshFieldEvent {
    field: '$.credential.refresh'
    value: Uint8Array<ArrayBuffer>
  }

  export interface LoginResponseCredentialTokenFieldEvent {
    field: '$.credential.token'
    value: string
  }

  export interface LoginResponseCredentialExpiresMsFieldEvent {
    field: '$.credential.expiresMs'
    value: number
  }

  export function encode (obj: Partial<LoginResponse>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, LoginResponse.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<LoginResponse>): LoginResponse {
    return decodeMessage(buf, LoginResponse.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<LoginResponse>): Generator<LoginResponseCredentialIssuerFieldEvent | LoginResponseCredentialSubjectFieldEvent | LoginResponseCredentialScopeFieldEvent | LoginResponseCredentialRefreshFieldEvent | LoginResponseCredentialTokenFieldEvent | LoginResponseCredentialExpiresMsFieldEvent> {
    return streamMessage(buf, LoginResponse.codec(), opts)
  }
}

export interface RenewRequest {
  refresh: Uint8Array<ArrayBuffer>
}

export namespace RenewRequest {
  let _codec: Codec<RenewRequest>

  export const codec = (): Codec<RenewRequest> => {
    if (_codec == null) {
      _codec = message<RenewRequest>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.refresh != null && obj.refresh.byteLength > 0)) {
          w.uint32(10)
          w.bytes(obj.refresh)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          refresh: uint8ArrayAlloc(0)
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.refresh = reader.bytes()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.refresh`,
                value: reader.bytes()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface RenewRequestRefreshFieldEvent {
    field: '$.refresh'
    value: Uint8Array<ArrayBuffer>
  }

  export function encode (obj: Partial<RenewRequest>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, RenewRequest.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<RenewRequest>): RenewRequest {
    return decodeMessage(buf, RenewRequest.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<RenewRequest>): Generator<RenewRequestRefreshFieldEvent> {
    return streamMessage(buf, RenewRequest.codec(), opts)
  }
}

export interface RenewResponse {
  token: string
  expiresMs: number
}

export namespace RenewResponse {
  let _codec: Codec<RenewResponse>

  export const codec = (): Codec<RenewResponse> => {
    if (_codec == null) {
      _codec = message<RenewResponse>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.token != null && obj.token !== '')) {
          w.uint32(10)
          w.string(obj.token)
        }

        if ((obj.expiresMs != null && obj.expiresMs !== 0)) {
          w.uint32(16)
          w.uint64Number(obj.expiresMs)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          token: '',
          expiresMs: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.token = reader.string()
              break
            }
            case 2: {
              obj.expiresMs = reader.uint64Number()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.token`,
                value: reader.string()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.expiresMs`,
                value: reader.uint64Number()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface RenewResponseTokenFieldEvent {
    field: '$.token'
    value: string
  }

  export interface RenewResponseExpiresMsFieldEvent {
    field: '$.expiresMs'
    value: number
  }

  export function encode (obj: Partial<RenewResponse>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, RenewResponse.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<RenewResponse>): RenewResponse {
    return decodeMessage(buf, RenewResponse.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<RenewResponse>): Generator<RenewResponseTokenFieldEvent | RenewResponseExpiresMsFieldEvent> {
    return streamMessage(buf, RenewResponse.codec(), opts)
  }
}

export interface LogoutRequest {
  refresh: Uint8Array<ArrayBuffer>
}

export namespace LogoutRequest {
  let _codec: Codec<LogoutRequest>

  export const codec = (): Codec<LogoutRequest> => {
    if (_codec == null) {
      _codec = message<LogoutRequest>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.refresh != null && obj.refresh.byteLength > 0)) {
          w.uint32(10)
          w.bytes(obj.refresh)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          refresh: uint8ArrayAlloc(0)
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.refresh = reader.bytes()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.refresh`,
                value: reader.bytes()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface LogoutRequestRefreshFieldEvent {
    field: '$.refresh'
    value: Uint8Array<ArrayBuffer>
  }

  export function encode (obj: Partial<LogoutRequest>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, LogoutRequest.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<LogoutRequest>): LogoutRequest {
    return decodeMessage(buf, LogoutRequest.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<LogoutRequest>): Generator<LogoutRequestRefreshFieldEvent> {
    return streamMessage(buf, LogoutRequest.codec(), opts)
  }
}

export interface LogoutResponse {}

export namespace LogoutResponse {
  let _codec: Codec<LogoutResponse>

  export const codec = (): Codec<LogoutResponse> => {
    if (_codec == null) {
      _codec = message<LogoutResponse>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {}

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export function encode (obj: Partial<LogoutResponse>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, LogoutResponse.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<LogoutResponse>): LogoutResponse {
    return decodeMessage(buf, LogoutResponse.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<LogoutResponse>): Generator<{}> {
    return streamMessage(buf, LogoutResponse.codec(), opts)
  }
}

export interface InviteRequest {
  user: string
  lifeMs: number
}

export namespace InviteRequest {
  let _codec: Codec<InviteRequest>

  export const codec = (): Codec<InviteRequest> => {
    if (_codec == null) {
      _codec = message<InviteRequest>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.user != null && obj.user !== '')) {
          w.uint32(10)
          w.string(obj.user)
        }

        if ((obj.lifeMs != null && obj.lifeMs !== 0)) {
          w.uint32(16)
          w.uint32(obj.lifeMs)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          user: '',
          lifeMs: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.user = reader.string()
              break
            }
            case 2: {
              obj.lifeMs = reader.uint32()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.user`,
                value: reader.string()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.lifeMs`,
                value: reader.uint32()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface InviteRequestUserFieldEvent {
    field: '$.user'
    value: string
  }

  export interface InviteRequestLifeMsFieldEvent {
    field: '$.lifeMs'
    value: number
  }

  export function encode (obj: Partial<InviteRequest>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, InviteRequest.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<InviteRequest>): InviteRequest {
    return decodeMessage(buf, InviteRequest.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<InviteRequest>): Generator<InviteRequestUserFieldEvent | InviteRequestLifeMsFieldEvent> {
    return streamMessage(buf, InviteRequest.codec(), opts)
  }
}

export interface InviteResponse {
  secret: Uint8Array<ArrayBuffer>
  expiresMs: number
}

export namespace InviteResponse {
  let _codec: Codec<InviteResponse>

  export const codec = (): Codec<InviteResponse> => {
    if (_codec == null) {
      _codec = message<InviteResponse>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.secret != null && obj.secret.byteLength > 0)) {
          w.uint32(10)
          w.bytes(obj.secret)
        }

        if ((obj.expiresMs != null && obj.expiresMs !== 0)) {
          w.uint32(16)
          w.uint64Number(obj.expiresMs)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          secret: uint8ArrayAlloc(0),
          expiresMs: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.secret = reader.bytes()
              break
            }
            case 2: {
              obj.expiresMs = reader.uint64Number()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.secret`,
                value: reader.bytes()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.expiresMs`,
                value: reader.uint64Number()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface InviteResponseSecretFieldEvent {
    field: '$.secret'
    value: Uint8Array<ArrayBuffer>
  }

  export interface InviteResponseExpiresMsFieldEvent {
    field: '$.expiresMs'
    value: number
  }

  export function encode (obj: Partial<InviteResponse>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, InviteResponse.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<InviteResponse>): InviteResponse {
    return decodeMessage(buf, InviteResponse.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<InviteResponse>): Generator<InviteResponseSecretFieldEvent | InviteResponseExpiresMsFieldEvent> {
    return streamMessage(buf, InviteResponse.codec(), opts)
  }
}

export interface RedeemRequest {
  secret: Uint8Array<ArrayBuffer>
  peer: boolean
}

export namespace RedeemRequest {
  let _codec: Codec<RedeemRequest>

  export const codec = (): Codec<RedeemRequest> => {
    if (_codec == null) {
      _codec = message<RedeemRequest>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.secret != null && obj.secret.byteLength > 0)) {
          w.uint32(10)
          w.bytes(obj.secret)
        }

        if ((obj.peer != null && obj.peer !== false)) {
          w.uint32(16)
          w.bool(obj.peer)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          secret: uint8ArrayAlloc(0),
          peer: false
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.secret = reader.bytes()
              break
            }
            case 2: {
              obj.peer = reader.bool()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.secret`,
                value: reader.bytes()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.peer`,
                value: reader.bool()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface RedeemRequestSecretFieldEvent {
    field: '$.secret'
    value: Uint8Array<ArrayBuffer>
  }

  export interface RedeemRequestPeerFieldEvent {
    field: '$.peer'
    value: boolean
  }

  export function encode (obj: Partial<RedeemRequest>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, RedeemRequest.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<RedeemRequest>): RedeemRequest {
    return decodeMessage(buf, RedeemRequest.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<RedeemRequest>): Generator<RedeemRequestSecretFieldEvent | RedeemRequestPeerFieldEvent> {
    return streamMessage(buf, RedeemRequest.codec(), opts)
  }
}

export interface RedeemResponse {
  credential?: Credential
}

export namespace RedeemResponse {
  let _codec: Codec<RedeemResponse>

  export const codec = (): Codec<RedeemResponse> => {
    if (_codec == null) {
      _codec = message<RedeemResponse>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (obj.credential != null) {
          w.uint32(10)
          Credential.codec().encode(obj.credential, w)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {}

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.credential = Credential.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.credential
              })
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield * Credential.codec().stream(reader, reader.uint32(), `${prefix}.credential`, {
                limits: opts.limits?.credential
              })

              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface RedeemResponseCredentialIssuerFieldEvent {
    field: '$.credential.issuer'
    value: string
  }

  export interface RedeemResponseCredentialSubjectFieldEvent {
    field: '$.credential.subject'
    value: string
  }

  export interface RedeemResponseCredentialScopeFieldEvent {
    field: '$.credential.scope'
    value: string
  }

  export interface RedeemResponseCredentialRefreshFieldEvent {
    field: '$.credential.refresh'
    value: Uint8Array<ArrayBuffer>
  }

  export interface RedeemResponseCredentialTokenFieldEvent {
    field: '$.credential.token'
    value: string
  }

  export interface RedeemResponseCredentialExpiresMsFieldEvent {
    field: '$.credential.expiresMs'
    value: number
  }

  export function encode (obj: Partial<RedeemResponse>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, RedeemResponse.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<RedeemResponse>): RedeemResponse {
    return decodeMessage(buf, RedeemResponse.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<RedeemResponse>): Generator<RedeemResponseCredentialIssuerFieldEvent | RedeemResponseCredentialSubjectFieldEvent | RedeemResponseCredentialScopeFieldEvent | RedeemResponseCredentialRefreshFieldEvent | RedeemResponseCredentialTokenFieldEvent | RedeemResponseCredentialExpiresMsFieldEvent> {
    return streamMessage(buf, RedeemResponse.codec(), opts)
  }
}

export interface TokenRequest {
  peer: string
  scope: string
  lifeMs: number
}

export namespace TokenRequest {
  let _codec: Codec<TokenRequest>

  export const codec = (): Codec<TokenRequest> => {
    if (_codec == null) {
      _codec = message<TokenRequest>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.peer != null && obj.peer !== '')) {
          w.uint32(10)
          w.string(obj.peer)
        }

        if ((obj.scope != null && obj.scope !== '')) {
          w.uint32(18)
          w.string(obj.scope)
        }

        if ((obj.lifeMs != null && obj.lifeMs !== 0)) {
          w.uint32(24)
          w.uint64Number(obj.lifeMs)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          peer: '',
          scope: '',
          lifeMs: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.peer = reader.string()
              break
            }
            case 2: {
              obj.scope = reader.string()
              break
            }
            case 3: {
              obj.lifeMs = reader.uint64Number()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.peer`,
                value: reader.string()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.scope`,
                value: reader.string()
              }
              break
            }
            case 3: {
              yield {
                field: `${prefix}.lifeMs`,
                value: reader.uint64Number()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface TokenRequestPeerFieldEvent {
    field: '$.peer'
    value: string
  }

  export interface TokenRequestScopeFieldEvent {
    field: '$.scope'
    value: string
  }

  export interface TokenRequestLifeMsFieldEvent {
    field: '$.lifeMs'
    value: number
  }

  export function encode (obj: Partial<TokenRequest>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, TokenRequest.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<TokenRequest>): TokenRequest {
    return decodeMessage(buf, TokenRequest.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<TokenRequest>): Generator<TokenRequestPeerFieldEvent | TokenRequestScopeFieldEvent | TokenRequestLifeMsFieldEvent> {
    return streamMessage(buf, TokenRequest.codec(), opts)
  }
}

export interface TokenResponse {
  token: string
  expiresMs: number
}

export namespace TokenResponse {
  let _codec: Codec<TokenResponse>

  export const codec = (): Codec<TokenResponse> => {
    if (_codec == null) {
      _codec = message<TokenResponse>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.token != null && obj.token !== '')) {
          w.uint32(10)
          w.string(obj.token)
        }

        if ((obj.expiresMs != null && obj.expiresMs !== 0)) {
          w.uint32(16)
          w.uint64Number(obj.expiresMs)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          token: '',
          expiresMs: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.token = reader.string()
              break
            }
            case 2: {
              obj.expiresMs = reader.uint64Number()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.token`,
                value: reader.string()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.expiresMs`,
                value: reader.uint64Number()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface TokenResponseTokenFieldEvent {
    field: '$.token'
    value: string
  }

  export interface TokenResponseExpiresMsFieldEvent {
    field: '$.expiresMs'
    value: number
  }

  export function encode (obj: Partial<TokenResponse>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, TokenResponse.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<TokenResponse>): TokenResponse {
    return decodeMessage(buf, TokenResponse.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<TokenResponse>): Generator<TokenResponseTokenFieldEvent | TokenResponseExpiresMsFieldEvent> {
    return streamMessage(buf, TokenResponse.codec(), opts)
  }
}

export interface UserInfo {
  name: string
  scope: string
  disabled: boolean
  bytesMax: number
  filesMax: number
  devices: number
}

export namespace UserInfo {
  let _codec: Codec<UserInfo>

  export const codec = (): Codec<UserInfo> => {
    if (_codec == null) {
      _codec = message<UserInfo>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.name != null && obj.name !== '')) {
          w.uint32(10)
          w.string(obj.name)
        }

        if ((obj.scope != null && obj.scope !== '')) {
          w.uint32(18)
          w.string(obj.scope)
        }

        if ((obj.disabled != null && obj.disabled !== false)) {
          w.uint32(24)
          w.bool(obj.disabled)
        }

        if ((obj.bytesMax != null && obj.bytesMax !== 0)) {
          w.uint32(32)
          w.uint64Number(obj.bytesMax)
        }

        if ((obj.filesMax != null && obj.filesMax !== 0)) {
          w.uint32(40)
          w.uint64Number(obj.filesMax)
        }

        if ((obj.devices != null && obj.devices !== 0)) {
          w.uint32(48)
          w.uint32(obj.devices)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          name: '',
          scope: '',
          disabled: false,
          bytesMax: 0,
          filesMax: 0,
          devices: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.name = reader.string()
              break
            }
            case 2: {
              obj.scope = reader.string()
              break
            }
            case 3: {
              obj.disabled = reader.bool()
              break
            }
            case 4: {
              obj.bytesMax = reader.uint64Number()
              break
            }
            case 5: {
              obj.filesMax = reader.uint64Number()
              break
            }
            case 6: {
              obj.devices = reader.uint32()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.name`,
                value: reader.string()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.scope`,
                value: reader.string()
              }
              break
            }
            case 3: {
              yield {
                field: `${prefix}.disabled`,
                value: reader.bool()
              }
              break
            }
            case 4: {
              yield {
                field: `${prefix}.bytesMax`,
                value: reader.uint64Number()
              }
              break
            }
            case 5: {
              yield {
                field: `${prefix}.filesMax`,
                value: reader.uint64Number()
              }
              break
            }
            case 6: {
              yield {
                field: `${prefix}.devices`,
                value: reader.uint32()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface UserInfoNameFieldEvent {
    field: '$.name'
    value: string
  }

  export interface UserInfoScopeFieldEvent {
    field: '$.scope'
    value: string
  }

  export interface UserInfoDisabledFieldEvent {
    field: '$.disabled'
    value: boolean
  }

  export interface UserInfoBytesMaxFieldEvent {
    field: '$.bytesMax'
    value: number
  }

  export interface UserInfoFilesMaxFieldEvent {
    field: '$.filesMax'
    value: number
  }

  export interface UserInfoDevicesFieldEvent {
    field: '$.devices'
    value: number
  }

  export function encode (obj: Partial<UserInfo>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, UserInfo.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<UserInfo>): UserInfo {
    return decodeMessage(buf, UserInfo.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<UserInfo>): Generator<UserInfoNameFieldEvent | UserInfoScopeFieldEvent | UserInfoDisabledFieldEvent | UserInfoBytesMaxFieldEvent | UserInfoFilesMaxFieldEvent | UserInfoDevicesFieldEvent> {
    return streamMessage(buf, UserInfo.codec(), opts)
  }
}

export interface UserAddRequest {
  name: string
  scope: string
  password: string
}

export namespace UserAddRequest {
  let _codec: Codec<UserAddRequest>

  export const codec = (): Codec<UserAddRequest> => {
    if (_codec == null) {
      _codec = message<UserAddRequest>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.name != null && obj.name !== '')) {
          w.uint32(10)
          w.string(obj.name)
        }

        if ((obj.scope != null && obj.scope !== '')) {
          w.uint32(18)
          w.string(obj.scope)
        }

        if ((obj.password != null && obj.password !== '')) {
          w.uint32(26)
          w.string(obj.password)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          name: '',
          scope: '',
          password: ''
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.name = reader.string()
              break
            }
            case 2: {
              obj.scope = reader.string()
              break
            }
            case 3: {
              obj.password = reader.string()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.name`,
                value: reader.string()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.scope`,
                value: reader.string()
              }
              break
            }
            case 3: {
              yield {
                field: `${prefix}.password`,
                value: reader.string()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface UserAddRequestNameFieldEvent {
    field: '$.name'
    value: string
  }

  export interface UserAddRequestScopeFieldEvent {
    field: '$.scope'
    value: string
  }

  export interface UserAddRequestPasswordFieldEvent {
    field: '$.password'
    value: string
  }

  export function encode (obj: Partial<UserAddRequest>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, UserAddRequest.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<UserAddRequest>): UserAddRequest {
    return decodeMessage(buf, UserAddRequest.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<UserAddRequest>): Generator<UserAddRequestNameFieldEvent | UserAddRequestScopeFieldEvent | UserAddRequestPasswordFieldEvent> {
    return streamMessage(buf, UserAddRequest.codec(), opts)
  }
}

export interface UserAddResponse {
  user?: UserInfo
}

export namespace UserAddResponse {
  let _codec: Codec<UserAddResponse>

  export const codec = (): Codec<UserAddResponse> => {
    if (_codec == null) {
      _codec = message<UserAddResponse>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (obj.user != null) {
          w.uint32(10)
          UserInfo.codec().encode(obj.user, w)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {}

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.user = UserInfo.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.user
              })
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield * UserInfo.codec().stream(reader, reader.uint32(), `${prefix}.user`, {
                limits: opts.limits?.user
              })

              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface UserAddResponseUserNameFieldEvent {
    field: '$.user.name'
    value: string
  }

  export interface UserAddResponseUserScopeFieldEvent {
    field: '$.user.scope'
    value: string
  }

  export interface UserAddResponseUserDisabledFieldEvent {
    field: '$.user.disabled'
    value: boolean
  }

  export interface UserAddResponseUserBytesMaxFieldEvent {
    field: '$.user.bytesMax'
    value: number
  }

  export interface UserAddResponseUserFilesMaxFieldEvent {
    field: '$.user.filesMax'
    value: number
  }

  export interface UserAddResponseUserDevicesFieldEvent {
    field: '$.user.devices'
    value: number
  }

  export function encode (obj: Partial<UserAddResponse>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, UserAddResponse.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<UserAddResponse>): UserAddResponse {
    return decodeMessage(buf, UserAddResponse.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<UserAddResponse>): Generator<UserAddResponseUserNameFieldEvent | UserAddResponseUserScopeFieldEvent | UserAddResponseUserDisabledFieldEvent | UserAddResponseUserBytesMaxFieldEvent | UserAddResponseUserFilesMaxFieldEvent | UserAddResponseUserDevicesFieldEvent> {
    return streamMessage(buf, UserAddResponse.codec(), opts)
  }
}

export interface UserChangeRequest {
  name: string
  password: string
  passwordBefore: string
  disable: boolean
  enable: boolean
  quota: boolean
  bytesMax: number
  filesMax: number
}

export namespace UserChangeRequest {
  let _codec: Codec<UserChangeRequest>

  export const codec = (): Codec<UserChangeRequest> => {
    if (_codec == null) {
      _codec = message<UserChangeRequest>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.name != null && obj.name !== '')) {
          w.uint32(10)
          w.string(obj.name)
        }

        if ((obj.password != null && obj.password !== '')) {
          w.uint32(18)
          w.string(obj.password)
        }

        if ((obj.passwordBefore != null && obj.passwordBefore !== '')) {
          w.uint32(26)
          w.string(obj.passwordBefore)
        }

        if ((obj.disable != null && obj.disable !== false)) {
          w.uint32(32)
          w.bool(obj.disable)
        }

        if ((obj.enable != null && obj.enable !== false)) {
          w.uint32(40)
          w.bool(obj.enable)
        }

        if ((obj.quota != null && obj.quota !== false)) {
          w.uint32(48)
          w.bool(obj.quota)
        }

        if ((obj.bytesMax != null && obj.bytesMax !== 0)) {
          w.uint32(56)
          w.uint64Number(obj.bytesMax)
        }

        if ((obj.filesMax != null && obj.filesMax !== 0)) {
          w.uint32(64)
          w.uint64Number(obj.filesMax)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          name: '',
          password: '',
          passwordBefore: '',
          disable: false,
          enable: false,
          quota: false,
          bytesMax: 0,
          filesMax: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.name = reader.string()
              break
            }
            case 2: {
              obj.password = reader.string()
              break
            }
            case 3: {
              obj.passwordBefore = reader.string()
              break
            }
            case 4: {
              obj.disable = reader.bool()
              break
            }
            case 5: {
              obj.enable = reader.bool()
              break
            }
            case 6: {
              obj.quota = reader.bool()
              break
            }
            case 7: {
              obj.bytesMax = reader.uint64Number()
              break
            }
            case 8: {
              obj.filesMax = reader.uint64Number()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.name`,
                value: reader.string()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.password`,
                value: reader.string()
              }
              break
            }
            case 3: {
              yield {
                field: `${prefix}.passwordBefore`,
                value: reader.string()
              }
              break
            }
            case 4: {
              yield {
                field: `${prefix}.disable`,
                value: reader.bool()
              }
              break
            }
            case 5: {
              yield {
                field: `${prefix}.enable`,
                value: reader.bool()
              }
              break
            }
            case 6: {
              yield {
                field: `${prefix}.quota`,
                value: reader.bool()
              }
              break
            }
            case 7: {
              yield {
                field: `${prefix}.bytesMax`,
                value: reader.uint64Number()
              }
              break
            }
            case 8: {
              yield {
                field: `${prefix}.filesMax`,
                value: reader.uint64Number()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface UserChangeRequestNameFieldEvent {
    field: '$.name'
    value: string
  }

  export interface UserChangeRequestPasswordFieldEvent {
    field: '$.password'
    value: string
  }

  export interface UserChangeRequestPasswordBeforeFieldEvent {
    field: '$.passwordBefore'
    value: string
  }

  export interface UserChangeRequestDisableFieldEvent {
    field: '$.disable'
    value: boolean
  }

  export interface UserChangeRequestEnableFieldEvent {
    field: '$.enable'
    value: boolean
  }

  export interface UserChangeRequestQuotaFieldEvent {
    field: '$.quota'
    value: boolean
  }

  export interface UserChangeRequestBytesMaxFieldEvent {
    field: '$.bytesMax'
    value: number
  }

  export interface UserChangeRequestFilesMaxFieldEvent {
    field: '$.filesMax'
    value: number
  }

  export function encode (obj: Partial<UserChangeRequest>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, UserChangeRequest.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<UserChangeRequest>): UserChangeRequest {
    return decodeMessage(buf, UserChangeRequest.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<UserChangeRequest>): Generator<UserChangeRequestNameFieldEvent | UserChangeRequestPasswordFieldEvent | UserChangeRequestPasswordBeforeFieldEvent | UserChangeRequestDisableFieldEvent | UserChangeRequestEnableFieldEvent | UserChangeRequestQuotaFieldEvent | UserChangeRequestBytesMaxFieldEvent | UserChangeRequestFilesMaxFieldEvent> {
    return streamMessage(buf, UserChangeRequest.codec(), opts)
  }
}

export interface UserChangeResponse {
  user?: UserInfo
}

export namespace UserChangeResponse {
  let _codec: Codec<UserChangeResponse>

  export const codec = (): Codec<UserChangeResponse> => {
    if (_codec == null) {
      _codec = message<UserChangeResponse>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (obj.user != null) {
          w.uint32(10)
          UserInfo.codec().encode(obj.user, w)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {}

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.user = UserInfo.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.user
              })
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield * UserInfo.codec().stream(reader, reader.uint32(), `${prefix}.user`, {
                limits: opts.limits?.user
              })

              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface UserChangeResponseUserNameFieldEvent {
    field: '$.user.name'
    value: string
  }

  export interface UserChangeResponseUserScopeFieldEvent {
    field: '$.user.scope'
    value: string
  }

  export interface UserChangeResponseUserDisabledFieldEvent {
    field: '$.user.disabled'
    value: boolean
  }

  export interface UserChangeResponseUserBytesMaxFieldEvent {
    field: '$.user.bytesMax'
    value: number
  }

  export interface UserChangeResponseUserFilesMaxFieldEvent {
    field: '$.user.filesMax'
    value: number
  }

  export interface UserChangeResponseUserDevicesFieldEvent {
    field: '$.user.devices'
    value: number
  }

  export function encode (obj: Partial<UserChangeResponse>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, UserChangeResponse.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<UserChangeResponse>): UserChangeResponse {
    return decodeMessage(buf, UserChangeResponse.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<UserChangeResponse>): Generator<UserChangeResponseUserNameFieldEvent | UserChangeResponseUserScopeFieldEvent | UserChangeResponseUserDisabledFieldEvent | UserChangeResponseUserBytesMaxFieldEvent | UserChangeResponseUserFilesMaxFieldEvent | UserChangeResponseUserDevicesFieldEvent> {
    return streamMessage(buf, UserChangeResponse.codec(), opts)
  }
}

export interface UserListRequest {
  after: string
}

export namespace UserListRequest {
  let _codec: Codec<UserListRequest>

  export const codec = (): Codec<UserListRequest> => {
    if (_codec == null) {
      _codec = message<UserListRequest>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.after != null && obj.after !== '')) {
          w.uint32(10)
          w.string(obj.after)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          after: ''
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.after = reader.string()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.after`,
                value: reader.string()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface UserListRequestAfterFieldEvent {
    field: '$.after'
    value: string
  }

  export function encode (obj: Partial<UserListRequest>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, UserListRequest.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<UserListRequest>): UserListRequest {
    return decodeMessage(buf, UserListRequest.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<UserListRequest>): Generator<UserListRequestAfterFieldEvent> {
    return streamMessage(buf, UserListRequest.codec(), opts)
  }
}

export interface UserListResponse {
  users: UserInfo[]
  next: string
}

export namespace UserListResponse {
  let _codec: Codec<UserListResponse>

  export const codec = (): Codec<UserListResponse> => {
    if (_codec == null) {
      _codec = message<UserListResponse>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (obj.users != null && obj.users.length > 0) {
          for (const value of obj.users) {
            w.uint32(10)
            UserInfo.codec().encode(value, w)
          }
        }

        if ((obj.next != null && obj.next !== '')) {
          w.uint32(18)
          w.string(obj.next)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          users: [],
          next: ''
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              if (opts.limits?.users != null && obj.users.length === opts.limits.users) {
                throw new MaxLengthError('Decode error - repeated field "users" had too many elements')
              }

              if (obj.users.length === 256) {
                throw new MaxLengthError('Decode error - repeated field "users" had too many elements')
              }

              obj.users.push(UserInfo.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.users$
              }))
              break
            }
            case 2: {
              obj.next = reader.string()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const obj = {
          users: 256
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              if (opts.limits?.users != null && obj.users === opts.limits.users) {
                throw new MaxLengthError('Streaming decode error - repeated field "users" had too many elements')
              }

              if (obj.users === 256) {
                throw new MaxLengthError('Streaming decode error - repeated field "users" had too many elements')
              }

              for (const evt of UserInfo.codec().stream(reader, reader.uint32(), `${prefix}.users[]`, {
                limits: opts.limits?.users$
              })) {
                yield {
                  ...evt,
                  index: obj.users
                }
              }

              obj.users++

              break
            }
            case 2: {
              yield {
                field: `${prefix}.next`,
                value: reader.string()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface UserListResponseUsersNameFieldEvent {
    field: '$.users[].name'
    value: string
    index: number
  }

  export interface UserListResponseUsersScopeFieldEvent {
    field: '$.users[].scope'
    value: string
    index: number
  }

  export interface UserListResponseUsersDisabledFieldEvent {
    field: '$.users[].disabled'
    value: boolean
    index: number
  }

  export interface UserListResponseUsersBytesMaxFieldEvent {
    field: '$.users[].bytesMax'
    value: number
    index: number
  }

  export interface UserListResponseUsersFilesMaxFieldEvent {
    field: '$.users[].filesMax'
    value: number
    index: number
  }

  export interface UserListResponseUsersDevicesFieldEvent {
    field: '$.users[].devices'
    value: number
    index: number
  }

  export interface UserListResponseNextFieldEvent {
    field: '$.next'
    value: string
  }

  export function encode (obj: Partial<UserListResponse>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, UserListResponse.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<UserListResponse>): UserListResponse {
    return decodeMessage(buf, UserListResponse.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<UserListResponse>): Generator<UserListResponseUsersNameFieldEvent | UserListResponseUsersScopeFieldEvent | UserListResponseUsersDisabledFieldEvent | UserListResponseUsersBytesMaxFieldEvent | UserListResponseUsersFilesMaxFieldEvent | UserListResponseUsersDevicesFieldEvent | UserListResponseNextFieldEvent> {
    return streamMessage(buf, UserListResponse.codec(), opts)
  }
}

export interface IssuerRequest {}

export namespace IssuerRequest {
  let _codec: Codec<IssuerRequest>

  export const codec = (): Codec<IssuerRequest> => {
    if (_codec == null) {
      _codec = message<IssuerRequest>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {}

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export function encode (obj: Partial<IssuerRequest>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, IssuerRequest.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<IssuerRequest>): IssuerRequest {
    return decodeMessage(buf, IssuerRequest.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<IssuerRequest>): Generator<{}> {
    return streamMessage(buf, IssuerRequest.codec(), opts)
  }
}

export interface Quota {
  user: string
  bytesMax: number
  filesMax: number
}

export namespace Quota {
  let _codec: Codec<Quota>

  export const codec = (): Codec<Quota> => {
    if (_codec == null) {
      _codec = message<Quota>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if ((obj.user != null && obj.user !== '')) {
          w.uint32(10)
          w.string(obj.user)
        }

        if ((obj.bytesMax != null && obj.bytesMax !== 0)) {
          w.uint32(16)
          w.uint64Number(obj.bytesMax)
        }

        if ((obj.filesMax != null && obj.filesMax !== 0)) {
          w.uint32(24)
          w.uint64Number(obj.filesMax)
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          user: '',
          bytesMax: 0,
          filesMax: 0
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              obj.user = reader.string()
              break
            }
            case 2: {
              obj.bytesMax = reader.uint64Number()
              break
            }
            case 3: {
              obj.filesMax = reader.uint64Number()
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              yield {
                field: `${prefix}.user`,
                value: reader.string()
              }
              break
            }
            case 2: {
              yield {
                field: `${prefix}.bytesMax`,
                value: reader.uint64Number()
              }
              break
            }
            case 3: {
              yield {
                field: `${prefix}.filesMax`,
                value: reader.uint64Number()
              }
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface QuotaUserFieldEvent {
    field: '$.user'
    value: string
  }

  export interface QuotaBytesMaxFieldEvent {
    field: '$.bytesMax'
    value: number
  }

  export interface QuotaFilesMaxFieldEvent {
    field: '$.filesMax'
    value: number
  }

  export function encode (obj: Partial<Quota>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, Quota.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Quota>): Quota {
    return decodeMessage(buf, Quota.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<Quota>): Generator<QuotaUserFieldEvent | QuotaBytesMaxFieldEvent | QuotaFilesMaxFieldEvent> {
    return streamMessage(buf, Quota.codec(), opts)
  }
}

export interface IssuerResponse {
  keys: IssuerKey[]
  denials: Denial[]
  quotas: Quota[]
}

export namespace IssuerResponse {
  let _codec: Codec<IssuerResponse>

  export const codec = (): Codec<IssuerResponse> => {
    if (_codec == null) {
      _codec = message<IssuerResponse>((obj, w, opts = {}) => {
        if (opts.lengthDelimited !== false) {
          w.fork()
        }

        if (obj.keys != null && obj.keys.length > 0) {
          for (const value of obj.keys) {
            w.uint32(10)
            IssuerKey.codec().encode(value, w)
          }
        }

        if (obj.denials != null && obj.denials.length > 0) {
          for (const value of obj.denials) {
            w.uint32(18)
            Denial.codec().encode(value, w)
          }
        }

        if (obj.quotas != null && obj.quotas.length > 0) {
          for (const value of obj.quotas) {
            w.uint32(26)
            Quota.codec().encode(value, w)
          }
        }

        if (opts.lengthDelimited !== false) {
          w.ldelim()
        }
      }, (reader, length, opts = {}) => {
        const obj: any = {
          keys: [],
          denials: [],
          quotas: []
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              if (opts.limits?.keys != null && obj.keys.length === opts.limits.keys) {
                throw new MaxLengthError('Decode error - repeated field "keys" had too many elements')
              }

              if (obj.keys.length === 16) {
                throw new MaxLengthError('Decode error - repeated field "keys" had too many elements')
              }

              obj.keys.push(IssuerKey.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.keys$
              }))
              break
            }
            case 2: {
              if (opts.limits?.denials != null && obj.denials.length === opts.limits.denials) {
                throw new MaxLengthError('Decode error - repeated field "denials" had too many elements')
              }

              if (obj.denials.length === 1024) {
                throw new MaxLengthError('Decode error - repeated field "denials" had too many elements')
              }

              obj.denials.push(Denial.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.denials$
              }))
              break
            }
            case 3: {
              if (opts.limits?.quotas != null && obj.quotas.length === opts.limits.quotas) {
                throw new MaxLengthError('Decode error - repeated field "quotas" had too many elements')
              }

              if (obj.quotas.length === 10000) {
                throw new MaxLengthError('Decode error - repeated field "quotas" had too many elements')
              }

              obj.quotas.push(Quota.codec().decode(reader, reader.uint32(), {
                limits: opts.limits?.quotas$
              }))
              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }

        return obj
      }, function * (reader, length, prefix, opts = {}) {
        const obj = {
          keys: 16,
          denials: 1024,
          quotas: 10000
        }

        const end = length == null ? reader.len : reader.pos + length

        while (reader.pos < end) {
          const tag = reader.uint32()

          switch (tag >>> 3) {
            case 1: {
              if (opts.limits?.keys != null && obj.keys === opts.limits.keys) {
                throw new MaxLengthError('Streaming decode error - repeated field "keys" had too many elements')
              }

              if (obj.keys === 16) {
                throw new MaxLengthError('Streaming decode error - repeated field "keys" had too many elements')
              }

              for (const evt of IssuerKey.codec().stream(reader, reader.uint32(), `${prefix}.keys[]`, {
                limits: opts.limits?.keys$
              })) {
                yield {
                  ...evt,
                  index: obj.keys
                }
              }

              obj.keys++

              break
            }
            case 2: {
              if (opts.limits?.denials != null && obj.denials === opts.limits.denials) {
                throw new MaxLengthError('Streaming decode error - repeated field "denials" had too many elements')
              }

              if (obj.denials === 1024) {
                throw new MaxLengthError('Streaming decode error - repeated field "denials" had too many elements')
              }

              for (const evt of Denial.codec().stream(reader, reader.uint32(), `${prefix}.denials[]`, {
                limits: opts.limits?.denials$
              })) {
                yield {
                  ...evt,
                  index: obj.denials
                }
              }

              obj.denials++

              break
            }
            case 3: {
              if (opts.limits?.quotas != null && obj.quotas === opts.limits.quotas) {
                throw new MaxLengthError('Streaming decode error - repeated field "quotas" had too many elements')
              }

              if (obj.quotas === 10000) {
                throw new MaxLengthError('Streaming decode error - repeated field "quotas" had too many elements')
              }

              for (const evt of Quota.codec().stream(reader, reader.uint32(), `${prefix}.quotas[]`, {
                limits: opts.limits?.quotas$
              })) {
                yield {
                  ...evt,
                  index: obj.quotas
                }
              }

              obj.quotas++

              break
            }
            default: {
              reader.skipType(tag & 7)
              break
            }
          }
        }
      })
    }

    return _codec
  }

  export interface IssuerResponseKeysIssuerFieldEvent {
    field: '$.keys[].issuer'
    value: string
    index: number
  }

  export interface IssuerResponseKeysKidFieldEvent {
    field: '$.keys[].kid'
    value: string
    index: number
  }

  export interface IssuerResponseKeysKeyFieldEvent {
    field: '$.keys[].key'
    value: Uint8Array<ArrayBuffer>
    index: number
  }

  export interface IssuerResponseDenialsIdFieldEvent {
    field: '$.denials[].id'
    value: string
    index: number
  }

  export interface IssuerResponseDenialsSinceMsFieldEvent {
    field: '$.denials[].sinceMs'
    value: number
    index: number
  }

  export interface IssuerResponseDenialsUntilMsFieldEvent {
    field: '$.denials[].untilMs'
    value: number
    index: number
  }

  export interface IssuerResponseQuotasUserFieldEvent {
    field: '$.quotas[].user'
    value: string
    index: number
  }

  export interface IssuerResponseQuotasBytesMaxFieldEvent {
    field: '$.quotas[].bytesMax'
    value: number
    index: number
  }

  export interface IssuerResponseQuotasFilesMaxFieldEvent {
    field: '$.quotas[].filesMax'
    value: number
    index: number
  }

  export function encode (obj: Partial<IssuerResponse>): Uint8Array<ArrayBuffer> {
    return encodeMessage(obj, IssuerResponse.codec())
  }

  export function decode (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<IssuerResponse>): IssuerResponse {
    return decodeMessage(buf, IssuerResponse.codec(), opts)
  }

  export function stream (buf: Uint8Array | Uint8ArrayList, opts?: DecodeOptions<IssuerResponse>): Generator<IssuerResponseKeysIssuerFieldEvent | IssuerResponseKeysKidFieldEvent | IssuerResponseKeysKeyFieldEvent | IssuerResponseDenialsIdFieldEvent | IssuerResponseDenialsSinceMsFieldEvent | IssuerResponseDenialsUntilMsFieldEvent | IssuerResponseQuotasUserFieldEvent | IssuerResponseQuotasBytesMaxFieldEvent | IssuerResponseQuotasFilesMaxFieldEvent> {
    return streamMessage(buf, IssuerResponse.codec(), opts)
  }
}
