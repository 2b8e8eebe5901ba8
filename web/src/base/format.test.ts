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
  it('is the names of several choices, of a record and of the audit chain', () => {
    const duties = fieldOf({
      name: 'duties',
      kind: 'choices',
      choices: [
        { code: 'registry', label: { zh: '企业名录', en: 'register' } },
        { code: 'evaluation', label: { zh: '亩均评价', en: 'evaluation' } },
      ],
    })
    expect(shown(duties, ['registry', 'evaluation'])).toBe('企业名录、亩均评价')
    expect(shown(duties, 'registry evaluation')).toBe('企业名录、亩均评价')
    expect(shown(duties, [])).toBe('—')
  })
  it('is a period in words', () => {
    const period = fieldOf({ name: 'period', kind: 'period' })
    const words = {
      '2024': '2024年',
      '2024H1': '2024年上半年',
      '2024Q3': '2024年第三季度',
      '2024-07': '2024年7月',
      '2024-01..10': '2024年1—10月',
      '2024-01..01': '2024年1月累计',
      十四五: '十四五',
    }
    for (const [code, text] of Object.entries(words)) expect(shown(period, code)).toBe(text)
  })
  it('is a share in per cent', () => {
    const share = fieldOf({ name: 'share', kind: 'decimal', format: 'percent', places: 4 })
    const words = { '0.1': '10%', '1': '100%', '0.0005': '0.05%', '-0.125': '-12.5%', '12.5': '1,250%', '0': '0%' }
    for (const [kept, text] of Object.entries(words)) expect(shown(share, kept)).toBe(text)
  })
})
