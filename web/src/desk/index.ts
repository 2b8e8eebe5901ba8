import { DataLine, House, Tickets } from '@element-plus/icons-vue'
import type { Area } from '@/shell/area'

/** What everybody has. */
export const home: Area = {
  name: 'home',
  pages: [
    {
      path: '/',
      name: 'workbench',
      component: () => import('./Workbench.vue'),
      title: 'page.workbench',
      icon: House,
    },
    { path: '/account', name: 'account', component: () => import('./Account.vue'), title: 'page.account' },
    { path: '/inbox', name: 'inbox', component: () => import('./Inbox.vue'), title: 'page.inbox' },
  ],
  menu: ['workbench'],
}

/** What was imported, and what runs in the background. */
export const data: Area = {
  name: 'data',
  title: 'menu.data',
  pages: [
    {
      path: '/imports',
      name: 'imports',
      component: () => import('./Imports.vue'),
      title: 'page.imports',
      icon: Tickets,
      needs: 'import.list',
    },
    {
      path: '/imports/:id(\\d+)',
      name: 'import',
      component: () => import('./ImportBatch.vue'),
      title: 'page.imports',
      needs: 'import.list',
    },
    {
      path: '/jobs',
      name: 'jobs',
      component: () => import('./Jobs.vue'),
      title: 'page.jobs',
      icon: DataLine,
      needs: 'job.list',
    },
  ],
  menu: ['imports', 'jobs'],
}
