import { OfficeBuilding } from '@element-plus/icons-vue'
import { resource, type Tone } from '@/resource/resource'

export const stageTones: Record<string, Tone> = {
  signed: 'info',
  landed: 'info',
  construction: 'info',
  trial: 'info',
  production: 'good',
  suspended: 'warn',
  left: 'old',
  deregistered: 'old',
  unverified: 'warn',
}

/** 企业名录 */
export default resource({
  entity: 'enterprise',
  path: 'enterprises',
  icon: OfficeBuilding,
  columns: ['name', 'uscc', 'stage', 'park_id', 'industry', 'above_scale', 'registered_capital'],
  search: ['stage', 'park_id', 'industry', 'above_scale', 'uscc', 'size_class', 'origin', 'ownership', 'stage_since'],
  groups: [
    {
      title: 'registry.group.identity',
      fields: [
        'zone_id',
        'name',
        'short_name',
        'uscc',
        'former',
        'legal_representative',
        'registered_on',
        'registered_capital',
        'ownership',
      ],
    },
    {
      title: 'registry.group.business',
      fields: [
        'stage',
        'stage_since',
        'industry',
        'main_products',
        'size_class',
        'above_scale',
        'employees',
        'origin',
        'merged_into',
      ],
    },
    { title: 'registry.group.place', fields: ['park_id', 'carrier_id', 'address', 'works_at'] },
    { title: 'group.other', fields: ['generated', 'note'] },
  ],
  tones: { stage: stageTones },
  detail: () => import('./EnterpriseFile.vue'),
  sensitive: true,
})
