import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { formatInvitation, parseInvitation } from '../../src/auth/invitation.ts'
import {
  AuthClient,
  createClient,
  freshIdentity,
  Libp2pTransport,
  Network,
  systemClock,
} from '../../src/index.ts'
import { PeerProcess } from './peer-process.ts'
import { RandomFile } from './random-file.ts'

/** An overlay with users of two processes, and a client that is logged in. */
export async function guardedOverlay() {
  const directory = await mkdtemp(join(tmpdir(), 'tritonring-attacks-'))
  const closers: (() => Promise<unknown>)[] = [() => rm(directory, { recursive: true, force: true })]
  const start = async (...args: string[]) => {
    const peer = await PeerProcess.start(args[0]!, [...args, '--json', '--port', '0'])
    closers.push(() => peer.kill())
    return peer
  }
  const peer = await start('metadata', '--auth', '--data', join(directory, 'm'))
  const { authPeer, secret } = parseInvitation(peer.invitation!)
  const privateKey = await freshIdentity()
  const auth = await AuthClient.connect({ privateKey, authPeer })
  const credential = await auth.redeem(secret, false)
  await auth.close()
  const admin = await AuthClient.connect({ privateKey, credential, authPeer })
  const invited = await admin.invite('')
  await admin.close()
  const invitation = formatInvitation({ bootstrap: [peer.address], authPeer, secret: invited.secret })
  const block = await start('block', '--join', invitation, '--data', join(directory, 'b'))
  const newClient = async () => {
    const client = await createClient({ bootstrap: [peer.address], privateKey, credential })
    closers.push(() => client.close())
    return client
  }
  const stranger = async () => {
    const network = new Network(new Libp2pTransport({ privateKey: await freshIdentity() }), systemClock())
    closers.push(() => network.stop())
    await network.start()
    return network
  }
  /** A network of the client's own user, that asks whatever it wants to. */
  const insider = async () => {
    const network = new Network(new Libp2pTransport({ privateKey }), systemClock())
    closers.push(() => network.stop())
    network.showToken(() => credential.token)
    await network.start()
    return network
  }
  const client = await newClient()
  await client.upload(new RandomFile(1, 100_000).pieces(), { name: 'x' })
  return {
    ...{ peer, block, client, newClient, stranger, insider, closers, privateKey, credential },
    [Symbol.asyncDispose]: async () => {
      for (const close of closers.toReversed()) await close()
    },
  }
}

/** Resident memory of a process in bytes. */
export function memoryOf({ pid }: PeerProcess): number {
  return 1024 * Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1])
}
