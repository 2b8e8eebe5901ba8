import { describe, expect, it } from 'vitest'
import { entityOf } from '@/base/field'
import { problemOf } from '@/base/problem'
import { firstEntries, itemsOf, membersOf, refusalOf, wrongEntries } from './action'
import { may } from './resource'

const enterprise = entityOf({
  name: 'enterprise',
  path: 'enterprises',
  operations: ['enterprise.edit', 'enterprise.split'],
  actions: [
    {
      operation: 'enterprise.split',
      verb: 'split',
      label: { zh: '企业分立', en: 'Split' },
      danger: true,
      fields: [
        {
          name: 'parts',
          kind: 'list',
          low: '1',
          high: '20',
          fields: [
            { name: 'uscc', format: 'uscc', required: true, max_length: 18 },
            { name: 'name', required: true },
          ],
        },
        { name: 'date', kind: 'date' },
        { name: 'until', kind: 'date' },
        { name: 'reason', required: true },
        { name: 'ends', kind: 'boolean' },
      ],
    },
  ],
})
const split = enterprise.actions[0]!

describe('an action', () => {
  it('is as the server describes it', () => {
    expect([split.verb, split.danger, split.label.zh]).toEqual(['split', true, '企业分立'])
    expect(split.fields[0]!.fields.map((f) => f.name)).toEqual(['uscc', 'name'])
  })
  it('begins with today, no, and as many items as it needs', () => {
    expect(firstEntries(split.fields, '2026-11-28')).toEqual({
      parts: [{ uscc: '', name: '' }],
      date: '2026-11-28',
      until: '',
      reason: '',
      ends: false,
    })
  })
  it('sends what has a value, in the form in which it is stored', () => {
    const entries = firstEntries(split.fields, '2026-11-28')
    itemsOf(entries, split.fields[0]!)[0] = { uscc: ' 91441802ma0000001x ', name: ' 甲 ' }
    entries.reason = ' 分立协议 '
    entries.date = ''
    expect(membersOf(split.fields, entries)).toEqual({
      parts: [{ uscc: '91441802MA0000001X', name: '甲' }],
      reason: '分立协议',
      ends: false,
    })
  })
  it('says where something is missing, in items too', () => {
    const wrong = wrongEntries(split.fields, firstEntries(split.fields, '2026-11-28'))
    expect(Object.keys(wrong)).toEqual(['parts/0/uscc', 'parts/0/name', 'reason'])
    expect(wrong.reason!.text).toBe('必填')
  })
  it('shows a refusal where it belongs', () => {
    const refusal = refusalOf(
      problemOf(409, {
        errors: [
          { code: 'a', detail: '代码已被使用', hint: '核对', pointer: '/parts' },
          { code: 'b', detail: '太长', hint: '', pointer: '/parts/0/name' },
          { code: 'c', detail: '已并入', hint: '先撤销', pointer: '' },
        ],
      }),
      split.fields,
    )
    expect(refusal.wrong).toEqual({
      parts: { text: '代码已被使用', hint: '核对' },
      'parts/0/name': { text: '太长', hint: '' },
    })
    expect(refusal.rest).toEqual(['已并入 先撤销'])
  })
  it('is offered where the server says so with the record', () => {
    expect(may(enterprise, { may: ['split'] }, 'split')).toBe(true)
    expect(may(enterprise, { may: [] }, 'edit')).toBe(false)
    expect(may(enterprise, {}, 'edit')).toBe(true)
    expect(may(enterprise, undefined, 'edit')).toBe(false)
  })
})
