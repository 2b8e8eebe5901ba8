import { ref } from 'vue'

export type Language = 'zh' | 'en'

/** A name in both languages. Where one is empty the other stands in. */
export interface Label {
  zh: string
  en: string
}

/** The language of the page; set by i18n. */
export const language = ref<Language>('zh')

/** The label inside a sentence. */
export function inSentence(label: Label): string {
  return language.value === 'zh' ? label.zh || label.en : label.en || label.zh
}

/** The label standing alone: of a column, a field, a page. English ones begin with a capital. */
export function inLanguage(label: Label): string {
  const text = inSentence(label)
  return text.charAt(0).toUpperCase() + text.slice(1)
}
