import type { Entity } from '@/base/field'
import { shown } from '@/base/format'
import { inLanguage } from '@/base/label'
import type { Condition } from '@/base/query'
import { t } from '@/i18n'

/** A condition in words: 行业 为空, 更新时间 不早于 2026-01-01. */
export function conditionText(of: Entity, c: Condition): string {
  const field = of.fields.find((f) => f.name === c.field)
  const name = field ? inLanguage(field.label) : c.field
  const value =
    !field || c.op === 'contains'
      ? c.value
      : c.op === 'in'
        ? c.value
            .split(',')
            .map((v) => shown(field, v))
            .join(t('common.comma'))
        : field.kind === 'choices'
          ? shown(field, [c.value])
          : shown(field, field.kind === 'boolean' ? c.value === 'true' : c.value)
  return t(`condition.${c.op === 'empty' && c.value === 'false' ? 'filled' : c.op}`, { name, value })
}
