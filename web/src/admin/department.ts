import { Share } from '@element-plus/icons-vue'
import { resource } from '@/resource/resource'

/** 部门 */
export default resource({
  entity: 'department',
  path: 'departments',
  icon: Share,
  columns: ['name', 'code', 'zone_id', 'duties'],
  search: ['zone_id', 'duties'],
  groups: [{ title: 'group.basic', fields: ['zone_id', 'code', 'name', 'duties'] }],
})
