import { describe, expect, it } from 'vitest'
import { fieldOf } from './field'
import { conditionsOf, isShown, noFilter, plainNumber, valueOf } from './filter'

const field = (kind: string) => fieldOf({ name: 'x', kind })

describe('the search form', () => {
  it('makes conditions that show the same form again', () => {
    const cases: [string, Partial<ReturnType<typeof noFilter>>][] = [
      ['text', { text: '电子' }],
      ['boolean', { text: 'false' }],
      ['choice', { several: ['trial'] }],
      ['choice', { several: ['trial', 'production'] }],
      ['choices', { several: ['registry'] }],
      ['choices', { several: ['registry', 'evaluation'] }],
      ['period', { from: '2026Q1', to: '2026年' }],
      ['id', { several: ['274877906944001'] }],
      ['money', { from: '100', to: '2000.5' }],
      ['date', { from: '2024-01-01', to: '2024-12-31' }],
      ['instant', { from: '2024-01-01', to: '' }],
    ]
    for (const [kind, value] of cases) {
      const whole = { ...noFilter(), ...value }
      expect(valueOf(field(kind), conditionsOf(field(kind), whole)), kind).toEqual(whole)
    }
  })

  it('asks nothing where nothing is entered', () => {
    for (const kind of ['text', 'boolean', 'choice', 'id', 'money', 'date'])
      expect(conditionsOf(field(kind), noFilter())).toEqual([])
    expect(conditionsOf(field('text'), { ...noFilter(), text: '  ' })).toEqual([])
  })

  it('understands numbers as officers type them', () => {
    expect(plainNumber('１，２３４．５')).toBe('1234.5')
    expect(plainNumber('1,234,567')).toBe('1234567')
    expect(conditionsOf(field('money'), { ...noFilter(), from: '1,000' })).toEqual([
      { field: 'x', op: 'from', value: '1000' },
    ])
  })

  it('leaves conditions alone that its control cannot show', () => {
    const empty = { field: 'x', op: 'empty' as const, value: 'true' }
    expect(isShown(field('choice'), empty)).toBe(false)
    expect(valueOf(field('choice'), [empty])).toEqual(noFilter())
  })
})
