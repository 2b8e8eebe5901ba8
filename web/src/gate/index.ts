import type { Page } from '@/shell/area'

/** Pages before and beside the others: of who is not signed in, who has something to do first, and who is at a wrong address. */
export const gates: Page[] = [
  { path: '/sign-in', name: 'sign-in', component: () => import('./SignIn.vue'), title: 'page.sign_in', open: true },
  {
    path: '/first-start',
    name: 'first-start',
    component: () => import('./FirstStart.vue'),
    title: 'page.first_start',
    open: true,
  },
  {
    path: '/activation',
    name: 'activation',
    component: () => import('./Activation.vue'),
    title: 'page.activation',
    open: true,
  },
  { path: '/must-change', name: 'must-change', component: () => import('./MustChange.vue'), title: 'page.must_change' },
  { path: '/must-enroll', name: 'must-enroll', component: () => import('./MustEnroll.vue'), title: 'page.must_enroll' },
  { path: '/forbidden', name: 'forbidden', component: () => import('./Forbidden.vue'), title: 'page.forbidden' },
  { path: '/failure', name: 'failure', component: () => import('./Failure.vue'), title: 'page.failure', open: true },
  { path: '/:rest(.*)*', name: 'missing', component: () => import('./NotFound.vue'), title: 'page.missing' },
]
