import { createRouter, createWebHistory, type RouteLocationNormalized } from 'vue-router'
import { nextTick } from 'vue'
import { entity, loadMeta, metaLoaded } from '@/api/meta'
import { loadSession, may, session } from '@/api/session'
import { areas } from '@/areas'
import type { Problem } from '@/base/problem'
import { gates } from '@/gate'
import type { Key } from '@/i18n'
import { can, type Description } from '@/resource/resource'
import { routeOf, routesOf } from '@/shell/area'

declare module 'vue-router' {
  interface RouteMeta {
    title?: Key
    /** Title of the area that the page stands in. */
    area?: Key
    /** Open to who is not signed in. */
    open?: boolean
    entity?: string
    resource?: Description
    /** Carries the reader's name as a watermark. */
    sensitive?: boolean
    /** Verb of the entity, or a whole operation. */
    needs?: string
  }
}

export const router = createRouter({
  history: createWebHistory(),
  routes: [...gates.map(routeOf), ...areas.flatMap(routesOf)],
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
})

let started = false
/** What the start failed with, for the failure page. */
export const startFailure: { problem?: Problem } = {}

async function start(): Promise<void> {
  await loadSession()
  if (session.value && !gateOf()) await loadMeta()
  started = true
}

/** What the user has to do before anything else is open. */
function gateOf(): 'must-change' | 'must-enroll' | undefined {
  const user = session.value?.user
  return user?.must_change_password ? 'must-change' : user?.must_enroll_second_factor ? 'must-enroll' : undefined
}

const allowed = (to: RouteLocationNormalized): boolean => {
  const { needs, entity: name } = to.meta
  if (!needs) return true
  return name ? can(entity(name), needs) : may(needs)
}

router.beforeEach(async (to) => {
  if (to.name === 'failure') return true
  if (!started) {
    try {
      await start()
    } catch (problem) {
      startFailure.problem = problem as Problem
      return { name: 'failure', query: { next: to.fullPath }, replace: true }
    }
  }
  if (to.meta.open) return true
  if (!session.value) return { name: 'sign-in', query: to.fullPath === '/' ? {} : { next: to.fullPath }, replace: true }
  const gate = gateOf()
  if (gate) return to.name === gate ? true : { name: gate, query: { next: to.fullPath }, replace: true }
  if (!metaLoaded.value) await loadMeta()
  if (!allowed(to)) return { name: 'forbidden', query: { from: to.fullPath }, replace: true }
  return true
})

/** A page that was put in place by another version of the program is asked for anew, once. */
router.onError((error: unknown, to) => {
  if (!/dynamically imported module|module script|preload/i.test(String(error))) return
  if (history.state && (history.state as { reloaded?: boolean }).reloaded) return
  history.replaceState({ ...history.state, reloaded: true }, '')
  location.assign(to.fullPath)
})

// Who does not see the page is told where they are: the heading takes the focus when the path has changed.
router.afterEach((to, from, failure) => {
  if (failure || to.path === from.path || from.matched.length === 0) return
  void nextTick(() =>
    window.setTimeout(() => {
      if (
        !document.activeElement ||
        document.activeElement === document.body ||
        document.activeElement.closest('nav,header.bar')
      ) {
        document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })
      }
    }, 60),
  )
})
