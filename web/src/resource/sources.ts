import type { HistoryEntry } from '@/api/records'

/** The change that gave a field its present value. */
export type Sources = Record<string, HistoryEntry>

/** For each field the last change that touched it; entries come latest first. */
export function sourcesOf(history: HistoryEntry[], until?: string): Sources {
  const out: Sources = {}
  for (const entry of history) {
    if (until && entry.at.slice(0, 10) > until) continue
    for (const change of entry.changes) out[change.field] ??= entry
  }
  return out
}
