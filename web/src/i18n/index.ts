import { createI18n } from 'vue-i18n'
import { language, type Language } from '@/base/label'
import { preferences } from '@/base/preferences'
import zh from './zh'

export const i18n = createI18n({
  legacy: false,
  locale: 'zh' as Language,
  fallbackLocale: 'zh',
  messages: { zh } as Record<string, typeof zh>,
  missingWarn: true,
  fallbackWarn: false,
})

/** The text of a key in the language of the page; changes with it wherever it is rendered. */
export const t = i18n.global.t as (key: string, words?: Record<string, unknown>, plural?: number) => string
/** Whether the catalogue has a text. */
export const known = (key: string): boolean => i18n.global.te(key, 'zh')

/** Shows the page in a language; the English catalogue is fetched when it is first wanted. */
export async function setLanguage(to: Language): Promise<void> {
  if (to === 'en' && !i18n.global.availableLocales.includes('en')) {
    i18n.global.setLocaleMessage('en', (await import('./en')).default as typeof zh)
  }
  preferences.language = to
  language.value = to
  i18n.global.locale.value = to
  document.documentElement.lang = to === 'zh' ? 'zh-CN' : 'en'
}
