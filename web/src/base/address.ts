/** An address of this application that `to` leads to; the front page where it leads elsewhere or nowhere. */
export function ownAddress(to: unknown): string {
  if (typeof to !== 'string' || !to.startsWith('/')) return '/'
  try {
    // As the browser reads it: "//host", "/\host" and "/<tab>/host" lead away.
    const url = new URL(to, location.origin)
    return url.origin === location.origin ? url.pathname + url.search + url.hash : '/'
  } catch {
    return '/'
  }
}
