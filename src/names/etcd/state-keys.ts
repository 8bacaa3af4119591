/** Keys of the table of state, besides those that one file alone knows. */
export const VIEW_KEY = Buffer.from('view')
/** The view of the world whose names are still to be read back. */
export const REBUILD_KEY = Buffer.from('rebuild from')
