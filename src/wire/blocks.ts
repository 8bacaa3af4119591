import {
  BATCH_BLOCKS_MAX,
  BLOCKS_DEADLINE_MS,
  CALL_DEADLINE_MS,
  CELL_BYTES,
  CELLS_MAX,
  KEY_BYTES,
  MESSAGE_PAYLOAD_MAX,
  PING_MS,
  RANGE_BYTES,
} from '../limits.ts'
import * as messages from './generated/tritonring.ts'
import { method } from './method.ts'

export const BLOCKS_PROTOCOL = '/tritonring/blocks/1.0.0'

const protocol = BLOCKS_PROTOCOL
const keysMax = BATCH_BLOCKS_MAX * KEY_BYTES

/** Blocks to store here and on the second owner of each; answered when both have them. */
export const PUT = method({
  protocol,
  op: 1,
  name: 'put',
  request: messages.PutRequest,
  response: messages.PutResponse,
  requestPayloadMax: MESSAGE_PAYLOAD_MAX,
  responsePayloadMax: 0,
  deadlineMs: BLOCKS_DEADLINE_MS,
  access: 'write',
})

/** Blocks to store here and nowhere else. */
export const REPLICATE = method({
  protocol,
  op: 2,
  name: 'replicate',
  request: messages.PutRequest,
  response: messages.PutResponse,
  requestPayloadMax: MESSAGE_PAYLOAD_MAX,
  responsePayloadMax: 0,
  deadlineMs: BLOCKS_DEADLINE_MS,
  betweenPeers: true,
  access: 'peer',
})

export const GET = method({
  protocol,
  op: 3,
  name: 'get',
  request: messages.GetRequest,
  response: messages.GetResponse,
  requestPayloadMax: keysMax,
  responsePayloadMax: MESSAGE_PAYLOAD_MAX,
  deadlineMs: BLOCKS_DEADLINE_MS,
  access: 'read',
})

export const HAS = method({
  protocol,
  op: 4,
  name: 'has',
  request: messages.HasRequest,
  response: messages.HasResponse,
  requestPayloadMax: keysMax,
  responsePayloadMax: BATCH_BLOCKS_MAX,
  deadlineMs: BLOCKS_DEADLINE_MS,
  access: 'write',
})

export const DELETE = method({
  protocol,
  op: 5,
  name: 'delete',
  request: messages.DeleteRequest,
  response: messages.DeleteResponse,
  requestPayloadMax: keysMax,
  responsePayloadMax: 0,
  deadlineMs: BLOCKS_DEADLINE_MS,
  access: 'peer',
})

export const SCAN = method({
  protocol,
  op: 6,
  name: 'scan',
  request: messages.ScanRequest,
  response: messages.ScanResponse,
  requestPayloadMax: 0,
  responsePayloadMax: keysMax,
  deadlineMs: BLOCKS_DEADLINE_MS,
  access: 'peer',
})

export const STATISTICS = method({
  protocol,
  op: 7,
  name: 'statistics',
  request: messages.StatisticsRequest,
  response: messages.StatisticsResponse,
  requestPayloadMax: 0,
  responsePayloadMax: 0,
  deadlineMs: CALL_DEADLINE_MS,
  access: 'read',
})

export const VIEW_PUSH = method({
  protocol,
  op: 8,
  name: 'push a view',
  request: messages.ViewPushRequest,
  response: messages.ViewPushResponse,
  requestPayloadMax: 0,
  responsePayloadMax: 0,
  deadlineMs: CALL_DEADLINE_MS,
  betweenPeers: true,
  access: 'anyone',
})

export const VIEW_PULL = method({
  protocol,
  op: 9,
  name: 'pull the view',
  request: messages.ViewPullRequest,
  response: messages.ViewPullResponse,
  requestPayloadMax: 0,
  responsePayloadMax: 0,
  deadlineMs: CALL_DEADLINE_MS,
  access: 'read',
})

export const RECORD_PUT = method({
  protocol,
  op: 10,
  name: 'keep records',
  request: messages.RecordPutRequest,
  response: messages.RecordPutResponse,
  requestPayloadMax: 0,
  responsePayloadMax: 0,
  deadlineMs: CALL_DEADLINE_MS,
  betweenPeers: true,
  access: 'peer',
})

export const RECORD_SCAN = method({
  protocol,
  op: 11,
  name: 'scan records',
  request: messages.RecordScanRequest,
  response: messages.RecordScanResponse,
  requestPayloadMax: 0,
  responsePayloadMax: 0,
  deadlineMs: BLOCKS_DEADLINE_MS,
  betweenPeers: true,
  access: 'peer',
})

export const ALIVE = method({
  protocol,
  op: 12,
  name: 'ask for life',
  request: messages.AliveRequest,
  response: messages.AliveResponse,
  requestPayloadMax: 0,
  responsePayloadMax: 0,
  deadlineMs: PING_MS,
  betweenPeers: true,
  access: 'peer',
})

/** Whether the peer that is asked reaches another member. */
export const PROBE = method({
  protocol,
  op: 13,
  name: 'probe',
  request: messages.ProbeRequest,
  response: messages.ProbeResponse,
  requestPayloadMax: 0,
  responsePayloadMax: 0,
  deadlineMs: 3 * PING_MS,
  betweenPeers: true,
  access: 'peer',
})

export const FINGERPRINT = method({
  protocol,
  op: 14,
  name: 'fingerprint',
  request: messages.FingerprintRequest,
  response: messages.FingerprintResponse,
  requestPayloadMax: CELLS_MAX * RANGE_BYTES,
  responsePayloadMax: CELLS_MAX * CELL_BYTES,
  deadlineMs: BLOCKS_DEADLINE_MS,
  betweenPeers: true,
  access: 'peer',
})

/** Copies made anew: blocks of any sizes, to be kept here. */
export const PUSH = method({
  protocol,
  op: 15,
  name: 'push copies',
  request: messages.PushRequest,
  response: messages.PushResponse,
  requestPayloadMax: MESSAGE_PAYLOAD_MAX,
  responsePayloadMax: 0,
  deadlineMs: BLOCKS_DEADLINE_MS,
  betweenPeers: true,
  access: 'peer',
})

/** Keys that a reader did not get here. */
export const CHECK = method({
  protocol,
  op: 16,
  name: 'check copies',
  request: messages.CheckRequest,
  response: messages.CheckResponse,
  requestPayloadMax: keysMax,
  responsePayloadMax: 0,
  deadlineMs: CALL_DEADLINE_MS,
  access: 'read',
})

/** Which blocks are under a lease: whoever collects asks the other owners before it deletes. */
export const LEASED = method({
  protocol,
  op: 18,
  name: 'ask for leases',
  request: messages.LeasedRequest,
  response: messages.LeasedResponse,
  requestPayloadMax: keysMax,
  responsePayloadMax: BATCH_BLOCKS_MAX,
  deadlineMs: BLOCKS_DEADLINE_MS,
  betweenPeers: true,
  access: 'peer',
})

export const COLLECT = method({
  protocol,
  op: 19,
  name: 'collect',
  request: messages.CollectRequest,
  response: messages.CollectResponse,
  requestPayloadMax: 0,
  responsePayloadMax: 0,
  deadlineMs: CALL_DEADLINE_MS,
  access: 'admin',
})

export const SCRUB = method({
  protocol,
  op: 17,
  name: 'scrub',
  request: messages.ScrubRequest,
  response: messages.ScrubResponse,
  requestPayloadMax: 0,
  responsePayloadMax: 0,
  deadlineMs: CALL_DEADLINE_MS,
  access: 'admin',
})
