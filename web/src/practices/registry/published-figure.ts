import { DataAnalysis } from '@element-plus/icons-vue'
import { resource } from '@/resource/resource'

/** 公开统计数据 */
export default resource({
  entity: 'published_figure',
  path: 'published-figures',
  icon: DataAnalysis,
  columns: ['name', 'period', 'qualifier', 'value', 'unit', 'growth', 'source'],
  search: ['zone_id', 'period'],
  groups: [
    {
      title: 'group.basic',
      fields: [
        'zone_id',
        'code',
        'name',
        'period',
        'qualifier',
        'value',
        'unit',
        'growth',
        'source',
        'measure',
        'note',
      ],
    },
  ],
})
