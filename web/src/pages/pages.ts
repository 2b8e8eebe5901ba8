import type { RouteRecordRaw } from 'vue-router'

/** Pages that are not made by a resource. */
export const pages: RouteRecordRaw[] = [
  { path: '/', name: 'workbench', component: () => import('./Workbench.vue'), meta: { title: 'page.workbench' } },
  {
    path: '/sign-in',
    name: 'sign-in',
    component: () => import('./SignIn.vue'),
    meta: { title: 'page.sign_in', open: true },
  },
  {
    path: '/first-start',
    name: 'first-start',
    component: () => import('./FirstStart.vue'),
    meta: { title: 'page.first_start', open: true },
  },
  {
    path: '/activation',
    name: 'activation',
    component: () => import('./Activation.vue'),
    meta: { title: 'page.activation', open: true },
  },
  {
    path: '/must-change',
    name: 'must-change',
    component: () => import('./MustChange.vue'),
    meta: { title: 'page.must_change' },
  },
  {
    path: '/must-enroll',
    name: 'must-enroll',
    component: () => import('./MustEnroll.vue'),
    meta: { title: 'page.must_enroll' },
  },
  { path: '/account', name: 'account', component: () => import('./Account.vue'), meta: { title: 'page.account' } },
  { path: '/inbox', name: 'inbox', component: () => import('./Inbox.vue'), meta: { title: 'page.inbox' } },
  {
    path: '/imports',
    name: 'imports',
    component: () => import('./Imports.vue'),
    meta: { title: 'page.imports', needs: 'import.list' },
  },
  {
    path: '/imports/:id(\\d+)',
    name: 'import',
    component: () => import('./ImportBatch.vue'),
    meta: { title: 'page.imports', needs: 'import.list' },
  },
  {
    path: '/jobs',
    name: 'jobs',
    component: () => import('./Jobs.vue'),
    meta: { title: 'page.jobs', needs: 'job.list' },
  },
  {
    path: '/matrix',
    name: 'matrix',
    component: () => import('./Matrix.vue'),
    meta: { title: 'page.matrix', needs: 'matrix.show' },
  },
  {
    path: '/settings',
    name: 'settings',
    component: () => import('./Settings.vue'),
    meta: { title: 'page.settings', needs: 'setting.list' },
  },
  {
    path: '/audit',
    name: 'audit',
    component: () => import('./Audit.vue'),
    meta: { title: 'page.audit', needs: 'audit.list', sensitive: true },
  },
]
