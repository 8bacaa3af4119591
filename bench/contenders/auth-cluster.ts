import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { formatInvitation, parseInvitation } from '../../src/auth/invitation.ts'
import { AuthClient, freshIdentity } from '../../src/index.ts'
import { startPeer } from './cluster.ts'

/** A metadata peer with an auth peer inside, and block peers that were invited. */
export interface AuthCluster {
  address: string
  /** For one client. */
  invitation: string
  stop(): Promise<void>
}

/** Starts the built executables; resolves when every block peer is on the ring. */
export async function startAuthCluster(blockPeers: number): Promise<AuthCluster> {
  const directory = await mkdtemp(join(tmpdir(), 'tritonring-bench-'))
  const metadata = await startPeer([
    'metadata',
    '--json',
    '--port',
    '0',
    '--auth',
    '--data',
    join(directory, 'm'),
  ])
  const invitations = await invite(metadata.invitation!, metadata.address, blockPeers + 1)
  const starts = invitations.slice(1).map((invitation, index) => {
    const data = join(directory, `b${index}`)
    return startPeer(['block', '--json', '--port', '0', '--join', invitation, '--data', data])
  })
  const peers = [metadata, ...(await Promise.all(starts))]
  return {
    address: metadata.address,
    invitation: invitations[0]!,
    stop: async () => {
      for (const { child } of peers) child.kill('SIGKILL')
      await Promise.all(peers.map(({ ended }) => ended))
      await rm(directory, { recursive: true, force: true })
    },
  }
}

async function invite(first: string, address: string, count: number): Promise<string[]> {
  const { authPeer, secret } = parseInvitation(first)
  const privateKey = await freshIdentity()
  const stranger = await AuthClient.connect({ privateKey, authPeer })
  const credential = await stranger.redeem(secret, false)
  await stranger.close()
  const admin = await AuthClient.connect({ privateKey, authPeer, credential })
  try {
    const invitations: string[] = []
    while (invitations.length < count) {
      const invited = await admin.invite('bench')
      invitations.push(formatInvitation({ bootstrap: [address], authPeer, secret: invited.secret }))
    }
    return invitations
  } finally {
    await admin.close()
  }
}
