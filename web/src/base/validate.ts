import type { Texts } from '@/i18n'
import { isShare, type Field } from './field'
import { numberOf, plainNumber } from './filter'
import { codesOf } from './format'
import { periodText } from './period'
import { perCent } from './share'

/** What is wrong with an entry: a key of the catalogue's `invalid` and its words. Nothing where all is well. */
export interface Invalid {
  key: keyof Texts['invalid']
  words: Record<string, string | number>
}

const wrong = (key: Invalid['key'], words: Record<string, string | number> = {}): Invalid => ({ key, words })

/** Check character of a unified social credit code (GB 32100-2015). */
export function usccCheck(first17: string): string {
  const characters = '0123456789ABCDEFGHJKLMNPQRTUWXY'
  let sum = 0
  let weight = 1
  for (const c of first17) {
    sum += characters.indexOf(c) * weight
    weight = (weight * 3) % 31
  }
  return characters[(31 - (sum % 31)) % 31]!
}

function checkText(field: Field, text: string): Invalid | undefined {
  if ([...text].length > field.maxLength) return wrong('long', { most: field.maxLength })
  if (field.format === 'uscc') {
    const code = text.toUpperCase()
    if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(code)) return wrong('uscc')
    if (usccCheck(code.slice(0, 17)) !== code[17]) return wrong('uscc_check')
  }
  if (field.format === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) return wrong('email')
  if (field.format === 'phone' && !/^[+\d][\d\-() ]{5,24}$/.test(text)) return wrong('phone')
  return undefined
}

function checkNumber(field: Field, text: string): Invalid | undefined {
  const plain = numberOf(field, text)
  if (!/^-?\d+(\.\d+)?$/.test(plain)) return wrong('number')
  const places = plain.split('.')[1]?.replace(/0+$/, '').length ?? 0
  if (field.kind === 'integer' && places > 0) return wrong('whole')
  if (field.kind === 'decimal' && places > field.places)
    return wrong('places', { most: field.places - (isShare(field) ? 2 : 0) })
  const n = Number(plain)
  const said = (bound: number): string | number => (isShare(field) ? perCent(String(bound)) + '%' : bound)
  if (field.low !== undefined && n < field.low) return wrong('low', { least: said(field.low) })
  if (field.high !== undefined && n > field.high) return wrong('high', { most: said(field.high) })
  return undefined
}

/**
 * Checks an entry before it is sent, so that the message stands where it was typed. The server decides; rules that are
 * only there come back as problems with a pointer.
 */
export function check(field: Field, entry: unknown): Invalid | undefined {
  if (entry === null || entry === undefined || entry === '') return field.required ? wrong('required') : undefined
  if (typeof entry !== 'string') return undefined
  if (field.kind === 'integer' || field.kind === 'decimal' || field.kind === 'money') return checkNumber(field, entry)
  return field.kind === 'text' ? checkText(field, entry.trim()) : undefined
}

/** The JSON member of an entry. */
export function memberOf(field: Field, entry: unknown): unknown {
  if (field.kind === 'choices') {
    const chosen = codesOf(entry)
    const place = (code: string): number => field.choices.findIndex((c) => c.code === code)
    return chosen.sort((a, b) => place(a) - place(b))
  }
  if (entry === undefined || entry === '') return null
  if (typeof entry !== 'string') return entry
  if (field.kind === 'integer') return Number(plainNumber(entry))
  if (field.kind === 'decimal' || field.kind === 'money') return numberOf(field, entry)
  if (field.format === 'uscc') return entry.trim().toUpperCase()
  return field.kind === 'text' || field.kind === 'period' ? entry.trim() || null : entry
}

/** Whether two members say the same. */
export const sameMember = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** What a form holds of a JSON member. */
export function entryOf(field: Field, member: unknown): unknown {
  if (member === null || member === undefined) return field.kind === 'boolean' ? null : ''
  if (field.kind === 'choices') return codesOf(member).join(' ')
  if (field.kind === 'period') return periodText(String(member))
  if (isShare(field)) return perCent(String(member))
  return field.kind === 'boolean' ? member : String(member)
}
