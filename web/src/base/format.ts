import { t } from '@/i18n'
import { choiceLabel, isShare, type Field } from './field'
import { periodText } from './period'
import { perCent } from './share'

export const nothing = '—'

/** 1234567.5 → 1,234,567.50: digits of decimal texts are never turned into doubles. */
export function grouped(decimal: string, places?: number): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal)
  if (!match) return decimal
  let fraction = match[3] ?? ''
  if (places !== undefined) fraction = fraction.padEnd(places, '0')
  const whole = match[2]!.replace(/\B(?=(\d{3})+$)/g, ',')
  return `${match[1]}${whole}${fraction ? '.' + fraction : ''}`
}

export const count = (n: number): string => grouped(String(Math.trunc(n)))

/** Bytes as people say them: 640 KB, 1.2 MB. */
export const sizeText = (bytes: number): string =>
  bytes < 1 << 20 ? `${Math.max(1, Math.ceil(bytes / 1024))} KB` : `${Math.round((bytes / (1 << 20)) * 10) / 10} MB`

const two = (n: number): string => String(n).padStart(2, '0')

/** 2026-11-25 09:03, at the place of the browser. */
export function instantText(value: string | number, seconds = false): string {
  const at = new Date(value)
  if (Number.isNaN(at.getTime())) return String(value)
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}` + (seconds ? `:${two(at.getSeconds())}` : '')
}

/** Today at the place of the browser: 2026-11-25. */
export function today(now = new Date()): string {
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

export type Refs = Record<string, Record<string, string>>

/** The codes of several choices, of a record's member or as a form and the audit chain keep them: "a b". */
export const codesOf = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.map(String)
    : String(value ?? '')
        .split(' ')
        .filter(Boolean)

/** A value as a user reads it. The unit is not part of it: it stands in the heading of the column or beside the value. */
export function shown(field: Field, value: unknown, refs?: Refs): string {
  if (value === null || value === undefined || value === '') return nothing
  switch (field.kind) {
    case 'choice':
      return choiceLabel(field, String(value))
    case 'choices':
      return codesOf(value).length
        ? codesOf(value)
            .map((code) => choiceLabel(field, code))
            .join(t('common.comma'))
        : nothing
    case 'period':
      return periodText(String(value))
    case 'boolean':
      return t(value ? 'common.yes' : 'common.no')
    case 'integer':
      return grouped(String(value))
    case 'decimal':
      if (isShare(field)) return grouped(perCent(String(value))) + '%'
      return grouped(String(value), Math.min(field.places, 2))
    case 'money':
      return grouped(String(value), 2)
    case 'instant':
      return instantText(String(value))
    case 'id':
      return refs?.[field.target]?.[String(value)] ?? refs?.[field.name]?.[String(value)] ?? String(value)
    case 'list':
      return Array.isArray(value) ? value.join(t('common.comma')) : String(value)
    default:
      return String(value)
  }
}
