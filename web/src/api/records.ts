import type { Entity } from '@/base/field'
import type { Refs } from '@/base/format'
import { pageParameters, searchParameters, type ListQuery } from '@/base/query'
import { send } from './client'

/** A record of any entity. Its members are those that the entity's fields name. */
export interface Rec {
  id: string
  version: number
  updated_at?: string
  /** What the reader may do with it now: edit, remove, and actions of its entity. */
  may?: string[]
  [member: string]: unknown
}

export interface Page {
  items: Rec[]
  next: string | null
  total: number | null
  refs: Refs
}

const base = (entity: Pick<Entity, 'path'>): string => '/api/' + entity.path

export const listRecords = (entity: Pick<Entity, 'path'>, query: ListQuery, signal?: AbortSignal): Promise<Page> =>
  send('get', base(entity), { query: pageParameters(query), signal })

/** How many records a search finds. */
export async function countRecords(
  entity: Pick<Entity, 'path'>,
  query: Pick<ListQuery, 'q' | 'filters'>,
  signal?: AbortSignal,
): Promise<number> {
  const parameters = searchParameters({ ...query, sort: '' })
  parameters.set('limit', '1')
  parameters.set('count', '1')
  return (await send<Page>('get', base(entity), { query: parameters, signal })).total ?? 0
}

export const findRecords = (
  entity: Pick<Entity, 'path'>,
  q: string,
  limit = 20,
  signal?: AbortSignal,
): Promise<Page> => {
  const query = new URLSearchParams({ limit: String(limit) })
  if (q) query.set('q', q)
  return send('get', base(entity), { query, signal })
}

export const getRecord = (
  entity: Pick<Entity, 'path'>,
  id: string,
  signal?: AbortSignal,
): Promise<Rec & { refs?: Refs }> => send('get', `${base(entity)}/${id}`, { signal })

export const createRecord = (
  entity: Pick<Entity, 'path'>,
  members: Record<string, unknown>,
  once: string,
): Promise<Rec> => send('post', base(entity), { body: members, once })

export const changeRecord = (
  entity: Pick<Entity, 'path'>,
  id: string,
  version: number,
  members: Record<string, unknown>,
): Promise<Rec> => send('patch', `${base(entity)}/${id}`, { body: members, version })

export const removeRecord = (entity: Pick<Entity, 'path'>, id: string, version: number): Promise<void> =>
  send('delete', `${base(entity)}/${id}`, { version })

export const restoreRecord = (entity: Pick<Entity, 'path'>, id: string): Promise<Rec> =>
  send('post', `${base(entity)}/${id}/restore`)

/** Runs an action of the entity on one record. */
export const runAction = (
  entity: Pick<Entity, 'path'>,
  record: Pick<Rec, 'id' | 'version'>,
  verb: string,
  members: Record<string, unknown>,
  once: string,
): Promise<unknown> =>
  send('post', `${base(entity)}/${record.id}/${verb}`, { body: members, version: record.version, once })

/** Changes given members of all records that a search finds; refused where these are not `expected` any more. */
export const changeAll = (
  entity: Pick<Entity, 'path'>,
  search: string,
  ids: string[] | undefined,
  expected: number,
  members: Record<string, unknown>,
  once: string,
): Promise<{ changed: number }> =>
  send('post', `${base(entity)}/bulk`, {
    body: { query: search, ...(ids ? { ids } : {}), expected, set: members },
    once,
  })

export const exportRecords = (
  entity: Pick<Entity, 'path'>,
  format: 'xlsx' | 'csv',
  search: string,
  columns?: string[],
  ids?: string[],
): Promise<{ job_id: string }> =>
  send('post', `${base(entity)}/export`, {
    body: { format, query: search, ...(columns ? { columns } : {}), ...(ids ? { ids } : {}) },
  })

/** One change of one record. */
export interface HistoryEntry {
  seq: number
  at: string
  user_name: string
  action: string
  reason: string | null
  source: Source | null
  /** The name of the attachment that it is about. */
  subject?: string | null
  changes: { field: string; before: unknown; after: unknown }[]
}
/** Where a value came from, if it was imported. */
export interface Source {
  batch_id: string | null
  file_name: string | null
  sheet: string | null
  row: number | null
}
export interface History {
  items: HistoryEntry[]
  next: string | null
  refs?: Refs
}
/** All of it: where a value comes from may have been said long ago. */
export async function recordHistory(entity: Pick<Entity, 'path'>, id: string): Promise<History> {
  const whole: Required<History> = { items: [], next: null, refs: {} }
  do {
    const query = new URLSearchParams({ limit: '200', ...(whole.next && { after: whole.next }) })
    const part: History = await send('get', `${base(entity)}/${id}/history`, { query })
    whole.items.push(...part.items)
    whole.next = part.next
    for (const [of, names] of Object.entries(part.refs ?? {})) whole.refs[of] = { ...whole.refs[of], ...names }
  } while (whole.next)
  return whole
}
