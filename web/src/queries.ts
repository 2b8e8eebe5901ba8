import { QueryClient } from '@tanstack/vue-query'
import { Problem } from '@/base/problem'

/** What the pages have asked the server, kept for some seconds. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // What the server has decided is not asked again; what did not reach it is, twice.
      retry: (failures, problem) =>
        (!(problem instanceof Problem) || problem.status === 0 || problem.status >= 502) && failures < 2,
      refetchOnWindowFocus: false,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
})
