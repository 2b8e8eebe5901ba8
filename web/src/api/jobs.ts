import { call, type Reply } from './client'
import type { Job } from './generated'

export type { Job }

export const listJobs = (after = ''): Promise<Reply<'job.list'>> => call('job.list', { query: { after } })
export const getJob = (id: string): Promise<Job> => call('job.view', { id })
export const cancelJob = (id: string): Promise<void> => call('job.cancel', { id })

export const ended = (job: Pick<Job, 'state'>): boolean => job.state !== 'waiting' && job.state !== 'running'

/** Asks every `every` ms until the job has ended; failures are tried again more slowly. */
function poll(id: string, told: (job: Job) => void, stopped: () => boolean): void {
  let wait = 1000
  const ask = async (): Promise<void> => {
    if (stopped()) return
    try {
      const job = await getJob(id)
      if (stopped()) return
      told(job)
      if (ended(job)) return
      wait = 1000
    } catch {
      wait = Math.min(wait * 2, 15_000)
    }
    setTimeout(() => void ask(), wait)
  }
  void ask()
}

/**
 * Tells how a job goes, until it has ended: by server-sent events, or by asking where these do not come through (some
 * proxies hold them back). Returns what ends the watching.
 */
export function watchJob(id: string, told: (job: Job) => void): () => void {
  let over = false
  let heard = false
  const stopped = (): boolean => over
  if (typeof EventSource === 'undefined') {
    poll(id, told, stopped)
    return () => (over = true)
  }
  const events = new EventSource(`/api/jobs/${id}/events`)
  const fallBack = (): void => {
    events.close()
    clearTimeout(silence)
    if (!over) poll(id, told, stopped)
  }
  const silence = setTimeout(() => {
    if (!heard) fallBack()
  }, 4000)
  const hear = (event: MessageEvent<string>): void => {
    heard = true
    if (over) return
    const job = JSON.parse(event.data) as Job
    told(job)
    if (ended(job)) {
      over = true
      events.close()
    }
  }
  for (const name of ['progress', 'done', 'failed']) events.addEventListener(name, hear as EventListener)
  events.onerror = () => {
    if (!over) fallBack()
  }
  return () => {
    over = true
    clearTimeout(silence)
    events.close()
  }
}
