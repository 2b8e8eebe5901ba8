import { isShare, type Field } from './field'
import type { Condition, Op } from './query'
import { perCent, shareOf } from './share'

/** How a field is searched for, by what it holds. */
export type FilterControl = 'text' | 'choice' | 'reference' | 'boolean' | 'number' | 'date' | 'period'

export function controlOf(field: Field): FilterControl {
  switch (field.kind) {
    case 'choice':
    case 'choices':
      return 'choice'
    case 'period':
      return 'period'
    case 'id':
      return 'reference'
    case 'boolean':
      return 'boolean'
    case 'integer':
    case 'decimal':
    case 'money':
      return 'number'
    case 'date':
    case 'instant':
      return 'date'
    default:
      return 'text'
  }
}

/** What the search form holds of one field: a text, several codes, or the two ends of a range. */
export interface FilterValue {
  text: string
  several: string[]
  from: string
  to: string
}

export const noFilter = (): FilterValue => ({ text: '', several: [], from: '', to: '' })

/** The conditions that the form's value of a field makes. */
export function conditionsOf(field: Field, value: FilterValue): Condition[] {
  const make = (op: Op, text: string): Condition => ({ field: field.name, op, value: text })
  const out: Condition[] = []
  switch (controlOf(field)) {
    case 'text':
      if (value.text.trim()) out.push(make('contains', value.text.trim()))
      break
    case 'boolean':
      if (value.text) out.push(make('eq', value.text))
      break
    case 'choice':
    case 'reference':
      if (value.several.length === 1) out.push(make(field.kind === 'choices' ? 'has' : 'eq', value.several[0]!))
      else if (value.several.length > 1) out.push(make('in', value.several.join(',')))
      break
    case 'number':
      if (value.from.trim()) out.push(make('from', numberOf(field, value.from)))
      if (value.to.trim()) out.push(make('to', numberOf(field, value.to)))
      break
    case 'period':
      if (value.from.trim()) out.push(make('from', value.from.trim()))
      if (value.to.trim()) out.push(make('to', value.to.trim()))
      break
    case 'date':
      // Of instants the server takes whole days too: until the end of the last one.
      if (value.from) out.push(make('from', value.from))
      if (value.to) out.push(make('to', value.to))
      break
  }
  return out
}

/** Fills the form from conditions; those that its control cannot show (ne, empty) stay conditions of their own. */
export function valueOf(field: Field, conditions: Condition[]): FilterValue {
  const value = noFilter()
  for (const c of conditions) {
    if (c.field !== field.name || !isShown(field, c)) continue
    if (c.op === 'from') value.from = endOf(field, c.value)
    else if (c.op === 'to') value.to = endOf(field, c.value)
    else if (c.op === 'in') value.several = c.value.split(',').filter(Boolean)
    else if (controlOf(field) === 'text' || controlOf(field) === 'boolean') value.text = c.value
    else value.several = [c.value]
  }
  return value
}

/** An end of a range as the form shows it. */
function endOf(field: Field, value: string): string {
  if (field.kind === 'instant') return value.slice(0, 10)
  return isShare(field) ? perCent(value) : value
}

/** Whether the search form's control of the field can show the condition. */
export function isShown(field: Field, c: Condition): boolean {
  switch (controlOf(field)) {
    case 'text':
      return c.op === 'contains'
    case 'boolean':
      return c.op === 'eq'
    case 'choice':
    case 'reference':
      return c.op === (field.kind === 'choices' ? 'has' : 'eq') || c.op === 'in'
    case 'number':
    case 'period':
    case 'date':
      return c.op === 'from' || c.op === 'to'
  }
}

/** A number as officers type it: full-width digits, thousands separators and blanks. */
export function plainNumber(text: string): string {
  return text.replace(/[０-９．－]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replace(/[,，\s]/g, '')
}

/** What is sent of a number that was typed; shares are typed in per cent, with the sign or without. */
export function numberOf(field: Field, text: string): string {
  return isShare(field) ? shareOf(plainNumber(text).replace(/[%％]$/, '')) : plainNumber(text)
}
