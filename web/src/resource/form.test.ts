import { describe, expect, it } from 'vitest'
import { fieldOf } from '@/base/field'
import { changedMembers, checkAll, entriesOf, errorsOf } from './form'
import { problemOf } from '@/base/problem'

const fields = [
  fieldOf({ name: 'name', required: true, label: { zh: '名称', en: 'name' } }),
  fieldOf({ name: 'area', kind: 'decimal', places: 4 }),
  fieldOf({ name: 'main', kind: 'boolean' }),
]

describe('a form', () => {
  it('sends only what was changed', () => {
    const record = { name: '甲', area: '12.5', main: null }
    const entries = entriesOf(fields, record)
    expect(changedMembers(fields, entries, record)).toEqual({})
    entries.area = ''
    entries.main = false
    expect(changedMembers(fields, entries, record)).toEqual({ area: null, main: false })
  })
  it('of a new record sends what is filled in', () => {
    const entries = entriesOf(fields)
    entries.name = ' 乙 '
    expect(changedMembers(fields, entries)).toEqual({ name: '乙' })
  })
  it('says beside each field what is wrong with it', () => {
    expect(checkAll(fields, { name: '', area: 'x', main: null })).toEqual({
      name: { text: '必填', hint: '' },
      area: { text: '请填写数字', hint: '' },
    })
    const split = errorsOf(
      problemOf(422, {
        errors: [
          { code: 'c', detail: '重复', hint: '改名', pointer: '/name' },
          { code: 'd', detail: '整体', hint: '', pointer: '' },
        ],
      }),
      fields,
    )
    expect(split.fields.name).toEqual({ text: '重复', hint: '改名' })
    expect(split.rest).toEqual(['整体'])
  })
})
