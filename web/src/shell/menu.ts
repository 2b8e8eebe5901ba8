import { computed, type Component } from 'vue'
import { Collection, DataLine, Finished, House, Setting, Tickets } from '@element-plus/icons-vue'
import { entity } from '@/api/meta'
import { may, session } from '@/api/session'
import { inLanguage } from '@/base/label'
import { resources } from '@/entities'
import { t } from '@/i18n'
import { can } from '@/resource/resource'

export interface MenuItem {
  to: string
  text: string
  icon: Component
}
export interface MenuGroup {
  name: string
  text: string
  items: MenuItem[]
}

const ofEntities = (group: string): MenuItem[] =>
  resources
    .filter((r) => r.menu === group && can(entity(r.entity), 'list'))
    .map((r) => ({ to: '/' + r.path, text: inLanguage(entity(r.entity)!.plural), icon: r.icon }))

const page = (to: string, title: string, icon: Component, needs?: string): MenuItem[] =>
  !needs || may(needs) ? [{ to, text: t(title), icon }] : []

/** What the reader finds in the menu, by what they may do. */
export const menu = computed<MenuGroup[]>(() => {
  if (!session.value) return []
  return [
    { name: 'home', text: '', items: page('/', 'page.workbench', House) },
    { name: 'registry', text: t('menu.registry'), items: ofEntities('registry') },
    {
      name: 'data',
      text: t('menu.data'),
      items: [
        ...page('/imports', 'page.imports', Tickets, 'import.list'),
        ...page('/jobs', 'page.jobs', DataLine, 'job.list'),
      ],
    },
    {
      name: 'administration',
      text: t('menu.administration'),
      items: [
        ...ofEntities('administration'),
        ...page('/matrix', 'page.matrix', Collection, 'matrix.show'),
        ...page('/settings', 'page.settings', Setting, 'setting.list'),
      ],
    },
    {
      name: 'supervision',
      text: t('menu.supervision'),
      items: [...page('/audit', 'page.audit', Finished, 'audit.list')],
    },
  ].filter((group) => group.items.length > 0)
})
