import type { Field } from '@/base/field'
import { inLanguage } from '@/base/label'
import type { Problem, ProblemItem } from '@/base/problem'
import { byField } from '@/base/problem'
import { check, entryOf, memberOf, sameMember, type Invalid } from '@/base/validate'
import { t } from '@/i18n'

export const invalidText = (invalid: Invalid): string => t(`invalid.${invalid.key}`, invalid.words)

export interface FieldError {
  text: string
  hint: string
}

/** The entries of a form from the members of a record (or of none). */
export const entriesOf = (fields: Field[], record?: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(fields.map((f) => [f.name, entryOf(f, record?.[f.name])]))

/** The members that differ from the record; all that are filled in where there is none. */
export function changedMembers(
  fields: Field[],
  entries: Record<string, unknown>,
  record?: Record<string, unknown>,
): Record<string, unknown> {
  const out: Record<string, unknown> = {}
  for (const f of fields) {
    const now = memberOf(f, entries[f.name])
    const before = memberOf(f, entryOf(f, record?.[f.name]))
    if (!sameMember(now, before)) out[f.name] = now
  }
  return out
}

/** What is wrong with the entries, field by field. */
export function checkAll(fields: Field[], entries: Record<string, unknown>): Record<string, FieldError> {
  const out: Record<string, FieldError> = {}
  for (const f of fields) {
    const invalid = check(f, entries[f.name])
    if (invalid) out[f.name] = { text: invalidText(invalid), hint: '' }
  }
  return out
}

/** What the server found wrong: by field, and the rest as texts. */
export function errorsOf(problem: Problem, fields: Field[]): { fields: Record<string, FieldError>; rest: string[] } {
  const split = byField(
    problem,
    fields.map((f) => f.name),
  )
  const say = (item: ProblemItem): FieldError => ({ text: item.detail || item.code, hint: item.hint })
  return {
    fields: Object.fromEntries(Object.entries(split.fields).map(([name, item]) => [name, say(item)])),
    rest: split.rest.map((item) => [item.detail || item.code, item.hint].filter(Boolean).join(' ')),
  }
}

export const labelFor = (fields: Field[], name: string): string => {
  const field = fields.find((f) => f.name === name)
  return field ? inLanguage(field.label) : name
}
