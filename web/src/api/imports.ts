import type { Entity } from '@/base/field'
import type { Refs } from '@/base/format'
import { send } from './client'

export type BatchState = 'checking' | 'ready' | 'rejected' | 'confirming' | 'published' | 'rolled_back' | 'cancelled'

export interface Batch {
  id: string
  version: number
  entity: string
  file_name: string
  state: BatchState
  user_name: string
  created_at: string
  published_at: string | null
  rolled_back_at: string | null
  rolled_back_by_name?: string | null
  rows_total: number
  rows_new: number
  rows_changed: number
  rows_same: number
  rows_bad: number
  error_file_id: string | null
  job_id?: string | null
}

export interface BatchProblem {
  sheet: string
  row: number
  column: string
  field: string
  code: string
  detail: string
  hint: string
}
export interface Report extends Batch {
  problems: BatchProblem[]
  problems_total?: number
  unknown_columns: string[]
}

export interface PreviewRow {
  sheet: string
  row: number
  record_id: string | null
  before: Record<string, unknown> | null
  /** Nothing of a row that becomes no record; `cells` has what the file says then. */
  after: Record<string, unknown> | null
  cells: Record<string, string> | null
  problems?: BatchProblem[]
}
export interface Preview {
  items: PreviewRow[]
  next: string | null
  refs?: Refs
}
export type PreviewKind = 'new' | 'changed' | 'bad'

export const startImport = (
  entity: Pick<Entity, 'path'>,
  file: File,
  zone: string | null,
): Promise<{ batch_id: string; job_id: string }> => {
  const query = new URLSearchParams({ name: file.name })
  if (zone) query.set('zone', zone)
  return send('post', `/api/${entity.path}/imports`, {
    query,
    file: new Blob([file], { type: 'application/octet-stream' }),
  })
}
export const listImports = (
  query: URLSearchParams,
): Promise<{ items: Batch[]; next: string | null; total: number | null }> => send('get', '/api/imports', { query })
export const getImport = (id: string): Promise<Report> => send('get', '/api/imports/' + id)
export const importRows = (id: string, kind: PreviewKind, after = ''): Promise<Preview> => {
  const query = new URLSearchParams({ kind, limit: '50' })
  if (after) query.set('after', after)
  return send('get', `/api/imports/${id}/rows`, { query })
}
export const confirmImport = (id: string, version: number): Promise<{ job_id?: string }> =>
  send('post', `/api/imports/${id}/confirm`, { version, once: 'confirm-' + id })
export const rollBackImport = (id: string, version: number): Promise<{ job_id?: string }> =>
  send('post', `/api/imports/${id}/rollback`, { version })
export const cancelImport = (id: string, version: number): Promise<void> =>
  send('delete', '/api/imports/' + id, { version })
