import { createI18n } from 'vue-i18n'
import { language, type Language } from '@/base/label'
import { preferences } from '@/base/preferences'
import type { Catalogues } from './catalogues'
import zh from './zh'

/** The texts there are. A practice adds its own under its name, beside its Chinese catalogue. */
type Shared = typeof zh
export interface Texts extends Shared {}

/** The places of texts in the tree, dotted: `common.save`. */
type Leaves<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}`
}[keyof T & string]
/** The places of groups of texts: `import.state`. */
type Groups<T> = { [K in keyof T & string]: T[K] extends string ? never : K | `${K}.${Groups<T[K]>}` }[keyof T & string]

export type Key = Leaves<Texts>
export type Group = Groups<Texts>
type Words = Record<string, unknown>

export const i18n = createI18n({
  legacy: false,
  locale: 'zh' as Language,
  fallbackLocale: 'zh',
  messages: { zh } as Record<string, Shared>,
  missingWarn: true,
  fallbackWarn: false,
})

const translate = i18n.global.t as (key: string, words?: Words, plural?: number) => string

/** The text of a key in the language of the page; changes with it wherever it is rendered. */
export const t: (key: Key, words?: Words, plural?: number) => string = translate

/** The text of a name that comes with the data, in a group of texts; the name itself where the group has none of it. */
export function textOf(group: Group, name: string | null, words: Words = {}): string {
  if (!name) return ''
  const key = `${group}.${name}`
  return i18n.global.te(key, 'zh') ? translate(key, words) : name
}

const added: [name: string, texts: Catalogues][] = []

/** Adds the catalogues of a practice under its name, before the first page is shown. */
export function addTexts(name: string, texts: Catalogues): void {
  added.push([name, texts])
  i18n.global.mergeLocaleMessage('zh', { [name]: texts.zh })
}

async function loadEnglish(): Promise<void> {
  const [shared, ...others] = await Promise.all([import('./en'), ...added.map(([, texts]) => texts.en())])
  const all = Object.fromEntries(added.map(([name], i) => [name, others[i]!.default]))
  i18n.global.setLocaleMessage('en', { ...shared.default, ...all } as Shared)
}

/** Shows the page in a language. */
export async function setLanguage(to: Language): Promise<void> {
  if (to === 'en' && !i18n.global.availableLocales.includes('en')) await loadEnglish()
  preferences.language = to
  language.value = to
  i18n.global.locale.value = to
  document.documentElement.lang = to === 'zh' ? 'zh-CN' : 'en'
}
