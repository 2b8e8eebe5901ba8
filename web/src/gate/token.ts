import { ElMessageBox } from '@/element'
import { h } from 'vue'
import type { OneTimeToken } from '@/api/users'
import { instantText } from '@/base/format'
import { t } from '@/i18n'
import { tellDone } from '@/shell/tell'

export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    // Plain HTTP inside the house: browsers give pages the clipboard only by the old way.
    const area = document.createElement('textarea')
    area.value = text
    document.body.append(area)
    area.select()
    document.execCommand('copy')
    area.remove()
  }
  tellDone(t('common.copied'))
}

/** Shows a one-time token as the address that the person has to open; it is not to be had again. */
export async function showToken(title: string, given: OneTimeToken): Promise<void> {
  const address = `${location.origin}/activation#${given.token}`
  try {
    await ElMessageBox.confirm(
      h('div', { class: 'stack' }, [
        h('p', t('user.token_text', { until: instantText(given.expires_at) })),
        ...(given.approval_needed ? [h('p', t('user.approval_needed'))] : []),
        h('p', { class: 'mono small token' }, address),
      ]),
      title,
      {
        confirmButtonText: t('common.copy'),
        cancelButtonText: t('common.close'),
        closeOnClickModal: false,
        beforeClose: (action, _instance, done) => {
          if (action === 'confirm') void copyText(address)
          else done()
        },
      },
    )
  } catch {
    // Closed.
  }
}
