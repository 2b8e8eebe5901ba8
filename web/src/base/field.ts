import type { Label as MetaLabel, MetaAction, MetaAsked, MetaAttachmentKind, MetaEntity } from '@/api/generated'
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
  /** Of lists in what an action asks for: what each item has. */
  fields: Field[]
}

/** What can be done with a record beyond giving its fields other values; see src/platform/entity/action.hpp. */
export interface Action {
  /** The last part of its address, and its name in `may` of records. */
  verb: string
  label: Label
  note: Label
  /** Hard to undo. */
  danger: boolean
  fields: Field[]
}

/** A kind of files that records of an entity may have. */
export interface AttachmentKind {
  code: string
  label: Label
  /** Endings: pdf, png, jpg, docx, xlsx. */
  types: string[]
  mostBytes: number
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
  /** Those that the reader may run at all; records say in `may` which of them now. */
  actions: Action[]
  /** Kinds of files that records may have; none: no files. */
  attachments: AttachmentKind[]
  /** The reader sees remarks on records. */
  remarks: boolean
}

const labelOf = (label?: MetaLabel): Label => ({ zh: label?.zh ?? '', en: label?.en ?? '' })
const numberOf = (text?: string | null): number | undefined => (text ? Number(text) : undefined)

type ToldField = Partial<Omit<MetaAsked, 'fields'>> & { fields?: ToldField[] }
type ToldAction = Partial<Omit<MetaAction, 'fields'>> & { fields?: ToldField[] }
type Told = Partial<Omit<MetaEntity, 'fields' | 'actions'>> & { fields?: ToldField[]; actions?: ToldAction[] }

/** A field as the server tells it; what it leaves out has the usual value. */
export function fieldOf(told: ToldField): Field {
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
    fields: fieldsOf(told.fields),
  }
}

const fieldsOf = (told: ToldField[] | undefined): Field[] => (told ?? []).map(fieldOf)

const actionOf = (told: ToldAction): Action => ({
  verb: told.verb ?? '',
  label: labelOf(told.label),
  note: labelOf(told.note),
  danger: told.danger ?? false,
  fields: fieldsOf(told.fields),
})

const attachmentKindOf = (told: MetaAttachmentKind): AttachmentKind => ({
  code: told.code,
  label: labelOf(told.label),
  types: told.types,
  mostBytes: told.most_bytes,
})

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
    fields: fieldsOf(told.fields),
    operations: new Set((told.operations ?? []).map((id) => id.slice(id.indexOf('.') + 1))),
    actions: (told.actions ?? []).map(actionOf),
    attachments: (told.attachments ?? []).map(attachmentKindOf),
    remarks: told.remarks ?? false,
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
