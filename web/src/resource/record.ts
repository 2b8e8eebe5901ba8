import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { getRecord, recordHistory } from '@/api/records'
import type { Entity } from '@/base/field'
import { can } from './resource'
import { sourcesOf } from './sources'

/** A record with its history, from which the source of each value follows. */
export function useRecord(of: Entity, id: string) {
  const record = useQuery({ queryKey: [of.name, 'record', id], queryFn: ({ signal }) => getRecord(of, id, signal) })
  const history = useQuery({
    queryKey: [of.name, 'history', id],
    queryFn: () => recordHistory(of, id),
    enabled: can(of, 'history'),
  })
  const sources = computed(() => sourcesOf(history.data.value?.items ?? []))
  return { record, history, sources }
}
