import { defineAsyncComponent } from 'vue'
import { practice } from '../practice'
import carrier from './carrier'
import enterprise from './enterprise'
import facts from './facts'
import park from './park'
import publishedFigure from './published-figure'
import zh from './zh'

/** 企业名录 */
export default practice({
  name: 'registry',
  title: 'registry.title',
  resources: [enterprise, park, carrier, ...facts, publishedFigure],
  menu: ['enterprise', 'park', 'carrier', 'title', 'contact', 'published_figure'],
  palette: [{ entity: 'enterprise', note: 'uscc' }],
  workbench: [{ component: defineAsyncComponent(() => import('./PublishedFigures.vue')), needs: 'zone.figures' }],
  texts: { zh, en: () => import('./en') },
})
