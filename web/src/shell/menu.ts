import { computed, type Component } from 'vue'
import { Document } from '@element-plus/icons-vue'
import { entity } from '@/api/meta'
import { may, session } from '@/api/session'
import { areas } from '@/areas'
import { inLanguage } from '@/base/label'
import { t } from '@/i18n'
import { can } from '@/resource/resource'
import type { Area } from './area'

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

/** What a name of an area's menu stands for, where the reader may open it. */
function itemsOf(area: Area, name: string): MenuItem[] {
  const resource = area.resources?.find((r) => r.entity === name)
  const of = entity(name)
  if (resource)
    return can(of, 'list') ? [{ to: '/' + resource.path, text: inLanguage(of!.plural), icon: resource.icon }] : []
  const page = area.pages?.find((p) => p.name === name)
  return page && (!page.needs || may(page.needs))
    ? [{ to: page.path, text: t(page.title), icon: page.icon ?? Document }]
    : []
}

/** What the reader finds in the menu, by what they may do. */
export const menu = computed<MenuGroup[]>(() => {
  if (!session.value) return []
  return areas
    .map((area) => ({
      name: area.name,
      text: area.title ? t(area.title) : '',
      items: area.menu.flatMap((name) => itemsOf(area, name)),
    }))
    .filter((group) => group.items.length > 0)
})
