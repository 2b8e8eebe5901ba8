import { describe, expect, it } from 'vitest'
import {
  pageParameters,
  parseCondition,
  parseQuery,
  parseSearch,
  printQuery,
  searchParameters,
  turnSort,
} from './query'

const blank = { q: '', filters: [], sort: '', limit: 20, after: '', page: 1 }

describe('the address of a list', () => {
  it('says nothing where the list is as it always begins', () => {
    expect(printQuery(blank, 20)).toEqual({})
    expect(parseQuery({}, 20)).toEqual(blank)
  })

  it('comes back as it was written', () => {
    const query = {
      q: '清远 电子',
      sort: '-registered_on',
      limit: 50,
      after: 'c2',
      page: 3,
      filters: [
        { field: 'stage', op: 'in' as const, value: 'trial,production' },
        { field: 'name', op: 'contains' as const, value: 'a:b' },
      ],
    }
    const printed = printQuery(query, 20) as Record<string, string | string[]>
    expect(printed.filter).toEqual(['stage:in:trial,production', 'name:contains:a:b'])
    expect(parseQuery(printed, 20)).toEqual(query)
  })

  it('leaves out what it cannot understand instead of guessing', () => {
    const query = parseQuery(
      { filter: ['stage', 'stage:like:x', 'Stage:eq:x', 'stage:eq:trial'], sort: 'name;drop', limit: '7', page: '9' },
      20,
    )
    expect(query.filters).toEqual([{ field: 'stage', op: 'eq', value: 'trial' }])
    expect(query.sort).toBe('')
    expect(query.limit).toBe(20)
    expect(query.page).toBe(1)
  })

  it('asks the server with the same words', () => {
    const query = {
      ...blank,
      q: '电子',
      filters: [{ field: 'park_id', op: 'eq' as const, value: '274877906944001' }],
      sort: 'name',
      after: 'abc',
    }
    expect(pageParameters(query).toString()).toBe(
      'q=%E7%94%B5%E5%AD%90&filter=park_id%3Aeq%3A274877906944001&sort=name&limit=20&after=abc',
    )
    expect(parseSearch(searchParameters(query).toString())).toEqual({ q: '电子', filters: query.filters, sort: 'name' })
  })
})

it('reads a condition whose value is empty', () => {
  expect(parseCondition('industry:empty:')).toEqual({ field: 'industry', op: 'empty', value: '' })
})

it("turns the sort of a column: up, down, the list's own order", () => {
  expect(turnSort('', 'name')).toBe('name')
  expect(turnSort('name', 'name')).toBe('-name')
  expect(turnSort('-name', 'name')).toBe('')
  expect(turnSort('-name', 'uscc')).toBe('uscc')
})
