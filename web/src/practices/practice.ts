import type { Component } from 'vue'
import type { Catalogues } from '@/i18n/catalogues'
import type { Area } from '@/shell/area'

/** Records that the search of the top bar looks for. */
export interface Finder {
  entity: string
  /** The field that stands beside a record's title. */
  note?: string
}

/** A section of the workbench. It asks for its own data, and shows nothing where there are none. */
export interface Section {
  component: Component
  /** The operation that the reader must be able to run. */
  needs?: string
}

/** Everything that the web application has of a practice; its menu group, addresses, texts and search are made from it. */
export interface Practice extends Area {
  palette?: Finder[]
  workbench?: Section[]
  /** The catalogue under the practice's name: `registry.title`. */
  texts: Catalogues
}

/** Describes a practice. */
export const practice = (description: Practice): Practice => description
