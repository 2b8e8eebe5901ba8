import type { Field } from '@/base/field'
import type { Problem } from '@/base/problem'
import { check, entryOf, memberOf } from '@/base/validate'
import { invalidText, type FieldError } from './form'

/** What is entered for an action: entries by the names of its fields; lists are entries of each item. */
export type Entries = Record<string, unknown>

/** What is wrong with entries, by where they stand: reason, parts/0/name. */
export type Wrong = Record<string, FieldError>

export const itemsOf = (entries: Entries, field: Field): Entries[] => entries[field.name] as Entries[]

/** The day on which it happened is today until somebody says otherwise; yes or no is no. */
function firstEntry(field: Field, today: string): unknown {
  if (field.kind === 'list') return Array.from({ length: field.low ?? 0 }, () => firstEntries(field.fields, today))
  if (field.kind === 'boolean') return false
  return field.kind === 'date' && field.name === 'date' ? today : entryOf(field, undefined)
}

export const firstEntries = (fields: Field[], today: string): Entries =>
  Object.fromEntries(fields.map((f) => [f.name, firstEntry(f, today)]))

/** The members to be sent: those that have a value. */
export function membersOf(fields: Field[], entries: Entries): Record<string, unknown> {
  const out: Record<string, unknown> = {}
  for (const f of fields) {
    const member =
      f.kind === 'list' ? itemsOf(entries, f).map((item) => membersOf(f.fields, item)) : memberOf(f, entries[f.name])
    if (member !== null) out[f.name] = member
  }
  return out
}

/** What can be seen to be wrong before anything is sent. */
export function wrongEntries(fields: Field[], entries: Entries, at = ''): Wrong {
  const out: Wrong = {}
  for (const f of fields) {
    if (f.kind === 'list') {
      itemsOf(entries, f).forEach((item, i) => Object.assign(out, wrongEntries(f.fields, item, `${at}${f.name}/${i}/`)))
      continue
    }
    const invalid = check(f, entries[f.name])
    if (invalid) out[at + f.name] = { text: invalidText(invalid), hint: '' }
  }
  return out
}

/** What the server found wrong: the first of each place that the dialog shows, and the rest as texts. */
export function refusalOf(problem: Problem, fields: Field[]): { wrong: Wrong; rest: string[] } {
  const wrong: Wrong = {}
  const rest: string[] = []
  for (const item of problem.items) {
    const at = item.pointer.slice(1)
    const text = item.detail || item.code
    if (fields.some((f) => f.name === at.split('/')[0])) wrong[at] ??= { text, hint: item.hint }
    else rest.push([text, item.hint].filter(Boolean).join(' '))
  }
  return { wrong, rest }
}
