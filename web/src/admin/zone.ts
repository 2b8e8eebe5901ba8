import { Flag } from '@element-plus/icons-vue'
import { resource } from '@/resource/resource'

/** 高新区 */
export default resource({
  entity: 'zone',
  path: 'zones',
  icon: Flag,
  columns: ['name', 'code', 'division', 'published_note'],
  search: [],
  groups: [{ title: 'group.basic', fields: ['code', 'name', 'division', 'published_note'] }],
})
