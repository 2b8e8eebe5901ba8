import type { LocationQuery, LocationQueryRaw } from 'vue-router'

export type Op = 'eq' | 'ne' | 'in' | 'from' | 'to' | 'contains' | 'has' | 'empty'
const ops: readonly string[] = ['eq', 'ne', 'in', 'from', 'to', 'contains', 'has', 'empty']

export interface Condition {
  field: string
  op: Op
  value: string
}

/** What a list shows. It stands whole in the page's address, so that every state can be sent to a colleague. */
export interface ListQuery {
  q: string
  filters: Condition[]
  /** A field, "-" before it for descending; empty: the entity's own order. */
  sort: string
  limit: number
  /** Cursor of the page; empty: the first one. */
  after: string
  /** Number of the page, from 1; only for the running numbers of rows. */
  page: number
}

export const pageSizes = [10, 20, 50, 100]

const all = (value: LocationQuery[string] | undefined): string[] =>
  (Array.isArray(value) ? value : [value]).filter((v): v is string => typeof v === 'string')
const first = (value: LocationQuery[string] | undefined): string => all(value)[0] ?? ''

/** "field:op:value"; the value may hold colons. Nothing where it is not a condition. */
export function parseCondition(text: string): Condition | undefined {
  const match = /^([a-z][a-z0-9_]*):([a-z]+):([\s\S]*)$/.exec(text)
  if (!match || !ops.includes(match[2]!)) return undefined
  return { field: match[1]!, op: match[2] as Op, value: match[3]! }
}

export const printCondition = (c: Condition): string => `${c.field}:${c.op}:${c.value}`

/** Reads an address. What cannot be understood is left out, never guessed. */
export function parseQuery(query: LocationQuery, size: number): ListQuery {
  const limit = Number(first(query.limit))
  const page = Number(first(query.page))
  const after = first(query.after)
  return {
    q: first(query.q),
    filters: all(query.filter)
      .map(parseCondition)
      .filter((c): c is Condition => c !== undefined),
    sort: /^-?[a-z][a-z0-9_]*$/.test(first(query.sort)) ? first(query.sort) : '',
    limit: pageSizes.includes(limit) ? limit : size,
    after,
    page: after && Number.isInteger(page) && page > 1 ? page : 1,
  }
}

/** The address of a list; the parts that say nothing are left out. */
export function printQuery(query: Partial<ListQuery>, size?: number): LocationQueryRaw {
  const out: LocationQueryRaw = {}
  if (query.q) out.q = query.q
  if (query.filters?.length) out.filter = query.filters.map(printCondition)
  if (query.sort) out.sort = query.sort
  if (query.limit && query.limit !== size) out.limit = String(query.limit)
  if (query.after) {
    out.after = query.after
    if (query.page && query.page > 1) out.page = String(query.page)
  }
  return out
}

/** What is searched for, without the page: the key of the total, and what exports and bulk changes are about. */
export function searchParameters(query: Pick<ListQuery, 'q' | 'filters' | 'sort'>): URLSearchParams {
  const out = new URLSearchParams()
  if (query.q) out.set('q', query.q)
  for (const c of query.filters) out.append('filter', printCondition(c))
  if (query.sort) out.set('sort', query.sort)
  return out
}

export function pageParameters(query: ListQuery): URLSearchParams {
  const out = searchParameters(query)
  out.set('limit', String(query.limit))
  if (query.after) out.set('after', query.after)
  return out
}

/** The inverse of searchParameters: the query of a saved view. */
export function parseSearch(text: string): Pick<ListQuery, 'q' | 'filters' | 'sort'> {
  const from = new URLSearchParams(text)
  return {
    q: from.get('q') ?? '',
    filters: from
      .getAll('filter')
      .map(parseCondition)
      .filter((c): c is Condition => c !== undefined),
    sort: from.get('sort') ?? '',
  }
}

/** The next state of a column's sort: ascending, descending, the list's own order. */
export function turnSort(sort: string, field: string): string {
  return sort === field ? '-' + field : sort === '-' + field ? '' : field
}
