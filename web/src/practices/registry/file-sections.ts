import type { FactName } from './api'
import type { Field } from '@/base/field'
import { textOf } from '@/i18n'
import type { Tone } from '@/resource/resource'

/** What an enterprise's file holds beside the enterprise itself: facts, each an entity with its table. */
export interface Section {
  name: FactName
  entity: string
  columns: string[]
  /** Columns that are no field of the entity but follow from it on the day of the file. */
  extra?: string[]
  tones?: Record<string, Record<string, Tone>>
}

export const sections: Section[] = [
  {
    name: 'classifications',
    entity: 'classification',
    columns: ['node', 'main', 'holds', 'valid_from', 'valid_to', 'note'],
    extra: ['holds'],
    tones: { holds: { true: 'good', false: 'old' } },
  },
  {
    name: 'titles',
    entity: 'title',
    columns: ['kind', 'name', 'level', 'number', 'issued_by', 'valid_from', 'valid_to', 'state', 'inherited_from'],
    extra: ['state', 'inherited_from'],
    tones: { state: { valid: 'good', expired: 'old', coming: 'info' } },
  },
  {
    name: 'relations',
    entity: 'relation',
    columns: ['label', 'other_id', 'other_uscc', 'share', 'holds', 'valid_from', 'valid_to'],
    extra: ['label', 'other_uscc', 'holds'],
    tones: { holds: { true: 'good', false: 'old' } },
  },
  { name: 'former', entity: 'former_identity', columns: ['kind', 'value', 'valid_to', 'reason', 'from_enterprise'] },
  { name: 'contacts', entity: 'contact', columns: ['name', 'position', 'subject', 'phone', 'email', 'main'] },
  { name: 'milestones', entity: 'milestone', columns: ['happened_on', 'kind', 'summary', 'detail', 'source'] },
]

const plain = {
  format: 'plain',
  dataClass: 'internal',
  required: false,
  readOnly: true,
  immutable: false,
  sortable: false,
  filterable: false,
  searchable: false,
  inList: true,
  maxLength: 200,
  places: 0,
  unit: '',
  target: '',
  note: { zh: '', en: '' },
  fields: [],
}

/** The extra columns as fields, in the language of the page. */
export function extraField(name: string): Field {
  const text = textOf('registry.file.column', name)
  const label = { zh: text, en: text }
  const codes = name === 'state' ? ['valid', 'expired', 'coming'] : name === 'holds' ? ['true', 'false'] : []
  const choices = codes.map((code) => {
    const word = textOf('registry.file.value', code)
    return { code, label: { zh: word, en: word } }
  })
  return {
    ...plain,
    name,
    label,
    kind: choices.length ? 'choice' : 'text',
    choices,
    format: name === 'other_uscc' ? 'uscc' : 'plain',
  }
}
