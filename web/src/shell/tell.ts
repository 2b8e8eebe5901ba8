import { ElMessage, ElMessageBox } from '@/element'
import { h } from 'vue'
import { Problem } from '@/base/problem'
import { t } from '@/i18n'

/** What a problem says to a user: its own words, or ours where the server sent none. */
export function problemText(problem: unknown): { text: string; hint: string; request: string } {
  if (!(problem instanceof Problem)) return { text: t('problem.unexpected'), hint: '', request: '' }
  if (problem.status === 0) return { text: t('problem.unreachable'), hint: t('problem.unreachable_hint'), request: '' }
  const text = problem.detail || problem.title || t('problem.status', { status: problem.status })
  return { text, hint: problem.hint, request: problem.requestId }
}

const announced = (): HTMLElement | null => document.getElementById('announcer')

/** Says something to who does not see the page change. */
export function announce(text: string): void {
  const region = announced()
  if (!region) return
  region.textContent = ''
  window.setTimeout(() => {
    region.textContent = text
  }, 50)
}

export function tellProblem(problem: unknown): void {
  const { text, hint, request } = problemText(problem)
  const parts = [h('p', text)]
  if (hint) parts.push(h('p', { class: 'muted small' }, hint))
  if (request) parts.push(h('p', { class: 'muted tiny' }, t('problem.request', { id: request })))
  ElMessage({ type: 'error', message: h('div', { role: 'alert' }, parts), duration: 8000, showClose: true })
  if (!(problem instanceof Problem)) console.error(problem)
}

export function tellDone(text: string): void {
  ElMessage({ type: 'success', message: text, duration: 3000 })
  announce(text)
}

/** Says what was done, with a button that takes it back for some seconds. */
export function tellUndoable(text: string, undo: () => void): void {
  const message = ElMessage({
    type: 'success',
    duration: 10_000,
    showClose: true,
    message: h('div', { class: 'row' }, [
      h('span', text),
      h(
        'button',
        {
          class: 'plain',
          type: 'button',
          onClick: () => {
            message.close()
            undo()
          },
        },
        t('common.undo'),
      ),
    ]),
  })
  announce(text)
}

/** Asks before something that cannot be taken back by itself. */
export async function ask(title: string, text: string, yes: string, danger = false): Promise<boolean> {
  try {
    await ElMessageBox.confirm(text, title, {
      confirmButtonText: yes,
      cancelButtonText: t('common.cancel'),
      confirmButtonType: danger ? 'danger' : 'primary',
      type: danger ? 'warning' : undefined,
      autofocus: !danger,
    })
    return true
  } catch {
    return false
  }
}
