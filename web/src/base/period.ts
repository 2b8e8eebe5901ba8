import { t, type Key } from '@/i18n'

const kinds = ['half', 'quarter', 'month', 'until'] as const

/** 2024H1 → 2024年上半年, as the server's Period::label says it; a text that is no period's code stays as it is. */
export function periodText(code: string): string {
  const match = /^(\d{4})(?:H([12])|Q([1-4])|-(0[1-9]|1[0-2])|-01\.\.(0[1-9]|1[0-2]))?$/.exec(code)
  if (!match) return code
  const year = match[1]!
  const at = kinds.findIndex((_, i) => match[i + 2] !== undefined)
  if (at < 0) return t('period.year', { year })
  const n = Number(match[at + 2])
  const kind = kinds[at]!
  if (kind === 'until' && n === 1) return t('period.january_until', { year })
  const name = t(`period.${kind === 'until' ? 'month' : kind}_names.${n}` as Key)
  return t(`period.${kind}`, { year, name })
}
