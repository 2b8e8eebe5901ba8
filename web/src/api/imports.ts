import type { Entity } from '@/base/field'
import { call, send, type Item, type Reply } from './client'
import type { ImportProblem, ImportReport, MappingLine } from './generated'

export type Batch = Item<'import.list'>
export type BatchState = Batch['state']
export type BatchProblem = ImportProblem
export type Report = ImportReport
/** What a column is for whose title does not say it; of no use where the name is empty. */
export type MappedColumn = MappingLine

/** A row with the record's members, which its entity describes. */
export interface PreviewRow extends Item<'import.rows'> {
  before: Record<string, unknown> | null
  /** Nothing of a row that becomes no record; `cells` has what the file says then. */
  after: Record<string, unknown> | null
  cells: Record<string, string> | null
}
export type Preview = Omit<Reply<'import.rows'>, 'items'> & { items: PreviewRow[] }
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
export const listImports = (query: URLSearchParams): Promise<Reply<'import.list'>> => call('import.list', { query })
export const getImport = (id: string): Promise<Report> => call('import.view', { id })
export const importRows = (id: string, kind: PreviewKind, after = ''): Promise<Preview> =>
  call('import.rows', { id, query: { kind, limit: 50, after } }) as Promise<Preview>
export const confirmImport = (id: string, version: number): Promise<Reply<'import.confirm'>> =>
  call('import.confirm', { id, version, once: 'confirm-' + id })
export const rollBackImport = (id: string, version: number): Promise<Reply<'import.rollback'>> =>
  call('import.rollback', { id, version })
export const cancelImport = (id: string, version: number): Promise<void> => call('import.cancel', { id, version })
export const mapColumns = (id: string, version: number, columns: MappedColumn[]): Promise<Reply<'import.columns'>> =>
  call('import.columns', { id, version, body: { columns } })
