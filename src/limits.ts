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

// Encryption

/**
 * A sealed record, overhead of 40 bytes included: what AES fills 1.4 GB/s with, and as long as that of any block that is a
 * power of two, so that equal records are equal blocks (docs/decisions/0085).
 */
export const SEALED_RECORD_BYTES = 64 * KiB

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
/** Bulk work begins in a turn of the event loop until so much has: mostly one write, or one request of a transfer. */
export const QUANTUM_BYTES = 128 * KiB
/** Requests up to this size never wait for a turn: they cost less than to wait. */
export const BULK_BYTES_MIN = 4 * KiB
/** What is read and deciphered from one connection in a turn of the event loop; Node reads 64 KiB at a time. */
export const READ_BYTES_A_TURN = 256 * KiB
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

/**
 * A member of which nothing came for so long is pinged. By a look every 100 ms and two pings it is suspect 1.4 s after its
 * last sign of life at the latest: 1.5 s are promised, and timers are late.
 */
export const QUIET_MS = 300
/** How often a block peer tells the coordinator that it is there; two whole intervals of silence evict it. */
export const HEARTBEAT_MS_DEFAULT = 5_000
export const HEARTBEAT_MS_MIN = 100
export const HEARTBEAT_MS_MAX = 60_000
/** Whole heartbeat intervals of silence after which a member may be evicted: the issue's and the design's two. */
export const SILENT_INTERVALS_MAX = 2
/** For so long after its own event loop lagged by LAG_MS_MAX a judge evicts nobody: paused judges evicted healthy peers (measured, design). */
export const LAG_DISTRUST_MS = 2_000
/** Other members that are asked whether they reach one that is silent: one would do, three hardly fail together. */
export const WITNESSES_MAX = 3
/** After an eviction copies are made anew so much later: a restarted machine is back by then. */
export const GRACE_MS_DEFAULT = 10_000
export const GRACE_MS_MAX = 86_400_000
/** Bytes of a zone's name in UTF-8; it is part of every view. */
export const ZONE_BYTES_MAX = 64
/** Bytes of a multiaddr; the longest with a PeerId and a domain name is shorter. */
export const ADDRESS_BYTES_MAX = 512
/** A peer that lost its coordinator tries again so soon, doubling up to the maximum. */
export const REJOIN_MS_MIN = 100
export const REJOIN_MS_MAX = 500
/** So long a metadata peer that was started anew waits for somebody of the world that it remembers. */
export const KEPT_WORLD_MS = 10_000
/** A peer that brought a view from before is there no more when it has not asked again: it tries other metadata peers meanwhile. */
export const TESTIMONY_MS = 60_000
/** A new world older than this is not given up for another one: whoever remembers that has had time to start. */
export const OLDER_WORLD_MS = 600_000
/**
 * A coordinator that goes on from what others remember leaves out epochs: the one before it may have told some client of later
 * ones, and requests name their epoch without its term.
 */
export const TERM_EPOCHS = 1_000
/** Addresses one peer may announce. */
export const ADDRESSES_MAX = 16
/** Bytes of a file name in UTF-8. */
export const NAME_BYTES_MAX = 1024
/** Records in one answer or request; a page of the longest names stays under HEADER_BYTES_MAX. */
export const RECORDS_PAGE_MAX = 256
/** Requests with records that one holder has to answer at once; what comes meanwhile goes together with the next. */
export const RECORD_PUTS_PER_HOLDER = 2
/** Names in one page of a list. */
export const LIST_PAGE_MAX = 1024
/** Pages that one LIST of a folder reads at most: each passes over a folder by seeking; etcd answers so many in a second. */
export const LIST_SEEKS_MAX = 256
/** Names that the index of a metadata peer holds: about 1.1 GB at the most; more are served, but not found by search. */
export const SEARCH_NAMES_MAX = 4_000_000
/** Where other metadata peers change names too, the index is made anew no sooner than this after the last time … */
export const SEARCH_AGAIN_MS = 5_000
/** … and than so many times as long as it took. */
export const SEARCH_BUILD_SHARE = 20
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
/** The version that a client may ask for when it brings a file back: leaves room for more commits than there will be. */
export const LEAST_VERSION_MAX = 2 ** 48
/** Earlier versions of a name can be had back for so long: a day is enough to notice a mistake. */
export const VERSIONS_KEPT_MS = 24 * 3_600_000
/** Earlier versions of one name, so that its record stays a small one: 2 KiB. */
export const VERSIONS_KEPT_MAX = 16
/** Operations that a name's record remembers besides its own: one of them may be asked for again in the next two minutes. */
export const EARLIER_OPERATIONS_MAX = 16
/** A change of a part of a file is tried anew for so long when others are first each time. */
export const EDIT_RETRY_MS = 60_000
/** The longest pause between two such attempts. */
export const EDIT_PAUSE_MS_MAX = 500
/** Tags of one file, and bytes of one. */
export const TAGS_MAX = 16
export const TAG_BYTES_MAX = 64
/** Commits of one name that may wait for each other. */
export const COMMITS_WAITING_MAX = 256

// The command line

/** A shell waits for names so long while somebody types, and takes so many. */
export const COMPLETION_MS = 1_000
export const COMPLETION_NAMES_MAX = 200

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
/** Bytes of batches that a writer has under way at first: two slabs. At most TRANSFER_WINDOW_BYTES or two batches, at least one slab. */
export const PUT_WINDOW_BYTES_START = 2 * SLAB_BYTES
/** A writer puts more at once after a batch that took no longer than the first, and less after one that took longer than the second: a third of PUT_DEADLINE_MS. */
export const PUT_PROMPT_MS = 500
export const PUT_SLOW_MS = 1_000
/** Largest slab of a transfer: grows with the number of peers so that each one's share still fills a frame. */
export const TRANSFER_SLAB_BYTES_MAX = 4 * MiB
/** Times a batch is sent anew (other peer, newer view, pause after `Busy`) before an upload gives up. */
export const PUT_ATTEMPTS_MAX = 24
/** A file up to this size travels together with others: its blocks fill no frame. */
export const SMALL_FILE_BYTES = 64 * KiB
/** Small files that travel together, and their bytes: blocks of one size go in one request, and there are some hundred sizes. */
export const PACK_FILES_MAX = 1024
export const PACK_BYTES = 4 * MiB
/** Packs under way at once: one is read while another is sent or committed. */
export const PACKS_UNDER_WAY = 3
/** An interrupted download leaves its partial file when it has so much: less is read again sooner than somebody cleans up. */
export const RESUMED_BYTES_MIN = 1 * MiB
/** Local files that are read or written at once: few enough for the usual bound of 1,024 a process. */
export const LOCAL_FILES_OPEN = 16
/** GET requests to one peer at once: 2 to 4 frames in flight measured best. */
export const GETS_PER_PEER = 3
/** Blocks that a reader keeps: some hundred pages, with which a file of 64-byte blocks is read at random without asking for any. */
export const BLOCK_CACHE_BYTES_MAX = 16 * MiB
/** The largest read that is kept: one page, or a few blocks. */
export const CACHED_READ_BYTES_MAX = 64 * KiB
export const CACHED_READ_BLOCKS_MAX = 64
/** First pause after `Busy`; doubles. */
export const BUSY_PAUSE_MS = 20
export const BUSY_PAUSE_MS_MAX = 1_000
/** So often a busy peer is asked again for a second copy, 0.3 s in all: a tenth of what the client waits for. */
export const REPLICATE_BUSY_MAX = 4
/** A read is hedged no sooner than this, however fast the peers were. */
export const HEDGE_MS_MIN = 60
/** The same for a page or less, which costs little to have twice. */
export const SHORT_HEDGE_MS_MIN = 20
/** Keys of one probe for blocks that may exist already. */
export const PROBE_KEYS = 128

// Block stores

/** One file of a disk store's log: large enough that files are few, small enough to be rewritten in one go. */
export const LOG_SEGMENT_BYTES = 32 * MiB
/** Kept free for deletions on a full disk: the wanted half of a log segment, and notes of what was deleted. */
export const DISK_RESERVE_BYTES = LOG_SEGMENT_BYTES / 2 + 4 * MiB
/** Files of a disk store's log that are kept open: few enough for the usual bound of 1,024 a process. */
export const SEGMENT_FILES_OPEN_MAX = 512

// Collection of blocks that nothing needs

/** How long a generation lasts: a block is kept for one at least after it was put, and an upload may take that long. */
export const GENERATION_MS_DEFAULT = 30 * 60_000
export const GENERATION_MS_MIN = 1_000
export const GENERATION_MS_MAX = 7 * 24 * 3_600_000
/** A block is collected when it was last put, or told to be there, so many generations ago. */
export const LEASE_GENERATIONS = 2
/** Stamps are a byte: of two that are less than so many generations apart the newer is known. */
export const GENERATIONS_TOLD_APART = 128
/** A peer that has not looked at its stamps for so many generations renews them all, before old ones look new. */
export const GENERATIONS_BEHIND_MAX = 100
/** Versions that are replaced or deleted are collected so much later than they can be restored: wall clocks jump. */
export const VERSIONS_SLACK_MS = 3 * 3_600_000
/** Names are looked through for versions that are not kept any more so often; the first time, so long after a start. */
export const TRIM_EVERY_MS = 3_600_000
/** After each page of that: a million names take some minutes, and commits go first. */
export const TRIM_PAUSE_MS = 50
/** Keys of roots in one answer. */
export const ROOTS_PAGE_MAX = 16_384
/** A list of all live roots is kept so long after it was last asked for, and serves so long as the newest. */
export const ROOTS_KEPT_MS = 60_000
export const ROOTS_FRESH_MS = 500
/** What stands in the way of a collection is looked at again so much later, then twice as much: often another peer's view. */
export const COLLECT_AGAIN_MS = 250
/** Whether it is time for the next generation is looked at so often. */
export const GENERATION_LOOK_MS = 2_000
/** Small files whose roots are read in one go. */
export const ROOTS_AT_ONCE = 1_024

// Repair

/** A range of the ring on the wire: two positions of 48 bits. */
export const RANGE_BYTES = 12
/** One piece's fingerprint on the wire: 32 bits of count, 96 of exclusive-ored key. */
export const CELL_BYTES = 16
/** Fingerprints in one answer: 256 KiB. */
export const CELLS_MAX = 16_384
/** Pieces into which a range that differs is divided: 8 cost 62 bytes a difference, in a third of binary's round trips. */
export const PIECES_MAX = 8
/** Keys that a comparison holds in memory at once: 2 MiB of keys. */
export const COMPARED_KEYS_MAX = 65_536
/** Bytes of blocks in one PUSH; two to four frames, as in transfers. One larger block goes alone. */
export const PUSH_BYTES = 1 * MiB
/** Pushes to one peer under way at once: the next is read while the last is answered. */
export const PUSHES_PER_PEER = 2
/** One push; as long as a slow machine needs for PUSH_BYTES, and more. */
export const PUSH_DEADLINE_MS = 10_000
/** A client's request within so long means that clients are at work: repair then rests. */
export const CLIENTS_ACTIVE_MS = 500
/**
 * As many times as long as it has worked: at 1.5, with three peers repairing on two cores, clients kept 0.33 of their
 * throughput, now 0.54 (`bench/heal-clients.ts --mib 256 throughput`).
 */
export const REST_RATIO = 4
/** No rest of repair is longer. */
export const REST_MS_MAX = 2_000
/** What could not be copied is tried again so much later, doubling up to the maximum. */
export const REPAIR_AGAIN_MS = 500
export const REPAIR_AGAIN_MS_MAX = 10_000
/**
 * A round that failed is made again when as much time has passed as it took, but no later than this: that members seem silent
 * because all are busy comparing must not keep them comparing.
 */
export const ROUND_REST_MS_MAX = 60_000
/** Surplus copies go only when the ring has been the same for so many heartbeat intervals: a minute by default. */
export const STABLE_INTERVALS = 12
/** A process whose identity another has taken over hears of it within so many intervals: what it took until then is looked for. */
export const FENCE_INTERVALS = 2
/** Strays wait so many intervals for those that are answerable for their ranges: usually nothing is left to be brought. */
export const STRAYS_INTERVALS = 6
/** Every so many intervals strays and missing copies are looked for, where blocks may have gone astray since the last time. */
export const AUDIT_INTERVALS = 12
/** Strays, which may be the only copies, are looked for each time; the other owners are asked for missing copies as long as that takes at most one part in so many of a peer's time. */
export const AUDIT_SHARE = 50
/** But never longer than so many intervals: a round that waited for a peer says nothing of the next. */
export const AUDIT_WAIT_INTERVALS = 60
/** Keys in one request for blocks that are missing here. */
export const MEND_KEYS = 1_024
/** Members besides the owners that are asked for a block that is missing; it is a stray there at best. */
export const MENDERS_ASKED_MAX = 16
/** Keys of wrong blocks that are remembered until they are replaced; of more only the number is known. */
export const UNMENDED_MAX = 10_000
/** Keys of one CHECK wait at most, those of others are turned away: a reader asks elsewhere anyway. */
export const CHECKS_WAITING_MAX = 4
/** What a scrub reads and hashes before others have their turn: some milliseconds of work. */
export const SCRUB_PAGE_BYTES = 1 * MiB
/** A background scrub looks at so many bytes a second: a terabyte in a day. */
export const SCRUB_BYTES_PER_S = 12 * MiB
/** A background scrub begins so long after a start: repair is done by then, and a peer that is restarted daily has one too. */
export const SCRUB_FIRST_MS = 3_600_000
/** Between two background scrubs. */
export const SCRUB_EVERY_MS = 24 * 3_600_000

// Users and tokens

/** Bytes of a token: some claims and an Ed25519 signature take about 500. */
export const TOKEN_BYTES_MAX = 4 * KiB
/** A user's token is good for so long: what is revoked elsewhere ends by then. */
export const TOKEN_MS = 10 * 60_000
/** A block or metadata peer's: it goes on through a day without its auth peer. */
export const PEER_TOKEN_MS = 24 * 3_600_000
/** A peer that was thrown out is denied for so long: it is off every view by then, and has no token. */
export const PEER_DENIED_MS = 30 * PEER_TOKEN_MS
/** The longest life of a token that a person asks for, for scripts. */
export const SCRIPT_TOKEN_MS_MAX = 90 * 24 * 3_600_000
/** Clocks of two machines may differ by so much. */
export const CLOCK_LEEWAY_MS = 30_000
/** An issuer signs with one key for so long; the one before is believed as long again, and so outlives what it signed. */
export const SIGNING_KEY_MS = 90 * 24 * 3_600_000
/** Keys of issuers that a view names: two of each that overlap. */
export const ISSUER_KEYS_MAX = 16
/** Tokens and users that are denied; each until what it denies would have ended by itself. */
export const DENIALS_MAX = 1_024
/** Bytes of a user's name. */
export const USER_NAME_BYTES_MAX = 32
/** Users of one auth peer: all fit a metadata peer's memory and one page of 256 at a time. */
export const USERS_MAX = 10_000
export const USERS_PAGE_MAX = 256
/** Devices that are logged in, for each user: the one that was not used for longest goes. */
export const SESSIONS_PER_USER_MAX = 64
/** Invitations that wait to be redeemed. */
export const INVITATIONS_MAX = 1_024
/** An invitation is good for so long unless that is said: it is read out, typed or sent within a day. */
export const INVITATION_MS = 24 * 3_600_000
/** No longer: whoever has the string gets in. */
export const INVITATION_MS_MAX = 30 * 24 * 3_600_000
/** A log-in lasts so long without being used. */
export const SESSION_MS = 30 * 24 * 3_600_000
/** scrypt with 32 MiB: 0.1 s each; two at once leave the thread pool's other half to the disk. */
export const PASSWORDS_AT_ONCE = 2
/** Passwords that wait to be checked; more are turned away. */
export const PASSWORDS_WAITING_MAX = 16
/** Bytes of a password in UTF-8. */
export const PASSWORD_BYTES_MAX = 256
export const PASSWORD_BYTES_MIN = 8
/** Wrong passwords for one user, or from one peer, in a minute. */
export const LOGINS_PER_MINUTE = 10
/** Tokens that one peer may show in a minute; one that renews shows one in ten. */
export const AUTHENTICATIONS_PER_MINUTE = 60
/** Those whose rates are remembered; the one that was seen longest ago is forgotten first. */
export const RATES_KEPT = 4_096
/** Peers whose tokens are remembered: more than connections there can be. */
export const CLAIMS_KEPT = 4_096
/** A metadata peer asks an auth peer elsewhere for keys, denials and quotas so often. */
export const ISSUER_POLL_MS = 5_000
/** A connection that has not shown who it is by then is closed, where that is asked. */
export const STRANGER_MS = 10_000
/** Connections of those that have not; the oldest goes for a new one, so that they cannot keep others out. */
export const STRANGERS_MAX = 64
/** A connection whose encryption is not agreed on by then is closed. */
export const UPGRADE_MS = 3_000
/** Users that one file is shared with. */
export const GRANTS_MAX = 64
