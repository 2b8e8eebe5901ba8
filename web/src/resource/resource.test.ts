import { describe, expect, it } from 'vitest'
import { entityOf } from '@/base/field'
import { can, fieldsOf, groupsOf, resource, searchedText, titleOf, type Description } from './resource'
import { sourcesOf } from './sources'

const park = entityOf({
  name: 'park',
  path: 'parks',
  label: { zh: '园区', en: 'park' },
  plural: { zh: '园区', en: 'parks' },
  title: 'name',
  order: 'name',
  key: ['code'],
  operations: ['park.list', 'park.view', 'park.edit'],
  fields: [
    { name: 'updated_at', kind: 'instant', read_only: true },
    { name: 'name' },
    { name: 'code' },
    { name: 'note' },
  ],
})
const description: Description = {
  entity: 'park',
  path: 'parks',
  icon: {},
  columns: ['code', 'gone', 'name'],
  search: [],
  groups: [{ title: 'group.basic', fields: ['name', 'gone'] }],
}

describe('a resource', () => {
  it('has a list, a form, an import and a detail page, each for who may run them', () => {
    const routes = resource(description).routes
    expect(routes.map((r) => r.path)).toEqual([
      '/parks',
      '/parks/new',
      '/parks/import',
      '/parks/:id(\\d+)',
      '/parks/:id(\\d+)/edit',
    ])
    expect(routes.map((r) => r.meta?.needs)).toEqual(['list', 'create', 'import', 'view', 'edit'])
    expect(can(park, 'edit')).toBe(true)
    expect(can(park, 'remove')).toBe(false)
    expect(can(undefined, 'list')).toBe(false)
  })
  it("shows the fields that the reader's entity has, and forgets none", () => {
    expect(fieldsOf(park, description.columns).map((f) => f.name)).toEqual(['code', 'name'])
    expect(groupsOf(description, park, () => true).map((g) => [g.title, g.fields.map((f) => f.name)])).toEqual([
      ['group.basic', ['name']],
      ['', ['code', 'note']],
    ])
  })
})

describe('a fact about an enterprise', () => {
  const title = entityOf({
    name: 'title',
    label: { zh: '资质荣誉', en: 'title' },
    title: 'kind',
    fields: [
      { name: 'updated_at', kind: 'instant', read_only: true },
      { name: 'ent_id', label: { zh: '企业', en: 'enterprise' }, kind: 'id', target: 'enterprise', searchable: true },
      {
        name: 'kind',
        label: { zh: '种类', en: 'kind' },
        kind: 'choice',
        searchable: true,
        choices: [{ code: 'high_tech', label: { zh: '高新技术企业', en: 'high-tech enterprise' } }],
      },
      { name: 'level', label: { zh: '级别', en: 'level' } },
    ],
  })
  it('says which enterprise it is about, in forms and on its page', () => {
    const [rest] = groupsOf({ groups: [] }, title, () => true)
    expect(rest?.fields.map((f) => f.name)).toEqual(['ent_id', 'kind', 'level'])
  })
  it('is called by the label of its title, never by a code or a number', () => {
    expect(titleOf(title, { id: '7', version: 1, kind: 'high_tech' })).toBe('高新技术企业')
    expect(titleOf(title, { id: '7', version: 1, kind: null })).toBe('资质荣誉')
  })
  it('promises to search what is searched, and nothing else', () => {
    expect(searchedText(title)).toBe('种类、企业')
  })
})

it('the source of a value is the last change that touched it, until the day that is looked at', () => {
  const entry = (seq: number, at: string, field: string) => ({
    seq,
    at,
    user_name: '林',
    action: 'park.edit',
    reason: null,
    source: null,
    changes: [{ field, before: null, after: 'x' }],
  })
  const history = [
    entry(3, '2026-03-01T00:00:00Z', 'name'),
    entry(2, '2026-02-01T00:00:00Z', 'code'),
    entry(1, '2026-01-01T00:00:00Z', 'name'),
  ]
  expect(sourcesOf(history).name?.seq).toBe(3)
  expect(sourcesOf(history, '2026-02-15').name?.seq).toBe(1)
  expect(sourcesOf(history, '2026-01-15').code).toBeUndefined()
})
