import { practice } from '../practice'
import visit from './visit'
import zh from './zh'

/** 企业走访 */
export default practice({
  name: 'visits',
  title: 'visits.title',
  resources: [visit],
  menu: ['visit'],
  texts: { zh, en: () => import('./en') },
})
