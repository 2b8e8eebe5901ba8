import type { Area } from '@/shell/area'
import carrier from './carrier'
import enterprise from './enterprise'
import facts from './facts'
import park from './park'
import publishedFigure from './published-figure'

/** 企业名录 */
const registry: Area = {
  name: 'registry',
  title: 'menu.registry',
  resources: [enterprise, park, carrier, ...facts, publishedFigure],
  menu: ['enterprise', 'park', 'carrier', 'title', 'contact', 'published_figure'],
}
export default registry
