/** For people: what each contender does in the benches, and what it does not do. */
export const FAIRNESS = `Every contender runs in processes of its own on one machine, over loopback, with its data in memory, in the same run and by
turns: each round does everything once, so that a disturbance meets all alike; the first round warms up and does not
count; figures are medians. Before each upload the machine is made to hold enough free memory at hand, and each client
collects its young garbage before it is timed. Files are random bytes that no other file of the run shares. In the warm-up the
bytes that come back are compared with those that went out. A time begins with a client's call and ends with its last
acknowledgement, or with the last byte in the client's memory (for tritonring's files, scp and cp: in the file).
Every process of Node that moves or keeps blocks, the rivals' clients and holders too, lets its heap grow as freely as
tritonring's block peers do (docs/decisions/0050). The servers of Redis and NATS are no Node processes and run as they are.

- **tritonring**: one metadata peer and three block peers, each a process, and the client in another. Every connection is
  encrypted (Noise), every block is hashed by the client and by both of its two owners before it is acknowledged, every
  block that is read is hashed and compared with its key. Files come from memory and go to memory; "files": from a file to
  a file, in memory too (/dev/shm).
- **Redis**: two servers without persistence, blocks under their SHA-256, each block on both; ioredis; 2,048 keys a command
  (MSET, MGET) or pipelines of 256 (SET, GET), four under way for each server; reads ask each server for half. The client
  hashes with the same native code as tritonring's. *Not equal, in favour of Redis:* nothing is encrypted, nothing is
  verified by the servers or on reading, there are no names and no manifest (the client just remembers its keys), and two
  servers share the work of a ring of three.
- **Helia**: one node that holds the file and one that reads it by bitswap over TCP, Noise and yamux, default settings,
  blocks in memory; every block is verified. *Not equal:* one copy; nothing is uploaded, so only reading is compared.
  At 64 B a small file is read, since its rate does not depend on the size.
- **hypercore**: a log of 64-byte blocks, replicated by its own protocol over an encrypted TCP connection, verified by its
  Merkle tree, both logs in /dev/shm; all blocks are asked for as one range. *Not equal:* one copy; only reading is compared.
- **NATS object store**: a JetStream cluster of three servers, memory storage, two replicas, pieces of 1 MiB (the largest
  that the servers take unless told otherwise). *Not equal, in favour of NATS:* nothing is encrypted. Its client waits for
  each piece's acknowledgement and computes one SHA-256 of the whole.
- **raw libp2p stream**: one stream between two processes with the security and muxer that tritonring has, 256 KiB a write:
  the encrypted wire's own limit. Nothing is hashed, stored or copied. It has one direction, which both of tritonring's are
  compared with.
- **scp**: to an sshd of its own with a fresh key, default cipher, between directories in /dev/shm; the time of a whole
  command, its connection included. *Not equal:* one copy, nothing is hashed.
- **cp**: in /dev/shm, for scale.
- **Map**: from the key as a latin1 string to a Buffer of the block's own, in the same process.`
