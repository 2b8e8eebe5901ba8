import { Suitcase } from '@element-plus/icons-vue'
import { resource } from '@/resource/resource'

/** 走访记录 */
export default resource({
  entity: 'visit',
  path: 'visits',
  icon: Suitcase,
  columns: ['purpose', 'ent_id', 'visited_on', 'topic', 'state'],
  search: ['state', 'topic', 'visited_on'],
  groups: [
    { title: 'visits.group.visit', fields: ['ent_id', 'visited_on', 'purpose', 'visitors'] },
    { title: 'visits.group.request', fields: ['topic', 'request', 'state', 'answer', 'answered_on'] },
  ],
  tones: { state: { open: 'warn', answered: 'good', none: 'old' } },
})
