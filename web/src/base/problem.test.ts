import { describe, expect, it } from 'vitest'
import { byField, problemOf } from './problem'

describe('a refusal', () => {
  it('keeps what the server says of each member', () => {
    const problem = problemOf(422, {
      title: '输入有误',
      code: 'field_required',
      detail: '必填',
      request_id: '01H',
      errors: [
        { code: 'uscc_check', detail: '校验码不对', hint: '请核对', pointer: '/uscc' },
        { code: 'other', detail: '又一个', hint: '', pointer: '/uscc' },
        { code: 'rule', detail: '规则', hint: '', pointer: '' },
        { code: 'hidden', detail: '别的字段', hint: '', pointer: '/other' },
      ],
    })
    const split = byField(problem, ['uscc', 'name'])
    expect(split.fields.uscc?.detail).toBe('校验码不对')
    expect(split.rest.map((i) => i.detail)).toEqual(['规则', '别的字段'])
    expect(problem.requestId).toBe('01H')
  })

  it('of a proxy in between has its status at least, and says when to come again', () => {
    const problem = problemOf(503, '<html>', new Headers({ 'Retry-After': '30' }))
    expect(problem.code).toBe('http_503')
    expect(problem.retryAfter).toBe(30)
    expect(problem.items).toEqual([])
  })
})
