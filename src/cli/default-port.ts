/** Where a metadata peer listens, and a client looks for one, when nothing else is said. */
export const METADATA_PORT_DEFAULT = 4001
