import { inLanguage, type Label } from './label'

/** What a field holds; the same list as the server's reflect::Kind. */
export type Kind =
  | 'id'
  | 'text'
  | 'integer'
  | 'decimal'
  | 'money'
  | 'boolean'
  | 'date'
  | 'instant'
  | 'choice'
  | 'period'
  | 'choices'
  | 'object'
  | 'list'

export interface Choice {
  code: string
  label: Label
}

/** One field of an entity as the server describes it; see src/reflect/field.hpp. */
export interface Field {
  name: string
  label: Label
  kind: Kind
  /** plain, uscc, industry, phone, email, multiline, percent, secret */
  format: string
  /** open, internal, sensitive, personal */
  dataClass: string
  required: boolean
  readOnly: boolean
  immutable: boolean
  sortable: boolean
  filterable: boolean
  /** Keyword searches look into it. */
  searchable: boolean
  inList: boolean
  maxLength: number
  places: number
  unit: string
  low?: number
  high?: number
  choices: Choice[]
  /** Of ids: the entity they refer to. */
  target: string
  note: Label
}

/** An entity as /api/meta describes it, cut to what the reader may do. */
export interface Entity {
  name: string
  /** Of the addresses: enterprises in /api/enterprises and #/enterprises. */
  path: string
  label: Label
  plural: Label
  /** The field by which a record is called. */
  title: string
  /** Fields that tell records apart in imports. */
  key: string[]
  /** The server's order of lists. */
  order: string
  fields: Field[]
  /** list, view, create, edit, remove, import, export …: those that the reader may run. */
  operations: Set<string>
}

type Raw = Record<string, unknown>

/** Reads a member that stands as `name`, `x-name` or, for flags, is absent. */
function member(raw: Raw, ...names: string[]): unknown {
  for (const name of names) {
    if (raw[name] !== undefined) return raw[name]
    if (raw['x-' + name] !== undefined) return raw['x-' + name]
  }
  return undefined
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const flag = (value: unknown): boolean => value === true
const number = (value: unknown): number | undefined =>
  value === undefined || value === null || value === '' || Number.isNaN(Number(value)) ? undefined : Number(value)

/** A label from {zh,en}, or from a Chinese text with an English one beside it. */
export function labelOf(value: unknown, en?: unknown): Label {
  if (value && typeof value === 'object') {
    const both = value as Raw
    return { zh: text(both.zh), en: text(both.en) }
  }
  return { zh: text(value), en: text(en) }
}

function choicesOf(value: unknown): Choice[] {
  if (!Array.isArray(value)) return []
  return value.map((choice: Raw) => ({
    code: text(member(choice, 'code', 'const', 'value')),
    label: labelOf(member(choice, 'label', 'title'), member(choice, 'label-en')),
  }))
}

export function fieldOf(raw: Raw): Field {
  return {
    name: text(raw.name),
    label: labelOf(member(raw, 'label', 'title'), member(raw, 'label-en')),
    kind: (text(member(raw, 'kind')) || 'text') as Kind,
    format: text(member(raw, 'format')) || 'plain',
    dataClass: text(member(raw, 'data-class', 'data_class')) || 'internal',
    required: flag(member(raw, 'required')),
    readOnly: flag(member(raw, 'readOnly', 'read-only', 'read_only')),
    immutable: flag(member(raw, 'immutable')),
    sortable: flag(member(raw, 'sortable')),
    filterable: flag(member(raw, 'filterable')),
    searchable: flag(member(raw, 'searchable')),
    inList: flag(member(raw, 'in-list', 'in_list')),
    maxLength: number(member(raw, 'maxLength', 'max_length')) ?? 200,
    places: number(member(raw, 'places')) ?? 0,
    unit: text(member(raw, 'unit')),
    low: number(member(raw, 'minimum', 'low')),
    high: number(member(raw, 'maximum', 'high')),
    choices: choicesOf(member(raw, 'choices', 'oneOf')),
    target: text(member(raw, 'target')),
    note: labelOf(member(raw, 'note'), member(raw, 'note-en')),
  }
}

export function entityOf(raw: Raw): Entity {
  const name = text(raw.name)
  const operations = Array.isArray(raw.operations) ? (raw.operations as string[]) : []
  return {
    name,
    path: text(raw.path),
    label: labelOf(raw.label, raw['x-label-en']),
    plural: labelOf(raw.plural, raw['x-plural-en']),
    title: text(raw.title) || 'name',
    key: Array.isArray(raw.key) ? (raw.key as string[]) : [],
    order: text(raw.order),
    fields: Array.isArray(raw.fields) ? (raw.fields as Raw[]).map(fieldOf) : [],
    operations: new Set(operations.map((id) => id.slice(id.indexOf('.') + 1))),
  }
}

export const isNumber = (field: Field): boolean =>
  field.kind === 'integer' || field.kind === 'decimal' || field.kind === 'money'

/** A share of the whole: 0.1 is kept, 10% typed and shown. */
export const isShare = (field: Field): boolean => field.format === 'percent'

/** The unit beside a value's control and in headings. */
export const unitOf = (field: Field): string => (isShare(field) ? '%' : field.unit)

/** A field that a form may offer; `editing` leaves out what is fixed once the record is made. */
export const isEntered = (field: Field, editing: boolean): boolean =>
  !field.readOnly && !(editing && field.immutable) && field.kind !== 'object' && field.kind !== 'list'

export function choiceLabel(field: Field, code: string): string {
  const choice = field.choices.find((c) => c.code === code)
  return choice ? inLanguage(choice.label) : code
}
