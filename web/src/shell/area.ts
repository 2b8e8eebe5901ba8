import type { Component } from 'vue'
import type { RouteRecordRaw } from 'vue-router'
import type { Key } from '@/i18n'
import type { Resource } from '@/resource/resource'

/** A page that no resource makes. */
export interface Page {
  name: string
  path: string
  title: Key
  component: () => Promise<Component>
  /** In the menu. */
  icon?: Component
  /** The operation that opens it. */
  needs?: string
  /** Open to who is not signed in. */
  open?: boolean
  /** Carries the reader's name as a watermark. */
  sensitive?: boolean
}

/** One group of the menu: its pages, those of its entities, and which of them stand in the menu. */
export interface Area {
  name: string
  /** Nothing for the pages that stand above all groups. */
  title?: Key
  resources?: Resource[]
  pages?: Page[]
  /** Names of entities and pages in their order. */
  menu: string[]
}

/** The address of a page. */
export const routeOf = ({ name, path, title, component, needs, open, sensitive }: Page): RouteRecordRaw => ({
  name,
  path,
  component,
  meta: { title, needs, open, sensitive },
})

/** The addresses of an area; each knows the area's title. */
export const routesOf = (area: Area): RouteRecordRaw[] =>
  [...(area.pages ?? []).map(routeOf), ...(area.resources ?? []).flatMap((r) => r.routes)].map((route) => ({
    ...route,
    meta: { ...route.meta, area: area.title },
  }))
