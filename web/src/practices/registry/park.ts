import { MapLocation } from '@element-plus/icons-vue'
import { resource } from '@/resource/resource'

/** 园区 */
export default resource({
  entity: 'park',
  path: 'parks',
  icon: MapLocation,
  columns: ['name', 'code', 'industry_focus', 'area', 'operator_name'],
  search: ['zone_id'],
  groups: [
    { title: 'group.basic', fields: ['zone_id', 'code', 'name', 'area', 'industry_focus', 'operator_name', 'address'] },
    { title: 'group.other', fields: ['note'] },
  ],
})
