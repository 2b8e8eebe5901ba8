import { describe, expect, it } from 'vitest'
import { fieldOf } from './field'
import { grouped, shown } from './format'

describe('a value as it is read', () => {
  it('keeps every digit of a decimal', () => {
    expect(grouped('12345678901234567890.12')).toBe('12,345,678,901,234,567,890.12')
    expect(grouped('-1234.5', 2)).toBe('-1,234.50')
    expect(grouped('58.25')).toBe('58.25')
  })
  it('is a dash where there is none', () => {
    for (const kind of ['text', 'money', 'choice', 'date', 'boolean', 'id'])
      expect(shown(fieldOf({ name: 'x', kind }), null)).toBe('—')
    expect(shown(fieldOf({ name: 'x', kind: 'integer' }), 0)).toBe('0')
    expect(shown(fieldOf({ name: 'x', kind: 'boolean' }), false)).toBe('否')
  })
  it('is the name of a choice or of a record', () => {
    const stage = fieldOf({
      name: 'stage',
      kind: 'choice',
      choices: [{ code: 'trial', label: { zh: '试生产', en: 'trial' } }],
    })
    expect(shown(stage, 'trial')).toBe('试生产')
    expect(shown(stage, 'unheard-of')).toBe('unheard-of')
    expect(shown(fieldOf({ name: 'park_id', kind: 'id', target: 'park' }), '7', { park: { 7: '智能制造园' } })).toBe(
      '智能制造园',
    )
  })
})
