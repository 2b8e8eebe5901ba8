import registry from './registry'

/** The practices of this installation: a new one is one line here. */
export const practices = [registry]
