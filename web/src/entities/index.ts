import type { Resource } from '@/resource/resource'
import carrier from './carrier'
import department from './department'
import enterprise from './enterprise'
import facts from './facts'
import park from './park'
import publishedFigure from './published-figure'
import user from './user'
import zone from './zone'

/** The entities that have pages of their own, in the order of the menu. */
export const resources: Resource[] = [enterprise, park, carrier, ...facts, publishedFigure, user, department, zone]
