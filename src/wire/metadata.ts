import {
  BATCH_BLOCKS_MAX,
  BLOCKS_DEADLINE_MS,
  CALL_DEADLINE_MS,
  KEY_BYTES,
  ROOTS_PAGE_MAX,
} from '../limits.ts'
import * as messages from './generated/tritonring.ts'
import { type Access, type Codec, method } from './method.ts'

export const METADATA_PROTOCOL = '/tritonring/metadata/1.0.0'

/** Metadata methods carry no file bytes: none but LOCATE has a payload. */
function metadataMethod<Request, Response>(
  op: number,
  name: string,
  request: Codec<Request>,
  response: Codec<Response>,
  options: { access?: Access; responsePayloadMax?: number; deadlineMs?: number; betweenPeers?: boolean } = {},
) {
  return method({
    protocol: METADATA_PROTOCOL,
    op,
    name,
    request,
    response,
    requestPayloadMax: 0,
    responsePayloadMax: 0,
    deadlineMs: CALL_DEADLINE_MS,
    ...options,
  })
}

export const JOIN = metadataMethod(1, 'join', messages.JoinRequest, messages.JoinResponse, {
  access: 'anyone',
  betweenPeers: true,
})
export const HEARTBEAT = metadataMethod(
  2,
  'heartbeat',
  messages.HeartbeatRequest,
  messages.HeartbeatResponse,
  { access: 'peer', betweenPeers: true },
)
export const LEAVE = metadataMethod(3, 'leave', messages.LeaveRequest, messages.LeaveResponse, {
  access: 'peer',
  betweenPeers: true,
})
export const VIEW = metadataMethod(4, 'view', messages.ViewRequest, messages.ViewResponse, { access: 'read' })
export const COMMIT = metadataMethod(5, 'commit', messages.CommitRequest, messages.CommitResponse, {
  access: 'write',
})
export const STAT = metadataMethod(6, 'stat', messages.StatRequest, messages.StatResponse, { access: 'read' })
export const LIST = metadataMethod(7, 'list', messages.ListRequest, messages.ListResponse, { access: 'read' })
/** The keys of a file's blocks and where each lives; the payload is keys. */
export const LOCATE = metadataMethod(8, 'locate', messages.LocateRequest, messages.LocateResponse, {
  access: 'read',
  responsePayloadMax: BATCH_BLOCKS_MAX * KEY_BYTES,
  deadlineMs: BLOCKS_DEADLINE_MS,
})
export const STATUS = metadataMethod(9, 'status', messages.StatusRequest, messages.StatusResponse, {
  access: 'read',
})
export const EVICT = metadataMethod(10, 'evict', messages.EvictRequest, messages.EvictResponse, {
  access: 'admin',
})
export const DRAIN = metadataMethod(11, 'drain', messages.DrainRequest, messages.DrainResponse, {
  access: 'admin',
})
export const REBUILD = metadataMethod(12, 'rebuild', messages.RebuildRequest, messages.RebuildResponse, {
  access: 'admin',
})
export const COMMIT_MANY = metadataMethod(
  18,
  'commit names',
  messages.CommitManyRequest,
  messages.CommitManyResponse,
  { access: 'write' },
)
export const STAT_MANY = metadataMethod(
  19,
  'stat names',
  messages.StatManyRequest,
  messages.StatManyResponse,
  {
    access: 'read',
  },
)
export const SEARCH = metadataMethod(20, 'search', messages.SearchRequest, messages.SearchResponse, {
  access: 'read',
})
/** The roots of all live files and kept versions; the payload is keys. */
export const ROOTS = metadataMethod(23, 'list roots', messages.RootsRequest, messages.RootsResponse, {
  responsePayloadMax: ROOTS_PAGE_MAX * KEY_BYTES,
  deadlineMs: BLOCKS_DEADLINE_MS,
  betweenPeers: true,
  access: 'peer',
})
export const RAISE = metadataMethod(24, 'begin a generation', messages.RaiseRequest, messages.RaiseResponse, {
  access: 'admin',
})
/** Where users log in. */
export const AUTH_PEER = metadataMethod(
  28,
  'find the auth peer',
  messages.AuthPeerRequest,
  messages.AuthPeerResponse,
  { access: 'anyone' },
)
export const QUOTA = metadataMethod(29, 'ask for the quota', messages.QuotaRequest, messages.QuotaResponse, {
  access: 'read',
})
export const SHARE = metadataMethod(30, 'share', messages.ShareRequest, messages.ShareResponse, {
  access: 'write',
})
