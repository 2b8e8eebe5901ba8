import { useQueryClient } from '@tanstack/vue-query'
import { keepLanguage } from '@/api/session'
import { preferences } from '@/base/preferences'
import { setLanguage } from '@/i18n'

/** Turns the pages into the other language. */
export function useLanguageTurn(): () => Promise<void> {
  const queries = useQueryClient()
  return async () => {
    await setLanguage(preferences.language === 'zh' ? 'en' : 'zh')
    await queries.invalidateQueries()
    // It also decides the language of notices and exports; the page has changed in any case.
    await keepLanguage(preferences.language).catch(() => undefined)
  }
}
