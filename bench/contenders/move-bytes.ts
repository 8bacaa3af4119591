import { GetRequest, HasResponse } from '../../src/wire/generated/tritonring.ts'
import { type Method, method } from '../../src/wire/method.ts'

const MiB = 2 ** 20
const PROTOCOL = '/tritonring/bench/1.0.0'

/** Takes a payload, answers with one of `bytesMax` bytes. */
export const MOVE = method({
  protocol: PROTOCOL,
  op: 1,
  name: 'move bytes',
  request: GetRequest,
  response: HasResponse,
  requestPayloadMax: 10 * MiB,
  responsePayloadMax: 10 * MiB,
  deadlineMs: 60_000,
}) as Method<GetRequest, HasResponse>
