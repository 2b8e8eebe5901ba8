import type { Label as MetaLabel, MetaEntity, MetaField } from '@/api/generated'
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
  /** plain, uscc, industry, phone, email, multiline, secret */
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

const labelOf = (label?: MetaLabel): Label => ({ zh: label?.zh ?? '', en: label?.en ?? '' })
const numberOf = (text?: string | null): number | undefined => (text ? Number(text) : undefined)

/** A field as the server tells it; what it leaves out has the usual value. */
export function fieldOf(told: Partial<MetaField>): Field {
  return {
    name: told.name ?? '',
    label: labelOf(told.label),
    kind: (told.kind ?? 'text') as Kind,
    format: told.format ?? 'plain',
    dataClass: told.data_class ?? 'internal',
    required: told.required ?? false,
    readOnly: told.read_only ?? false,
    immutable: told.immutable ?? false,
    sortable: told.sortable ?? false,
    filterable: told.filterable ?? false,
    searchable: told.searchable ?? false,
    inList: told.in_list ?? false,
    maxLength: told.max_length ?? 200,
    places: told.places ?? 0,
    unit: told.unit ?? '',
    low: numberOf(told.low),
    high: numberOf(told.high),
    choices: (told.choices ?? []).map((c) => ({ code: c.code, label: labelOf(c.label) })),
    target: told.target ?? '',
    note: labelOf(told.note),
  }
}

type Told = Partial<Omit<MetaEntity, 'fields'>> & { fields?: Partial<MetaField>[] }

/** An entity as the server tells it. */
export function entityOf(told: Told): Entity {
  return {
    name: told.name ?? '',
    path: told.path ?? '',
    label: labelOf(told.label),
    plural: labelOf(told.plural),
    title: told.title ?? 'name',
    key: told.key ?? [],
    order: told.order ?? '',
    fields: (told.fields ?? []).map(fieldOf),
    operations: new Set((told.operations ?? []).map((id) => id.slice(id.indexOf('.') + 1))),
  }
}

export const isNumber = (field: Field): boolean =>
  field.kind === 'integer' || field.kind === 'decimal' || field.kind === 'money'

/** A field that a form may offer; `editing` leaves out what is fixed once the record is made. */
export const isEntered = (field: Field, editing: boolean): boolean =>
  !field.readOnly && !(editing && field.immutable) && field.kind !== 'object' && field.kind !== 'list'

export function choiceLabel(field: Field, code: string): string {
  const choice = field.choices.find((c) => c.code === code)
  return choice ? inLanguage(choice.label) : code
}
