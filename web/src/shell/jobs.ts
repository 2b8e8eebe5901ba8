import { reactive } from 'vue'
import { ended, watchJob, type Job } from '@/api/jobs'

/** A job that was started on this page and whose progress the tray shows, wherever the user goes meanwhile. */
export interface Tracked {
  id: string
  text: string
  job?: Job
  stop: () => void
}

export const tracked = reactive<Tracked[]>([])

/** Follows a job in the tray; tells when it has ended. */
export function track(id: string, text: string, done?: (job: Job) => void): void {
  const entry: Tracked = reactive({ id, text, stop: () => undefined })
  tracked.push(entry)
  entry.stop = watchJob(id, (job) => {
    entry.job = job
    if (ended(job)) done?.(job)
  })
}

export function dismiss(id: string): void {
  const at = tracked.findIndex((entry) => entry.id === id)
  if (at < 0) return
  tracked[at]!.stop()
  tracked.splice(at, 1)
}
