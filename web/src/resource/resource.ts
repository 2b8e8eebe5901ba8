import type { Component } from 'vue'
import type { RouteRecordRaw } from 'vue-router'
import { entity } from '@/api/meta'
import type { Rec } from '@/api/records'
import type { Action, Entity, Field } from '@/base/field'
import { shown, type Refs } from '@/base/format'
import { inLanguage } from '@/base/label'
import { t, type Key } from '@/i18n'

export type Tone = 'good' | 'warn' | 'bad' | 'old' | 'info'

/** Something else that can be done with a record, beside changing and removing it. */
export interface RecordAction {
  name: string
  title: Key
  /** The operation it needs: invite of user.invite. */
  needs: string
  danger?: boolean
  shows?: (record: Rec) => boolean
  run: (record: Rec, entity: Entity) => Promise<boolean | void>
}

export interface DetailTab {
  name: string
  title: Key
  component: Component
  /** The entity that the reader must be able to list. */
  needs?: string
}

/** What the web application says about an entity; everything else comes from the server's description of it. */
export interface Description {
  entity: string
  /** First part of its addresses; the same as the server's path. */
  path: string
  icon: Component
  /** Columns of lists in their order. */
  columns: string[]
  /** Fields of the search form; the first three stand there always. */
  search: string[]
  /** Fields of forms and details. Those that are in no group follow at the end. */
  groups: { title: Key; fields: string[] }[]
  tones?: Record<string, Record<string, Tone>>
  actions?: RecordAction[]
  tabs?: DetailTab[]
  /** In place of the usual detail page. */
  detail?: () => Promise<Component>
  /** Pages carry the reader's name as a watermark. */
  sensitive?: boolean
}

export type Resource = Description & { routes: RouteRecordRaw[] }

/** Whether the reader may run an operation of the entity. */
export const can = (of: Entity | undefined, verb: string): boolean => of?.operations.has(verb) ?? false

/**
 * Whether the reader may do this to the record now: the server says so with every record. Where a record comes without that,
 * as in the file of a day, by the operation alone.
 */
export const may = (of: Entity | undefined, record: Pick<Rec, 'may'> | undefined, verb: string): boolean =>
  record !== undefined && (record.may?.includes(verb) ?? can(of, verb))

/** The actions that the reader may run on the record now. */
export const openActions = (of: Entity, record: Pick<Rec, 'may'>): Action[] =>
  of.actions.filter((a) => record.may?.includes(a.verb))

/** The fields of the names that the entity has, in this order. */
export const fieldsOf = (of: Entity, names: string[]): Field[] =>
  names.map((name) => of.fields.find((f) => f.name === name)).filter((f): f is Field => f !== undefined)

/** The groups of a form or detail page, with a last one (empty title) of the fields that no group names. */
export function groupsOf(
  description: Pick<Description, 'groups'>,
  of: Entity,
  shows: (field: Field) => boolean,
): { title: Key | ''; fields: Field[] }[] {
  const groups: { title: Key | ''; fields: Field[] }[] = description.groups.map((g) => ({
    title: g.title,
    fields: fieldsOf(of, g.fields).filter(shows),
  }))
  const named = new Set(description.groups.flatMap((g) => g.fields))
  const rest = of.fields.filter((f) => !named.has(f.name) && !inner.has(f.name) && shows(f))
  if (rest.length) groups.push({ title: '', fields: rest })
  return groups.filter((g) => g.fields.length > 0)
}

/** Members that every record has and no form shows. */
const inner = new Set(['id', 'version', 'search_text', 'created_at', 'created_by', 'updated_at', 'updated_by'])

export const plural = (name: string): string => {
  const of = entity(name)
  return of ? inLanguage(of.plural) || inLanguage(of.label) : name
}
/** How a record is called: by its title as readers see it, never by a code or a number. */
export function titleOf(of: Entity, record: Rec): string {
  const field = of.fields.find((f) => f.name === of.title)
  const value = record[of.title]
  if (value === null || value === undefined || value === '') return inLanguage(of.label)
  return field ? shown(field, value, record.refs as Refs | undefined) : String(value)
}

/** What a keyword search looks into: its title first. */
export const searchedText = (of: Entity): string =>
  of.fields
    .filter((f) => f.searchable)
    .sort((a, b) => Number(b.name === of.title) - Number(a.name === of.title))
    .map((f) => inLanguage(f.label))
    .join(t('common.comma'))

/**
 * One description gives an entity's pages: list, detail, form and import, with their addresses. What of them a reader
 * finds depends on the operations that /api/meta lists for them.
 */
export function resource(description: Description): Resource {
  const { path, entity: name } = description
  const meta = { entity: name, resource: description }
  const routes: RouteRecordRaw[] = [
    {
      path: `/${path}`,
      name: `${name}.list`,
      component: () => import('./ListPage.vue'),
      meta: { ...meta, needs: 'list' },
    },
    {
      path: `/${path}/new`,
      name: `${name}.create`,
      component: () => import('./FormPage.vue'),
      meta: { ...meta, needs: 'create' },
    },
    {
      path: `/${path}/import`,
      name: `${name}.import`,
      component: () => import('./ImportPage.vue'),
      meta: { ...meta, needs: 'import' },
    },
    {
      path: `/${path}/:id(\\d+)`,
      name: `${name}.view`,
      component: description.detail ?? (() => import('./DetailPage.vue')),
      meta: { ...meta, needs: 'view' },
    },
    {
      path: `/${path}/:id(\\d+)/edit`,
      name: `${name}.edit`,
      component: () => import('./FormPage.vue'),
      meta: { ...meta, needs: 'edit' },
    },
  ]
  return { ...description, routes }
}
