import type { Refs } from '@/base/format'
import { send } from './client'

// Saved views, notifications, workbench, settings, audit and the matrix: what is none of one entity.

export interface SavedView {
  id: string
  version: number
  entity: string
  name: string
  /** Search and sort, as in the address. */
  query: string
  columns: string[]
  shared: boolean
  mine: boolean
  user_name?: string
}
export const listViews = async (entity: string): Promise<SavedView[]> =>
  (await send<{ items: SavedView[] }>('get', '/api/views', { query: new URLSearchParams({ entity }) })).items
export const createView = (
  view: Pick<SavedView, 'entity' | 'name' | 'query' | 'columns' | 'shared'>,
): Promise<SavedView> => send('post', '/api/views', { body: view })
export const changeView = (view: Pick<SavedView, 'id' | 'version'>, members: Partial<SavedView>): Promise<SavedView> =>
  send('patch', '/api/views/' + view.id, { body: members, version: view.version })
export const removeView = (view: SavedView): Promise<void> =>
  send('delete', '/api/views/' + view.id, { version: view.version })

export interface Notification {
  id: string
  kind: string
  title: string
  hint: string | null
  link: string | null
  created_at: string
  read_at: string | null
}
export interface Inbox {
  items: Notification[]
  next: string | null
  unread: number
}
export const loadInbox = (after = ''): Promise<Inbox> =>
  send('get', '/api/notifications', { query: new URLSearchParams(after ? { after } : {}) })
export const markRead = (id: string): Promise<void> => send('post', `/api/notifications/${id}/read`)
export const markAllRead = (): Promise<void> => send('post', '/api/notifications/read-all')

/** A number of the workbench; its link opens the very list that it counts. */
export interface Figure {
  code: string
  label: string
  value: string
  unit?: string
  link: string | null
  tone?: 'good' | 'warn' | 'bad' | null
  note?: string | null
}
export interface Workbench {
  todo: Figure[]
  figures: Figure[]
  groups?: { code: string; label: string; items: Figure[] }[]
  warnings?: Figure[]
  recent?: { at: string; user_name: string; text: string; link: string | null }[]
  notices?: { title: string; at: string | null }[]
}
export const loadWorkbench = (): Promise<Workbench> => send('get', '/api/workbench')

export interface Setting {
  key: string
  version: number
  label: string
  note: string
  kind: 'text' | 'integer' | 'boolean' | 'choice'
  value: unknown
  choices?: { code: string; label: string }[]
  unit?: string
  low?: number
  high?: number
  group?: string
  updated_at: string | null
  updated_by_name?: string | null
}
export const loadSettings = async (): Promise<Setting[]> =>
  (await send<{ items: Setting[] }>('get', '/api/settings')).items
export const saveSettings = (values: Record<string, unknown>): Promise<void> =>
  send('patch', '/api/settings', { body: values })

export interface AuditEntry {
  seq: number
  at: string
  user_id: string | null
  user_name: string
  peer: string
  action: string
  entity: string | null
  record_id: string | null
  record_title?: string | null
  ent_id: string | null
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
  reason: string | null
  source: string | null
  allowed: boolean
  hash: string
}
export const loadAudit = (query: URLSearchParams): Promise<{ items: AuditEntry[]; next: string | null; refs?: Refs }> =>
  send('get', '/api/audit', { query })
export const verifyAudit = (): Promise<{ job_id: string }> => send('post', '/api/audit/verify')

export interface Matrix {
  roles: { code: string; label: string }[]
  operations: {
    id: string
    label: string
    group?: string
    method?: string
    path?: string
    grants: Record<string, string>
  }[]
}
export const loadMatrix = (): Promise<Matrix> => send('get', '/api/administration/matrix')
export const exportAudit = (search: URLSearchParams): Promise<{ job_id: string }> =>
  send('post', '/api/audit/export', { body: Object.fromEntries(search) })
