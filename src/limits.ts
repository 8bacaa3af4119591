/**
 * Every bound and deadline of the system, with its reason. Sizes in bytes, times in milliseconds.
 * Nothing in tritonring grows, waits or retries without a line here.
 */

const KiB = 1024
const MiB = 1024 * KiB

// Blocks and manifests

/** SHA-256. */
export const KEY_BYTES = 32
/** The smallest block: the small GFS among our ancestors used 8. */
export const BLOCK_SIZE_MIN = 8
/** The largest block: the C++ ancestor's upper bound; one fits a message. */
export const BLOCK_SIZE_MAX = 10 * MiB
/** The default block size, TritonTransfer's. */
export const BLOCK_SIZE_DEFAULT = 64
/** Keys in a full manifest page: 64 KiB, whatever the data's block size. */
export const PAGE_KEYS = 2048
export const PAGE_BYTES = PAGE_KEYS * KEY_BYTES
/** Pages asked for in one call: 512 KiB, as much as a frame carries, and enough to keep several owners busy. */
export const PREFETCH_PAGES = 8
/** Levels of pages: 2048^5 keys are more than 2^53 bytes of 8-byte blocks. */
export const MANIFEST_DEPTH_MAX = 5
/** The largest file: the largest integer that a JavaScript number holds exactly. */
export const FILE_SIZE_MAX = Number.MAX_SAFE_INTEGER

/** What is read, split and hashed at once: large enough for native batches, small enough not to hold up the event loop. */
export const SLAB_BYTES = 1 * MiB

// Memory

/**
 * New memory, buffers included, after which the heap of a block peer or client is collected, in percent of what was in
 * use: at their 12 MB, collections come 10 times as seldom, and the heap stays below 150 MB.
 */
export const HEAP_GROWTH_PERCENT = 1000

// The ring

/** R: copies of every block. */
export const REPLICAS = 2
/** More copies of a block than anybody wants; the table of owners takes 2 bytes a token for each. */
export const REPLICAS_MAX = 16
/** Copies of every name record, of which two acknowledge (docs/decisions/0007). */
export const RECORD_REPLICAS = 3
/** Positions a peer of weight 1 takes; spreads load to 1.06 (max/mean) at 3 peers. */
export const TOKENS_PER_WEIGHT = 128
/** A heavier peer than this would own most of any ring. */
export const WEIGHT_MAX = 64
/** Members of one ring; the view of so many is still one message. */
export const MEMBERS_MAX = 10_000
/** Tokens of all members together: three times those of the most members at weight 1; about 70 MiB of ring. */
export const RING_TOKENS_MAX = 2 ** 22

// Frames, messages and streams

/** Payload of one frame: 128–512 KiB measured best (design); larger messages travel in several frames. */
export const FRAME_PAYLOAD_MAX = 512 * KiB
/** Header of one frame: holds the view of MEMBERS_MAX members, or a page of names. */
export const HEADER_BYTES_MAX = 4 * MiB
/** Payload of one message: the largest block. */
export const MESSAGE_PAYLOAD_MAX = 10 * MiB
/** Blocks in one request: a frame of 64-byte blocks; bounds every list that goes with them. */
export const BATCH_BLOCKS_MAX = 16_384
/** Payload a caller keeps in flight on one stream, both ways together: under yamux's 4 MiB read buffer. One larger message goes alone. */
export const STREAM_BYTES_IN_FLIGHT_MAX = 3 * MiB
/** Requests a caller keeps in flight on one stream. */
export const STREAM_CALLS_MAX = 64
/** Calls that may wait for their turn on one stream; a caller with more than these has lost count. */
export const STREAM_CALLS_WAITING_MAX = 1024
/** Requests a server works on for one stream; more are answered `Busy`. */
export const STREAM_REQUESTS_MAX = 2 * STREAM_CALLS_MAX
/** Request and response payload a server holds for clients, all streams together; more is answered `Busy`. */
export const SERVER_BYTES_MAX = 128 * MiB
/** The same for what other peers replicate, kept apart so that two full primaries cannot starve each other. */
export const SERVER_REPLICATION_BYTES_MAX = 128 * MiB
/** Requests with blocks or keys that a server has in hand at once, clients' and peers' apart: one alone gets half. */
export const SERVER_PLACES = 128
/** Bytes yamux may queue for a reader that does not read (its default is infinite). */
export const YAMUX_WRITE_BUFFER_MAX = 2 * MiB
/** A reader that takes nothing for so long is cut off. */
export const DRAIN_DEADLINE_MS = 20_000
/** Streams of one protocol from one connection; one kept stream is enough, two cross when both sides dial. */
export const INBOUND_STREAMS_MAX = 8
/** Connections of one process: faults.md's start value, enough for clients of a small overlay. */
export const CONNECTIONS_MAX = 300
/** Inbound connections a second from one address (libp2p's default of 5 locks out peers on one machine). */
export const INBOUND_CONNECTIONS_PER_SECOND = 200
export const INBOUND_PENDING_MAX = 64

// Deadlines

/** Connecting and opening a stream: a peer that needs longer is treated as away. */
export const DIAL_DEADLINE_MS = 3_000
/** One request that moves a batch of blocks. */
export const BLOCKS_DEADLINE_MS = 15_000
/** One small request. */
export const CALL_DEADLINE_MS = 5_000

// Silence

/** A peer that owes an answer and says nothing is pinged so often, and has so long to answer each. */
export const PING_MS = 500
/** Left unanswered, so many pings make a peer silent: 1.5 s after it froze, traffic goes elsewhere. One may be lost in a pause of its own. */
export const PINGS_UNANSWERED_MAX = 2
/** An event loop that is so much late has not heard what came meanwhile, and judges nobody. */
export const LAG_MS_MAX = 300
/** Opening a stream to a peer that might be frozen, for calls that can be made elsewhere. */
export const SILENT_DIAL_MS = 2_000

// Membership and names

/** How often a block peer tells the coordinator that it is there; two whole intervals of silence evict it. */
export const HEARTBEAT_MS_DEFAULT = 5_000
export const HEARTBEAT_MS_MIN = 100
export const HEARTBEAT_MS_MAX = 60_000
/** A peer that lost its coordinator tries again so soon, doubling up to the maximum. */
export const REJOIN_MS_MIN = 100
export const REJOIN_MS_MAX = 500
/** Addresses one peer may announce. */
export const ADDRESSES_MAX = 16
/** Bytes of a file name in UTF-8. */
export const NAME_BYTES_MAX = 1024
/** Records in one answer or request; a page of the longest names stays under HEADER_BYTES_MAX. */
export const RECORDS_PAGE_MAX = 256
/** Names in one page of a list. */
export const LIST_PAGE_MAX = 1024
/** A client repeats a commit without an answer for so long, then gives up. */
export const COMMIT_RETRY_MS = 60_000
/** Operation ids are remembered so long, so that a retried commit applies once: twice the longest retry, and a slow last call. */
export const OPERATION_KEPT_MS = 2 * COMMIT_RETRY_MS + 2 * CALL_DEADLINE_MS
/** Operation ids remembered in memory for each OPERATION_KEPT_MS; 3,800 commits a second reach it, and then wait. */
export const OPERATIONS_MAX = 500_000
/** One request to one member of etcd: a frozen one holds up a commit for so long. */
export const ETCD_ATTEMPT_MS = 1_000
/** One request to etcd, over all attempts: an election takes up to 2.5 s. */
export const ETCD_DEADLINE_MS = 4_500
/** Records changed in one transaction: four operations each, of the 128 that etcd allows. */
export const ETCD_TXN_RECORDS = 30
/** Who of several metadata peers is there is looked up so often. */
export const COUNCIL_POLL_MS = 300
/** A metadata peer's seat, and the coordinator's place, are free so long after it died: etcd's least is 2 s, and a busy machine may be late by one. */
export const COUNCIL_LEASE_MS = 3_000
/** Metadata peers of one overlay that views name. */
export const METADATA_PEERS_MAX = 64
/** Metadata peers, of now and before, whose records a rebuild takes; the longest gone are forgotten first. */
export const SIGNERS_MAX = 256
/** Commits of one name that may wait for each other. */
export const COMMITS_WAITING_MAX = 256

// Transfers

/** A peer that failed or timed out is avoided for so long, unless it is the only one left. */
export const SUSPECT_MS = 2_000
/** Peers that a client names to a primary because they do not answer it: more than ever fail at once. */
export const AVOIDED_MAX = 64
/** A primary gives the second copy so long, then turns to the next peer. */
export const REPLICATE_DEADLINE_MS = 1_500
/** A client gives a primary so long, both copies included, as long as it is not silent: a slow one may hold up an upload for 3 s. */
export const PUT_DEADLINE_MS = 2_800
/** Both deadlines are longer by the time that the payload takes at this rate, an old disk's or a busy machine's. */
export const SLOWEST_BYTES_PER_MS = 4_000
/** One answer to GET or HAS, before the other owner is asked. */
export const READ_DEADLINE_MS = 3_000
/** File bytes of an upload or download under way at once; with frames, copies and buffers about 10 times as much memory. */
export const TRANSFER_WINDOW_BYTES = 8 * MiB
/** Largest slab of a transfer: grows with the number of peers so that each one's share still fills a frame. */
export const TRANSFER_SLAB_BYTES_MAX = 4 * MiB
/** Times a batch is sent anew (other peer, newer view, pause after `Busy`) before an upload gives up. */
export const PUT_ATTEMPTS_MAX = 24
/** GET requests to one peer at once: 2 to 4 frames in flight measured best. */
export const GETS_PER_PEER = 3
/** Blocks that a reader keeps: some hundred pages, with which a file of 64-byte blocks is read at random without asking for any. */
export const BLOCK_CACHE_BYTES_MAX = 16 * MiB
/** The largest read that is kept: one page, or a few blocks. */
export const CACHED_READ_BYTES_MAX = 64 * KiB
export const CACHED_READ_BLOCKS_MAX = 64
/** First pause after `Busy`; doubles, with jitter. */
export const BUSY_PAUSE_MS = 20
export const BUSY_PAUSE_MS_MAX = 1_000
/** A read is hedged no sooner than this, however fast the peers were. */
export const HEDGE_MS_MIN = 60
/** Keys of one probe for blocks that may exist already. */
export const PROBE_KEYS = 128
