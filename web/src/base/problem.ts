/** One error of a problem: `pointer` is the JSON pointer of the request's member that it is about. */
export interface ProblemItem {
  code: string
  detail: string
  hint: string
  pointer: string
}

/** What the server answers instead of what was asked for (RFC 9457), or that it could not be reached. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string,
    readonly hint: string,
    readonly requestId: string,
    readonly items: ProblemItem[],
    readonly retryAfter: number,
  ) {
    super(detail || title || code)
    this.name = 'Problem'
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Reads the body of a refusal; a body that is none of ours (a proxy's page) becomes a problem with its status alone. */
export function problemOf(status: number, body: unknown, headers?: Headers): Problem {
  const raw = (body && typeof body === 'object' ? body : {}) as Record<string, unknown>
  const items = Array.isArray(raw.errors) ? (raw.errors as Record<string, unknown>[]) : []
  return new Problem(
    status,
    text(raw.code) || `http_${status}`,
    text(raw.title),
    text(raw.detail),
    text(raw.hint),
    text(raw.request_id) || headers?.get('X-Request-Id') || '',
    items.map((item) => ({
      code: text(item.code),
      detail: text(item.detail),
      hint: text(item.hint),
      pointer: text(item.pointer),
    })),
    Number(headers?.get('Retry-After') ?? 0) || 0,
  )
}

export const unreachable = (): Problem => new Problem(0, 'unreachable', '', '', '', '', [], 0)

/** The errors of the fields of a flat request: the first of each field, and those that are about none. */
export function byField(
  problem: Problem,
  fields: string[],
): { fields: Record<string, ProblemItem>; rest: ProblemItem[] } {
  const out: { fields: Record<string, ProblemItem>; rest: ProblemItem[] } = { fields: {}, rest: [] }
  for (const item of problem.items) {
    const name = item.pointer.split('/')[1]?.replace(/~1/g, '/').replace(/~0/g, '~') ?? ''
    if (!fields.includes(name)) out.rest.push(item)
    else out.fields[name] ??= item
  }
  return out
}
