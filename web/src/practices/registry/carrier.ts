import { School } from '@element-plus/icons-vue'
import { resource } from '@/resource/resource'

/** 载体：楼宇、厂房、孵化器 */
export default resource({
  entity: 'carrier',
  path: 'carriers',
  icon: School,
  columns: ['name', 'code', 'kind', 'state', 'park_id', 'built_area', 'operator_name'],
  search: ['kind', 'state', 'park_id'],
  groups: [
    {
      title: 'group.basic',
      fields: ['zone_id', 'park_id', 'code', 'name', 'kind', 'state', 'operator_name', 'address'],
    },
    {
      title: 'registry.group.building',
      fields: ['land_area', 'built_area', 'planned_investment', 'phases', 'phases_done', 'started_on'],
    },
    { title: 'group.other', fields: ['note'] },
  ],
  tones: { state: { planned: 'info', construction: 'info', partly: 'good', running: 'good', closed: 'old' } },
})
