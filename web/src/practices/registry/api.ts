import type { Refs } from '@/base/format'
import { send } from '@/api/client'
import type { Rec } from '@/api/records'

interface Reply {
  id: string
  version: number
  as_of: string
  present: boolean
  valid_from: string | null
  valid_to: string | null
  enterprise: Record<string, unknown>
  zone_name: string | null
  industry_name: string | null
  merged_into_name: string | null
  former: Record<string, unknown>[]
  titles: Record<string, unknown>[]
  classifications: Record<string, unknown>[]
  relations: Record<string, unknown>[]
  contacts: Record<string, unknown>[]
  milestones: Record<string, unknown>[]
  states: { valid_from: string | null; valid_to: string | null; changes: string[] }[]
  refs?: Refs
}
export type FactName = 'former' | 'titles' | 'classifications' | 'relations' | 'contacts' | 'milestones'

/** One enterprise with everything that is known of it, as it stood on a day. */
export interface EnterpriseFile extends Omit<Reply, 'enterprise' | FactName> {
  enterprise: Rec
  facts: Record<FactName, Rec[]>
}

/** {id, state, title: {…}} → {…, id, state}: a fact with what follows from it for the day, as one record. */
const flat = (row: Record<string, unknown>): Rec => {
  const out: Record<string, unknown> = {}
  for (const value of Object.values(row))
    if (value && typeof value === 'object' && !Array.isArray(value)) Object.assign(out, value)
  for (const [name, value] of Object.entries(row)) if (!value || typeof value !== 'object') out[name] = value
  return out as Rec
}

export async function loadFile(id: string, asOf: string): Promise<EnterpriseFile> {
  const reply = await send<Reply>('get', `/api/enterprises/${id}/file`, {
    query: new URLSearchParams(asOf ? { as_of: asOf } : {}),
  })
  const names: FactName[] = ['former', 'titles', 'classifications', 'relations', 'contacts', 'milestones']
  return {
    ...reply,
    enterprise: { ...reply.enterprise, id: reply.id, version: reply.version },
    facts: Object.fromEntries(names.map((name) => [name, (reply[name] ?? []).map(flat)])) as Record<FactName, Rec[]>,
  }
}

export interface TimelineItem {
  date: string
  kind: string
  title: string
  detail: string | null
  entity: string | null
  record: string | null
}
export const loadTimeline = (id: string): Promise<{ items: TimelineItem[] }> =>
  send('get', `/api/enterprises/${id}/timeline`)

/** A published figure beside what the register counts. */
export interface FigureBeside {
  id: string
  published: Record<string, unknown> & {
    name: string
    period: string | null
    value: string
    unit: string
    qualifier: string
    growth: string | null
    source: string
    note: string | null
  }
  counted: number | null
  path: string | null
  filter: string[]
}
export const loadFigures = (zone: string): Promise<{ note: string | null; items: FigureBeside[] }> =>
  send('get', `/api/zones/${zone}/figures`)
