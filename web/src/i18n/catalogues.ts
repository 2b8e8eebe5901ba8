/** A catalogue in both languages; the English one is fetched when it is first wanted. */
export interface Catalogues {
  zh: object
  en: () => Promise<{ default: object }>
}

/** The same keys with other texts: what holds a catalogue to the Chinese one. */
export type Same<T> = { [K in keyof T]: T[K] extends string ? string : Same<T[K]> }
