import type { Practice } from './practice'
import registry from './registry'
import visits from './visits'

/** The practices of this installation, in the order of the menu: a new one is one line here. */
export const practices: Practice[] = [registry, visits]
