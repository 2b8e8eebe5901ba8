import { reactive, watch } from 'vue'
import type { Language } from './label'

/** How one browser shows things. Nothing of a zone's data is ever kept in the browser. */
interface Preferences {
  language: Language
  large: boolean
  shortcuts: boolean
  narrowMenu: boolean
  pageSize: number
  /** Shown columns of lists in their order, by entity. */
  columns: Record<string, string[]>
  /** Widths of columns that were drawn wider or narrower, in px, by entity and field. */
  widths: Record<string, Record<string, number>>
}

/** The least width of a column in px. */
export const narrowest = 48

const key = 'yuanheng.preferences'
const defaults: Preferences = {
  language: 'zh',
  large: false,
  shortcuts: true,
  narrowMenu: false,
  pageSize: 20,
  columns: {},
  widths: {},
}

function load(): Preferences {
  try {
    return { ...defaults, ...(JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Preferences>) }
  } catch {
    return { ...defaults }
  }
}

export const preferences = reactive(load())

watch(preferences, (now) => {
  try {
    localStorage.setItem(key, JSON.stringify(now))
  } catch {
    // A browser that keeps nothing shows the defaults next time.
  }
})
