import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { useRoute, useRouter, type HistoryState } from 'vue-router'
import { countRecords, listRecords } from '@/api/records'
import type { Entity } from '@/base/field'
import { preferences } from '@/base/preferences'
import { parseQuery, printQuery, searchParameters, turnSort, type Condition, type ListQuery } from '@/base/query'

/** A list whose whole state is the page's address; what it shows is asked from the server when the address changes. */
export function useList(of: Ref<Entity>) {
  const route = useRoute()
  const router = useRouter()
  const query = computed<ListQuery>(() => parseQuery(route.query, preferences.pageSize))
  const search = computed(() => searchParameters(query.value).toString())
  const found = computed(() => searchParameters({ ...query.value, sort: '' }).toString())

  const list = useQuery({
    queryKey: computed(() => [of.value.name, 'list', search.value, query.value.limit, query.value.after]),
    queryFn: ({ signal }) => listRecords(of.value, query.value, signal),
    placeholderData: keepPreviousData,
  })
  // The total belongs to the search, not to the page: it is counted once, and the rows do not wait for it.
  const total = useQuery({
    queryKey: computed(() => [of.value.name, 'count', found.value]),
    queryFn: ({ signal }) => countRecords(of.value, query.value, signal),
  })

  const go = (change: Partial<ListQuery>, state?: HistoryState): void =>
    void router.push({
      query: printQuery({ ...query.value, after: '', page: 1, ...change }, preferences.pageSize),
      state,
    })

  /** Cursors of the pages before this one; they are kept with the entry of the browser's history, so that F5 and back know them. */
  const before = (): string[] => (route.fullPath && (history.state as { cursors?: string[] }).cursors) || []

  return {
    query,
    search,
    list,
    total,
    found: (q: string, filters: Condition[]) => go({ q, filters }),
    without: (condition: Condition) => go({ filters: query.value.filters.filter((c) => c !== condition) }),
    show: (search: Pick<ListQuery, 'q' | 'filters' | 'sort'>) => go(search),
    sortBy: (field: string) => go({ sort: turnSort(query.value.sort, field) }),
    resize: (limit: number) => {
      preferences.pageSize = limit
      go({ limit })
    },
    first: () => go({}),
    next: () => {
      const after = list.data.value?.next
      if (after) go({ after, page: query.value.page + 1 }, { cursors: [...before(), query.value.after] })
    },
    previous: () => {
      const cursors = before()
      const after = cursors[cursors.length - 1]
      if (after === undefined || !after) go({})
      else go({ after, page: query.value.page - 1 }, { cursors: cursors.slice(0, -1) })
    },
  }
}
