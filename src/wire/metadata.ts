import {
  BATCH_BLOCKS_MAX,
  BLOCKS_DEADLINE_MS,
  CALL_DEADLINE_MS,
  KEY_BYTES,
  ROOTS_PAGE_MAX,
} from '../limits.ts'
import * as messages from './generated/tritonring.ts'
import { type Codec, method } from './method.ts'

export const METADATA_PROTOCOL = '/tritonring/metadata/1.0.0'

/** Metadata methods carry no file bytes: none but LOCATE has a payload. */
function metadataMethod<Request, Response>(
  op: number,
  name: string,
  request: Codec<Request>,
  response: Codec<Response>,
  options: { responsePayloadMax?: number; deadlineMs?: number; betweenPeers?: boolean } = {},
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
  betweenPeers: true,
})
export const HEARTBEAT = metadataMethod(
  2,
  'heartbeat',
  messages.HeartbeatRequest,
  messages.HeartbeatResponse,
  {
    betweenPeers: true,
  },
)
export const LEAVE = metadataMethod(3, 'leave', messages.LeaveRequest, messages.LeaveResponse, {
  betweenPeers: true,
})
export const VIEW = metadataMethod(4, 'view', messages.ViewRequest, messages.ViewResponse)
export const COMMIT = metadataMethod(5, 'commit', messages.CommitRequest, messages.CommitResponse)
export const STAT = metadataMethod(6, 'stat', messages.StatRequest, messages.StatResponse)
export const LIST = metadataMethod(7, 'list', messages.ListRequest, messages.ListResponse)
/** The keys of a file's blocks and where each lives; the payload is keys. */
export const LOCATE = metadataMethod(8, 'locate', messages.LocateRequest, messages.LocateResponse, {
  responsePayloadMax: BATCH_BLOCKS_MAX * KEY_BYTES,
  deadlineMs: BLOCKS_DEADLINE_MS,
})
export const STATUS = metadataMethod(9, 'status', messages.StatusRequest, messages.StatusResponse)
export const EVICT = metadataMethod(10, 'evict', messages.EvictRequest, messages.EvictResponse)
export const DRAIN = metadataMethod(11, 'drain', messages.DrainRequest, messages.DrainResponse)
export const REBUILD = metadataMethod(12, 'rebuild', messages.RebuildRequest, messages.RebuildResponse)
/** The roots of all live files and kept versions; the payload is keys. */
export const ROOTS = metadataMethod(23, 'list roots', messages.RootsRequest, messages.RootsResponse, {
  responsePayloadMax: ROOTS_PAGE_MAX * KEY_BYTES,
  deadlineMs: BLOCKS_DEADLINE_MS,
  betweenPeers: true,
})
export const RAISE = metadataMethod(24, 'begin a generation', messages.RaiseRequest, messages.RaiseResponse)
