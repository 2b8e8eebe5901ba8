import { call, send, type Item, type Reply } from './client'
import type { Figure, SavedView, Workbench } from './generated'

// Saved views, notifications, workbench, settings, audit and the matrix: what is none of one entity.

export type { Figure, SavedView, Workbench }

export const listViews = async (entity: string): Promise<SavedView[]> =>
  (await call('view.list', { query: { entity } })).items
export const createView = (
  body: Pick<SavedView, 'entity' | 'name' | 'query' | 'columns' | 'shared'>,
): Promise<SavedView> => call('view.create', { body })
/** The server asks for the whole of a view's name, search, columns and sharing, or for some of them. */
export const changeView = (view: Pick<SavedView, 'id' | 'version'>, members: Partial<SavedView>): Promise<SavedView> =>
  call('view.edit', { id: view.id, version: view.version, body: members })
export const removeView = ({ id, version }: SavedView): Promise<void> => call('view.remove', { id, version })

export type Notification = Item<'notification.list'>
/** A page of notices, with how many are unread in all. */
export type Inbox = Reply<'notification.list'> & { unread: number }
export const loadInbox = (after = ''): Promise<Inbox> =>
  call('notification.list', { query: { after } }) as Promise<Inbox>
export const markRead = (id: string): Promise<void> => call('notification.read', { id })
export const markAllRead = (): Promise<void> => call('notification.read_all')

export const loadWorkbench = (): Promise<Workbench> => call('workbench.view')

/** The OpenAPI document does not describe a setting: its value is of the setting's own kind. */
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

/** An entry with the members of the record before and after, which its entity describes. */
export interface AuditEntry extends Item<'audit.list'> {
  record_title?: string | null
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}
export type AuditPage = Omit<Reply<'audit.list'>, 'items'> & { items: AuditEntry[] }
export const loadAudit = (query: URLSearchParams): Promise<AuditPage> =>
  call('audit.list', { query }) as Promise<AuditPage>
export const verifyAudit = (): Promise<Reply<'audit.verify'>> => call('audit.verify')
export const exportAudit = (search: URLSearchParams): Promise<Reply<'audit.export'>> =>
  call('audit.export', { body: Object.fromEntries(search) })

/** The OpenAPI document does not describe the matrix: it is JSON or CSV. */
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
