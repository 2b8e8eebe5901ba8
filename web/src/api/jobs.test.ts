import { afterEach, expect, it, vi } from 'vitest'
import { watchJob, type Job } from './jobs'

class Source {
  static last: Source
  readonly listeners: Record<string, (event: { data: string }) => void> = {}
  onerror?: () => void
  closed = false
  constructor(readonly url: string) {
    Source.last = this
  }
  addEventListener(name: string, hear: (event: { data: string }) => void): void {
    this.listeners[name] = hear
  }
  close(): void {
    this.closed = true
  }
}
const job = (state: Job['state']) => ({ id: '7', kind: 'export', state, done: 1, total: 2 }) as Job
afterEach(() => vi.unstubAllGlobals())

it('hears of a job by events, and stops when it has ended', () => {
  vi.stubGlobal('EventSource', Source)
  const told: string[] = []
  watchJob('7', (j) => told.push(j.state))
  Source.last.listeners.progress!({ data: JSON.stringify(job('running')) })
  Source.last.listeners.done!({ data: JSON.stringify(job('done')) })
  expect(told).toEqual(['running', 'done'])
  expect(Source.last.closed).toBe(true)
})

it('asks for itself where events do not come through', async () => {
  vi.stubGlobal('EventSource', Source)
  vi.stubGlobal('fetch', () =>
    Promise.resolve(new Response(JSON.stringify(job('done')), { headers: { 'Content-Type': 'application/json' } })),
  )
  const told: string[] = []
  watchJob('7', (j) => told.push(j.state))
  Source.last.onerror!()
  await vi.waitFor(() => expect(told).toEqual(['done']))
  expect(Source.last.closed).toBe(true)
})
