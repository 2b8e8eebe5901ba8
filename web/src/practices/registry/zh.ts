/** The texts of the register in Chinese. */
const zh = {
  title: '企业与园区',
  figures: {
    title: '公开统计数据与系统统计',
    name: '指标',
    period: '时期',
    published: '公开数据',
    counted: '系统统计',
  },
  group: {
    identity: '登记信息',
    business: '经营与阶段',
    place: '位置',
    building: '建设情况',
  },
  file: {
    facts: '基本信息',
    key: '关键信息',
    contents: '本页目录',
    timeline: '大事时间线',
    no_timeline: '还没有大事记',
    as_of: '查看日期',
    today: '今天',
    now: '至今',
    above_scale: '规上',
    generated: '仿真',
    generated_text: '由程序生成的示例企业，不是真实企业',
    then: '以下是该企业在 {day} 的情况',
    state: '（{from} 至 {to}）',
    back: '回到今天',
    column: {
      state: '状态',
      holds: '当日有效',
      inherited_from: '来自被合并企业',
      label: '关系',
      other_uscc: '对方信用代码',
    },
    value: {
      valid: '有效',
      expired: '已失效',
      coming: '未生效',
      true: '有效',
      false: '已失效',
    },
    states: '历史状态',
    since: '此前',
    copy_code: '复制信用代码',
    hover: '指向或聚焦数值可查看来源',
    updated: '最近更新 {at}',
  },
  timeline: {
    registered: '成立',
    stage: '阶段',
    change: '变更',
    title: '资质',
    expiry: '到期',
    classification: '归类',
    relation: '关联',
    milestone: '大事记',
  },
}
export default zh

declare module '@/i18n' {
  interface Texts {
    registry: typeof zh
  }
}
