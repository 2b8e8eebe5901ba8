import { call, type Item, type Reply } from '@/api/client'
import type { Rec } from '@/api/records'
import type { Refs } from '@/base/format'

export type FactName = 'former' | 'titles' | 'classifications' | 'relations' | 'contacts' | 'milestones'
type File = Reply<'enterprise.file'>

/** One enterprise with everything that is known of it, as it stood on a day. */
export interface EnterpriseFile extends Omit<File, 'enterprise' | FactName> {
  /** Names of what the enterprise refers to. */
  refs?: Refs
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
  const reply = await call('enterprise.file', { id, query: { as_of: asOf } })
  const names: FactName[] = ['former', 'titles', 'classifications', 'relations', 'contacts', 'milestones']
  return {
    ...reply,
    enterprise: { ...reply.enterprise, id: reply.id, version: reply.version },
    facts: Object.fromEntries(names.map((name) => [name, (reply[name] ?? []).map(flat)])) as Record<FactName, Rec[]>,
  }
}

export type TimelineItem = Item<'enterprise.timeline'>
export const loadTimeline = (id: string): Promise<Reply<'enterprise.timeline'>> => call('enterprise.timeline', { id })

/** A published figure beside what the register counts. */
export type FigureBeside = Item<'zone.figures'>
export const loadFigures = (zone: string): Promise<Reply<'zone.figures'>> => call('zone.figures', { id: zone })
