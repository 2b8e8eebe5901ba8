import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Problem } from '@/base/problem'
import { call, online, send, setAsker } from './client'

const answers: (Response | Error)[] = []
const sent: Request[] = []
const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json' },
  })

beforeEach(() => {
  sent.length = answers.length = 0
  vi.stubGlobal('fetch', (request: Request) => {
    sent.push(request)
    const answer = answers.shift()!
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
  setAsker(undefined)
})

describe('a request', () => {
  it('tells the version it is based on and its key', async () => {
    answers.push(json(200, { id: '1' }))
    expect(await send('patch', '/api/parks/1', { body: { name: '甲' }, version: 3, once: 'k' })).toEqual({ id: '1' })
    expect(sent[0]!.headers.get('If-Match')).toBe('"3"')
    expect(sent[0]!.headers.get('Idempotency-Key')).toBe('k')
    expect(sent[0]!.headers.get('Accept-Language')).toBe('zh-CN')
    expect(await sent[0]!.json()).toEqual({ name: '甲' })
  })

  it('is sent again, body and all, when the user has signed in again', async () => {
    setAsker({ signIn: () => Promise.resolve(true), confirm: () => Promise.resolve(false), gate: () => undefined })
    answers.push(json(401, { code: 'not_signed_in' }), json(200, { id: '2' }))
    expect(await send('post', '/api/parks', { body: { name: '乙' } })).toEqual({ id: '2' })
    expect(await sent[1]!.json()).toEqual({ name: '乙' })
  })

  it('asks for the password where the operation wants it, and only there', async () => {
    const confirm = vi.fn(() => Promise.resolve(true))
    setAsker({ signIn: () => Promise.resolve(false), confirm, gate: () => undefined })
    answers.push(json(403, { code: 'forbidden' }))
    await expect(send('get', '/api/parks')).rejects.toMatchObject({ status: 403 })
    expect(confirm).not.toHaveBeenCalled()
    answers.push(json(403, { code: 'recent_sign_in' }), new Response(null, { status: 204 }))
    await send('delete', '/api/account/totp')
    expect(confirm).toHaveBeenCalledOnce()
  })

  it('leads to what has to be done first, where a rule changed meanwhile', async () => {
    const gate = vi.fn()
    setAsker({ signIn: () => Promise.resolve(false), confirm: () => Promise.resolve(false), gate })
    answers.push(json(403, { code: 'must_enroll_second_factor' }))
    await expect(send('get', '/api/settings')).rejects.toMatchObject({ status: 403 })
    expect(gate).toHaveBeenCalledOnce()
  })

  it('is a problem of its own where the server is not reached', async () => {
    answers.push(new TypeError('failed'))
    const problem = await send('get', '/api/parks').catch((e: unknown) => e)
    expect(problem).toBeInstanceOf(Problem)
    expect((problem as Problem).status).toBe(0)
    expect(online.value).toBe(false)
  })

  it('is called by the name of its operation: what it is given goes where the server looks for it', async () => {
    answers.push(new Response(null, { status: 204 }), json(200, { items: [], next: null }))
    await call('appointment.end', { id: '7', appointment: '9' })
    expect([sent[0]!.method, new URL(sent[0]!.url).pathname]).toEqual(['DELETE', '/api/users/7/appointments/9'])
    await call('import.rows', { id: '7', query: { kind: 'bad', limit: 50, after: '' } })
    expect(sent[1]!.url.replace(/^.*\/api/, '')).toBe('/imports/7/rows?kind=bad&limit=50')
  })

  it('is a problem with its status where somebody between answers a page', async () => {
    answers.push(new Response('<html>', { status: 502 }))
    await expect(call('session.show')).rejects.toMatchObject({ status: 502, code: 'http_502' })
  })
})
