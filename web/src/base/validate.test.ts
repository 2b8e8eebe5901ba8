import { describe, expect, it } from 'vitest'
import { fieldOf } from './field'
import { check, entryOf, memberOf, usccCheck } from './validate'

describe('an entry', () => {
  it('is asked for where it is required', () => {
    expect(check(fieldOf({ name: 'n', required: true }), '')?.key).toBe('required')
    expect(check(fieldOf({ name: 'n' }), '')).toBeUndefined()
  })

  it('may have as many characters as the field takes, counted as people count them', () => {
    const field = fieldOf({ name: 'n', max_length: 2 })
    expect(check(field, '𠮷𠮷')).toBeUndefined()
    expect(check(field, '一二三')).toEqual({ key: 'long', words: { most: 2 } })
  })

  it('that is a credit code has its check character', () => {
    const field = fieldOf({ name: 'uscc', format: 'uscc', max_length: 18 })
    expect(usccCheck('91350100M000100Y4')).toBe('3')
    expect(check(field, '91350100m000100y43')).toBeUndefined()
    expect(check(field, '91350100M000100Y44')?.key).toBe('uscc_check')
    expect(check(field, '9135O100M000100Y43')?.key).toBe('uscc')
    expect(memberOf(field, ' 91350100m000100y43 ')).toBe('91350100M000100Y43')
  })

  it('that is a number is within its range and decimals', () => {
    const area = fieldOf({ name: 'area', kind: 'decimal', places: 2, low: '0', high: '1000' })
    expect(check(area, '12.50')).toBeUndefined()
    expect(check(area, '12.505')?.key).toBe('places')
    expect(check(area, '12.500')).toBeUndefined()
    expect(check(area, '-1')?.key).toBe('low')
    expect(check(area, '1,001')?.key).toBe('high')
    expect(check(area, '十二')?.key).toBe('number')
    expect(memberOf(area, '１,２３４.５')).toBe('1234.5')
    expect(check(fieldOf({ name: 'n', kind: 'integer' }), '3.5')?.key).toBe('whole')
    expect(memberOf(fieldOf({ name: 'n', kind: 'integer' }), '1,200')).toBe(1200)
  })

  it('that is left empty is absent, not an empty text', () => {
    expect(memberOf(fieldOf({ name: 'n' }), '  ')).toBeNull()
    expect(entryOf(fieldOf({ name: 'n' }), null)).toBe('')
    expect(entryOf(fieldOf({ name: 'b', kind: 'boolean' }), null)).toBeNull()
    expect(memberOf(fieldOf({ name: 'b', kind: 'boolean' }), false)).toBe(false)
  })

  it('of a share is typed in per cent and sent as a plain number', () => {
    const share = fieldOf({ name: 'share', kind: 'decimal', format: 'percent', places: 4, low: '0', high: '1' })
    for (const typed of ['12.5', '12.5%', '１２．５％']) expect(memberOf(share, typed), typed).toBe('0.125')
    for (const kept of ['0.125', '1', '0', '0.0005']) expect(memberOf(share, entryOf(share, kept))).toBe(kept)
    expect(check(share, '100')).toBeUndefined()
    expect(check(share, '100.01')?.words).toEqual({ most: '100%' })
    expect(check(share, '0.001')).toEqual({ key: 'places', words: { most: 2 } })
  })

  it('of several choices is sent in the order in which they are declared', () => {
    const duties = fieldOf({
      name: 'duties',
      kind: 'choices',
      choices: ['a', 'b'].map((code) => ({ code, label: { zh: code, en: code } })),
    })
    expect(memberOf(duties, 'b a')).toEqual(['a', 'b'])
    expect(memberOf(duties, entryOf(duties, ['a', 'b']))).toEqual(['a', 'b'])
    expect(memberOf(duties, '')).toEqual([])
  })
})
