import { Collection, Finished, Setting } from '@element-plus/icons-vue'
import type { Area } from '@/shell/area'
import department from './department'
import user from './user'
import zone from './zone'

/** Who may do what where, and how the installation behaves. */
export const administration: Area = {
  name: 'administration',
  title: 'menu.administration',
  resources: [user, department, zone],
  pages: [
    {
      path: '/matrix',
      name: 'matrix',
      component: () => import('./Matrix.vue'),
      title: 'page.matrix',
      icon: Collection,
      needs: 'matrix.show',
    },
    {
      path: '/settings',
      name: 'settings',
      component: () => import('./Settings.vue'),
      title: 'page.settings',
      icon: Setting,
      needs: 'setting.list',
    },
  ],
  menu: ['user', 'department', 'zone', 'matrix', 'settings'],
}

/** What was done, for those who watch over it. */
export const supervision: Area = {
  name: 'supervision',
  title: 'menu.supervision',
  pages: [
    {
      path: '/audit',
      name: 'audit',
      component: () => import('./Audit.vue'),
      title: 'page.audit',
      icon: Finished,
      needs: 'audit.list',
      sensitive: true,
    },
  ],
  menu: ['audit'],
}
