import type { OverlayView } from '../../src/membership/view.ts'
import type { Inspector } from './inspector.ts'

/**
 * The view of the metadata peer when every member of it has the very same one, else undefined: to be waited for,
 * because views travel.
 */
export async function agreedView(
  inspector: Inspector,
  metadataPeer: string,
): Promise<OverlayView | undefined> {
  const view = await inspector.viewOfMetadata(metadataPeer)
  const views = await Promise.all(view.members.map(({ id }) => inspector.viewOf(id)))
  const agreed = views.every((other) => Buffer.compare(other.signed.view, view.signed.view) === 0)
  return agreed ? view : undefined
}
