import { computed, type Component } from 'vue'
import { entity } from '@/api/meta'
import { findRecords } from '@/api/records'
import { inSentence, type Label } from '@/base/label'
import { t } from '@/i18n'
import { practices } from '@/practices'
import { can, titleOf } from '@/resource/resource'

/** What the palette opens. */
export interface Hit {
  to: string
  text: string
  note: string
  icon: Component
}

interface Finder {
  /** What is found: 企业, enterprises. */
  kind: Label
  find: (words: string, signal: AbortSignal) => Promise<Hit[]>
}

/** What of the practices' records the reader may search for. */
export const finders = computed<Finder[]>(() =>
  practices.flatMap((p) =>
    (p.palette ?? []).flatMap(({ entity: name, note }) => {
      const of = entity(name)
      const icon = p.resources?.find((r) => r.entity === name)?.icon
      if (!of || !icon || !can(of, 'list')) return []
      const find: Finder['find'] = async (words, signal) =>
        (await findRecords(of, words, 8, signal)).items.map((r) => ({
          to: `/${of.path}/${r.id}`,
          text: titleOf(of, r),
          note: note ? String(r[note] ?? '') : '',
          icon,
        }))
      return [{ kind: { zh: of.label.zh, en: of.plural.en }, find }]
    }),
  ),
)

/** What is searched, in words: 企业、页面. */
export const searched = computed(() =>
  [...finders.value.map((f) => inSentence(f.kind)), t('palette.pages')].join(t('common.comma')),
)
