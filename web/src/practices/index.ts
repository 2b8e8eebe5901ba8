import type { Practice } from './practice'
import registry from './registry'

/** The practices of this installation, in the order of the menu: a new one is one line here. */
export const practices: Practice[] = [registry]
