import { useQueryClient } from '@tanstack/vue-query'
import { removeRecord, restoreRecord, type Rec } from '@/api/records'
import type { Entity } from '@/base/field'
import { inSentence } from '@/base/label'
import { t } from '@/i18n'
import { ask, tellDone, tellProblem, tellUndoable } from '@/shell/tell'
import { can, titleOf } from './resource'

/** Removing records, with a question before and a way back after. */
export function useRemoval() {
  const queries = useQueryClient()
  const refresh = (of: Entity): Promise<void> => queries.invalidateQueries({ queryKey: [of.name] })

  async function restore(of: Entity, record: Rec, done?: () => void): Promise<void> {
    try {
      await restoreRecord(of, record.id)
      await refresh(of)
      tellDone(t('remove.restored', { name: titleOf(of, record) }))
      done?.()
    } catch (problem) {
      tellProblem(problem)
    }
  }

  /** True when it was removed. */
  async function remove(of: Entity, record: Rec, restored?: () => void): Promise<boolean> {
    const name = titleOf(of, record)
    const sure = await ask(
      t('remove.title', { kind: inSentence(of.label) }),
      t('remove.text', { name }),
      t('common.remove'),
      true,
    )
    if (!sure) return false
    try {
      await removeRecord(of, record.id, record.version)
    } catch (problem) {
      tellProblem(problem)
      await refresh(of)
      return false
    }
    void refresh(of)
    if (can(of, 'restore')) tellUndoable(t('remove.done', { name }), () => void restore(of, record, restored))
    else tellDone(t('remove.done', { name }))
    return true
  }
  return { remove, refresh }
}
