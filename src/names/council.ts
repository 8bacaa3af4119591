import type { MetadataPeerInfo } from '../wire/generated/tritonring.ts'
import type { KeptWorld } from './kept-world.ts'

/** Who the metadata peers of one name store are, and what they all know. */
export interface CouncilState {
  /** Those that are there, this one too, in ascending order of their ids. */
  peers: readonly MetadataPeerInfo[]
  /** Which of them is the coordinator; undefined while nobody is. */
  coordinator: string | undefined
  world: KeptWorld
}

/** The metadata peers that share one name store, and the choice of their coordinator. */
export interface Council {
  /**
   * Takes a seat, which ends soon after this process does; from now on tells of the state, again and again, never two
   * calls of `onState` at once. What `onState` throws is passed over.
   */
  enter(self: MetadataPeerInfo, onState: (state: CouncilState) => Promise<void>): Promise<void>
  /** Gives the seat back; another peer may be coordinator at once. Idempotent. */
  leave(): Promise<void>
}
