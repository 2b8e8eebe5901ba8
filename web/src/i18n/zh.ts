/** The texts of the pages in Chinese: the catalogue that the English one follows. */
const zh = {
  product: { name: '园衡', what: '高新区企业管理与评价', foot: '园衡 · 数据只在本单位的服务器上保存' },
  common: {
    yes: '是', no: '否', comma: '、', colon: '：', in_unit: '（{unit}）', any: '不限', choose: '请选择', required: '必填', date_form: '年-月-日',
    ok: '确定', cancel: '取消', save: '保存', edit: '编辑', remove: '删除', close: '关闭', back: '返回', undo: '撤销', retry: '重试', more: '加载更多',
    print: '打印', download: '下载', copy: '复制', copied: '已复制', loading: '正在加载', empty: '暂无数据',
  },
  menu: { registry: '企业与园区', data: '数据', administration: '系统管理', supervision: '监督审计' },
  page: {
    workbench: '工作台', sign_in: '登录', first_start: '首次启动', activation: '激活账号', must_change: '修改口令', must_enroll: '启用动态验证码', account: '个人账号', inbox: '消息',
    imports: '导入记录', jobs: '后台任务', matrix: '权限矩阵', settings: '系统设置', audit: '审计日志', forbidden: '无权访问', missing: '页面不存在', failure: '暂时无法打开',
  },
  role: {
    administrator: '系统管理员', auditor: '审计员', leader: '园区领导', officer: '部门经办', park_operator: '园区运营', enterprise_user: '企业用户',
  },
  shell: {
    skip: '跳到正文', menu: '主菜单', trail: '当前位置', fold: '收起菜单', unfold: '展开菜单', search: '搜索企业、页面', large: '大字', large_hint: '切换大字版',
    other_language: 'English', inbox: '消息，{n} 条未读', account_menu: '账号菜单', shortcuts: '键盘快捷键', sign_out: '退出登录',
    offline: '连不上服务器。已填写的内容还在本页，恢复后可以继续操作。',
  },
  palette: { label: '输入企业名称、信用代码或页面名称', results: '搜索结果', none: '没有找到匹配的企业或页面' },
  keys: {
    palette: '搜索企业和页面', search: '到查询框', create: '新增', edit: '编辑当前记录', filters: '展开或收起查询条件', save: '保存', previous: '上一页', next: '下一页',
    help: '显示本帮助', close: '关闭弹窗', single: '启用单个字母的快捷键',
  },
  problem: {
    unexpected: '页面出错了，请刷新后重试', unreachable: '连不上服务器', unreachable_hint: '请检查网络；如果其他同事也打不开，请联系系统管理员',
    status: '服务器没有完成这次操作（{status}）', request: '请求编号 {id}',
  },
  missing: { text: '这个地址没有对应的页面', hint: '可能是链接不完整，或者记录已被删除', home: '回到工作台' },
  forbidden: { text: '{name}，您没有打开这个页面的权限', hint: '如确有工作需要，请联系系统管理员调整岗位' },
  sign_in: {
    text: '使用管委会分配的账号登录', login: '账号', password: '口令', code: '动态验证码', code_text: '请输入手机验证器上的 6 位动态验证码', code_note: '手机不在身边时，可以输入一个备用恢复码',
    submit: '登录', wait: '{n} 秒后可重试', help: '忘记口令请联系本单位系统管理员重置', again: '登录已超时', again_text: '为保护数据，长时间未操作后需要重新登录。登录后继续当前页面，已填写的内容不会丢失。', other_user: '换账号登录',
  },
  confirm: { title: '请再次确认身份', text: '这是敏感操作，请输入您的口令。', submit: '确认' },
  idle: { title: '即将自动退出', text: '长时间没有操作，{n} 秒后将自动退出登录。', stay: '继续使用' },
  first_start: {
    text: '系统还没有用户。请用启动时打印在服务器终端上的一次性口令，建立第一个系统管理员。', token: '一次性口令', token_note: '在服务器上运行 yuanheng serve 时显示，24 小时内有效',
    login_note: '小写字母、数字，以后不能改', submit: '建立管理员', done: '管理员已建立，请登录',
  },
  activation: { text: '请设置登录口令。设置后，激活链接随即失效。', token: '激活码', submit: '设置口令并激活', done: '账号已激活，请登录' },
  password: {
    title: '登录口令', current: '当前口令', new: '新口令', again: '再次输入新口令', rules: '至少 12 位；不要用姓名、单位名或常见口令', differ: '两次输入不一致',
    submit: '修改口令', changed: '口令已修改，其他设备上的登录已退出', must_text: '口令已到期或由管理员重置，请先修改口令再继续。',
  },
  totp: {
    title: '动态验证码（双因素）', is_on: '已启用：登录时除口令外，还要输入手机验证器上的动态验证码。', is_off: '未启用。启用后即使口令泄露，他人也无法登录。',
    enrol: '启用', scan: '用手机验证器（如微信小程序“身份验证器”）扫描二维码，再输入显示的 6 位数字。', qr: '动态验证码的二维码', by_hand: '无法扫描时，手工输入密钥：',
    code: '6 位动态验证码', confirm: '确认启用', on: '动态验证码已启用', off: '动态验证码已停用', remove: '停用', remove_text: '停用后登录只需要口令，安全性会降低。确定停用吗？',
    recovery_text: '请抄下或打印下面的恢复码，放在安全的地方。手机丢失时，每个恢复码可以代替动态验证码登录一次。恢复码只显示这一次。', kept: '已保存好', must_text: '按照安全规定，您的岗位须启用动态验证码后才能继续。',
  },
  account: {
    me: '基本信息', name: '姓名', every_zone: '全部园区', sessions: '已登录的设备', device: '设备', peer: 'IP 地址', since: '登录时间', seen: '最近活动', this: '本机',
    end: '退出', end_text: '该设备将立即退出登录。', end_others: '退出其他设备', end_all_text: '除本机外的所有设备都将立即退出登录。', ended: '已退出',
  },
  inbox: { none: '没有消息', read_all: '全部标为已读', unread: '未读：' },
  workbench: { figures: '关键数字', todo: '待办', nothing: '没有待办事项', quick: '快捷入口', warnings: '预警', recent: '最近变动', notices: '公告' },
  figures: { title: '公布数字与名录数', name: '指标', period: '时期', published: '公布数', counted: '名录数' },
  list: {
    search: '查询', words: '关键字', run: '查询', reset: '重置', unfold: '展开', fold: '收起', from: '{name}，最小值', to: '{name}，最大值', least: '最小', most: '最大', since: '开始日期', until: '结束日期',
    index: '序号', actions: '操作', select_page: '选择本页全部', select_row: '选择第 {n} 行', selected: '已选 {n} 条', clear: '取消选择', bulk: '批量修改', bulk_all: '批量修改全部 {n} 条',
    conditions: '其他条件', drop: '去掉条件：{name}', refresh: '刷新', import: '导入', export: '导出', create: '新增{kind}', edit_named: '编辑 {name}', remove_named: '删除 {name}',
    none: '暂无{kind}', none_hint: '还没有录入数据', none_hint_import: '可以逐条新增，也可以下载模板填写后批量导入', none_found: '没有符合条件的{kind}', none_found_hint: '请放宽或重置查询条件',
    pages: '翻页', total: '共 {n} 条', counting: '正在统计总数…', page_size: '每页条数', per_page: '{n} 条/页', first: '首页', previous: '上一页', next: '下一页', page: '第 {page} 页', page_of: '第 {page} / {pages} 页',
  },
  condition: {
    eq: '{name} 等于 {value}', ne: '{name} 不等于 {value}', in: '{name} 属于 {value}', from: '{name} ≥ {value}', to: '{name} ≤ {value}', contains: '{name} 包含“{value}”', empty: '{name} 为空', filled: '{name} 不为空',
  },
  columns: { fit: '自动', width: '列宽（像素）：{name}', draw: '拖动调整列宽，双击恢复自动', title: '列设置', usual: '恢复默认', up: '上移 {name}', down: '下移 {name}' },
  views: {
    title: '常用视图', menu: '常用视图', save: '保存为视图', save_text: '保存当前的查询条件、排序和列。', manage: '管理视图', edit: '修改视图', name: '视图名称', share: '共享给本园区同事', shared: '已共享', by: '{name} 共享',
    update: '更新为当前条件', rename: '修改 {name}', remove_named: '删除 {name}', saved: '视图已保存', remove: '删除视图', remove_text: '删除视图“{name}”？已共享的同事也将看不到它。', removed: '视图已删除',
  },
  export: {
    title: '导出', rows: '导出范围', all: '全部查询结果（{n} 条）', page: '当前页（{n} 条）', selected: '已选择（{n} 条）', columns: '导出的列', shown: '列表中显示的 {n} 列', all_columns: '全部列', format: '文件格式',
    xlsx: 'Excel 工作簿（.xlsx）', csv: 'CSV（带 BOM，Excel 可直接打开）', start: '开始导出', job: '导出{name}（{format}）',
  },
  bulk: {
    title: '批量修改', selected: '将修改已选择的 {n} 条记录', all: '将修改查询结果的全部 {n} 条记录', field: '要修改的字段', value: '新的值', empty_note: '留空表示清除原来的值',
    note: '执行前会重新核对条数，不一致时不会修改；每条记录都会留下变更记录。', run: '修改 {n} 条', done: '已修改 {n} 条',
  },
  form: {
    more: '其他', wrong: '有 {n} 处需要改正', unsaved: '{n} 处修改未保存', saved: '已保存：{name}', edit: '编辑 {name}', leave: '放弃未保存的修改？', leave_text: '离开后，本页未保存的修改将丢失。', leave_yes: '放弃修改',
  },
  invalid: {
    required: '必填', long: '最多 {most} 个字', number: '请填写数字', whole: '请填写整数', places: '最多 {most} 位小数', low: '不能小于 {least}', high: '不能大于 {most}',
    uscc: '应为 18 位统一社会信用代码（不含字母 I、O、S、V、Z）', uscc_check: '校验码不对，请对照营业执照核对', email: '电子邮箱格式不对', phone: '电话格式不对',
  },
  conflict: {
    title: '记录已被他人修改', text: '您打开后，这条记录在 {at} 被他人保存过。请逐项选择保留哪个值，然后再保存。', field: '字段', mine: '我填写的', other: '现在的', same: '两边填写的内容相同', back: '返回表单', take: '采用所选的值', settled: '已合并，请核对后保存',
  },
  remove: { title: '删除{kind}', text: '确定删除“{name}”？删除后短时间内可以撤销。', done: '已删除：{name}', restored: '已恢复：{name}' },
  detail: { facts: '基本信息', history: '变更记录' },
  history: { before: '修改前', after: '修改后', none: '还没有变更记录' },
  verb: {
    create: '新增', update: '修改', edit: '修改', remove: '删除', delete: '删除', restore: '恢复', import: '导入', rollback: '撤回导入', roll_back: '撤回导入', bulk: '批量修改', export: '导出', view_personal: '查看个人信息',
    open: '登录', refused: '登录失败', close: '退出', confirm: '再次确认身份', invite: '发出邀请', activate: '激活', disable: '停用', enable: '启用', reset: '重置口令', unlock: '解锁', add: '任命', end: '终止', password: '修改口令', lock: '锁定',
    publish: '确认导入', cancel: '取消', verify: '校验', stage: '变更阶段', merge: '吸收合并', split: '分立', change_code: '变更信用代码',
    displaced: '被新的登录替下', locked: '锁定', ended: '被结束登录', others_ended: '结束其他登录', end_session: '结束一处登录', end_sessions: '结束全部登录', end_other_sessions: '结束其他登录', sessions: '查看登录情况', second_factor_begin: '开始启用动态验证码',
    second_factor_begun: '开始启用动态验证码', second_factor_confirm: '启用动态验证码', second_factor_on: '启用动态验证码', second_factor_end: '停用动态验证码', second_factor_off: '停用动态验证码', activate_done: '激活', approve_reset: '批准重置口令',
    reset_all: '重置全部验证方式', reset_on_host: '在主机上重置', list: '查看列表', view: '查看', show: '查看', history: '查看变更记录', timeline: '查看大事年表', file: '查看企业档案', figures: '查看统计数', rows: '查看导入明细', places: '查看可任职范围',
    events: '查看进度', template: '下载模板', download: '下载', archive: '归档', exported: '导出完成', verified: '校验完成', readers: '查看谁看过', check: '预检', reject: '未通过', ask_rollback: '申请撤回导入', fail: '任务失败',
    read: '已读', read_all: '全部已读', run: '执行', token: '启动令牌', classify: '批量归类', code: '变更信用代码', unmerge: '撤销合并',
  },
  action: { view_personal: '查看个人信息', export: '导出', refused: '拒绝访问' },
  entity: { session: '登录', setting: '设置', import_batch: '导入批次', appointment: '岗位', user: '用户', audit: '审计', job: '任务', file: '文件', import: '导入', account: '账号', view: '视图', notification: '消息', first_start: '首次启动', activation: '激活' },
  source: { by: '填报', at: '时间', from: '来源', reason: '原因', form: '页面录入', row: '{sheet} 第 {row} 行' },
  group: { identity: '登记信息', business: '经营与阶段', place: '位置', basic: '基本信息', building: '建设情况', other: '其他' },
  import: {
    title: '导入{kind}', template: '下载模板', drop: '把填好的文件拖到这里，或', choose: '选择文件', formats: '支持 .xlsx 和 .csv（UTF-8 或 GBK），最大 64 MB', uploading: '正在上传',
    bad_type: '“{name}”不是 .xlsx 或 .csv 文件', too_large: '文件超过 {most} MB，请拆分后分别导入', empty_file: '文件是空的',
    how: { template: '下载模板，按列填写', fill: '上传后先预检：不写入任何数据，逐格指出问题', check: '核对新增和变更的内容，确认后一次写入；以后可以整批撤回' },
    step: { upload: '上传', check: '预检', confirm: '核对确认', result: '完成' },
    checking: '正在预检 {name}', confirming: '正在写入 {name}', rows_done: '已处理 {done} / {total} 行', may_leave: '可以离开本页，稍后在“导入记录”中继续',
    state: { checking: '预检中', ready: '待确认', rejected: '未通过', confirming: '写入中', published: '已导入', rolled_back: '已撤回', cancelled: '已取消' },
    state_text: {
      checking: '正在预检', ready: '预检完成：{n} 行可以导入，{bad} 行有问题', rejected: '预检未通过：没有可以导入的行', confirming: '正在写入', published: '导入完成：已写入 {n} 行', rolled_back: '这一批已撤回，数据已恢复到导入前', cancelled: '这一批已取消，没有写入数据',
    },
    file: '{name}，{by} 于 {at} 上传', rows: { total: '总行数', new: '新增', changed: '变更', same: '无变化', bad: '有问题' },
    unknown: '未识别的列（已忽略）：{names}', problems: '问题（{n}）', sheet: '工作表', row: '行', column: '列', problem: '问题', mend: '如何改正', more_problems: '仅列出前 {n} 个问题，全部问题见错误工作簿', error_file: '下载错误工作簿',
    preview: { new: '新增（{n}）', changed: '变更（{n}）', bad: '有问题的行（{n}）' }, first_rows: '仅预览前 {n} 行',
    bad_note: '有问题的 {n} 行不会导入；可下载错误工作簿改正后再次上传', other: '换个文件', next: '继续导入', confirm: '确认导入', confirm_n: '确认导入 {n} 行', confirm_title: '确认导入？',
    confirm_text: '将新增 {fresh} 条、变更 {changed} 条；有问题的 {bad} 行不导入。导入后可以在“导入记录”中整批撤回。', to_list: '查看列表', open: '查看批次',
  },
  imports: {
    file: '文件', entity: '数据', state: '状态', user: '上传人', created: '上传时间', published: '导入时间', none: '没有导入记录', roll_back: '撤回这一批',
    roll_back_text: '将撤回“{name}”：删除它新增的 {fresh} 条，恢复它变更的 {changed} 条。导入之后又被修改过的记录会阻止撤回。', rolling_back: '撤回 {name}', rolled_back: '已撤回', rolled_back_at: '{by} 于 {at} 撤回', published_at: '{at} 导入',
  },
  job: {
    column: { kind: '任务', state: '状态', progress: '进度', created: '提交时间', ended: '结束时间', result: '结果' },
    state: { waiting: '等待中', running: '进行中', done: '已完成', failed: '失败', cancelled: '已取消' },
    kind: { export: '导出', import_check: '导入预检', import_publish: '写入导入', import_rollback: '撤回导入', import_confirm: '写入导入', audit_verify: '校验审计链', audit_export: '导出审计日志', entity_export: '导出' },
    rows: '{n} 行', cancel: '取消任务', cancel_text: '确定取消？未完成的部分不会保留。', none: '没有后台任务', none_hint: '导出、导入预检等耗时操作会列在这里',
  },
  file: {
    change: '变更', facts: '基本信息', key: '关键信息', contents: '本页目录', timeline: '大事时间线', no_timeline: '还没有大事记', as_of: '查看日期', today: '今天', now: '至今', above_scale: '规上', generated: '仿真', generated_text: '由程序生成的示例企业，不是真实企业',
    then: '以下是该企业在 {day} 的情况', state: '（{from} 至 {to}）', back: '回到今天', column: { state: '状态', holds: '当日有效', inherited_from: '来自被合并企业', label: '关系', other_uscc: '对方信用代码' }, value: { valid: '有效', expired: '已失效', coming: '未生效', true: '有效', false: '已失效' }, states: '历史状态', since: '此前',
    copy_code: '复制信用代码', hover: '指向或聚焦数值可查看来源', updated: '最近更新 {at}',
  },
  happen: {
    stage: '变更阶段', code: '变更信用代码', merge: '企业合并', unmerge: '撤销合并', split: '企业分立', done: '已办理：{what}', date: '生效日期', reason: '原因或依据',
    stage_text: '签约、落地、在建、试生产、投产要依次变更；停产、迁出、注销随时可以登记。', code_text: '登记“{name}”换发的信用代码；原代码留作曾用代码，仍可查到。', merge_text: '“{name}”将并入另一家企业：资质、关系和曾用代码转到并入企业，本企业注销。',
    unmerge_text: '恢复“{name}”合并前的状态，转走的内容一并转回。', split_text: '从“{name}”分立出新的企业，新企业在同一园区登记。', new_stage: '新阶段', new_code: '新信用代码', into: '并入企业', parts: '分立出的企业', add_part: '再加一家', ends: '原企业解散（注销）',
    correction_stage: '更正：原来录入有误，不受先后次序限制', correction_code: '更正：原来录入有误，旧代码不留作曾用代码',
  },
  timeline: { milestone: '大事记', stage: '阶段', title: '资质', relation: '关联', version: '变更', site: '位置', classification: '归类', former_identity: '更名换码', registered: '成立', contact: '联系人' },
  user: {
    appointments: '岗位', role: '角色', where: '范围', from: '起始日期', to: '终止日期', to_note: '留空为长期', zone: '园区', zone_note: '留空为全部园区', department: '部门', park: '园区（小园区）', enterprise: '企业',
    appoint: '新增岗位', appointed: '岗位已增加', end: '终止', end_text: '终止“{role}”岗位？该用户的相应权限立即失效。', ended: '岗位已终止', no_appointments: '还没有岗位', no_appointments_hint: '没有岗位的用户登录后看不到任何数据',
    invite: '重新发出邀请', invited: '邀请 {name}', unlock: '解锁', unlocked: '{name} 已解锁', reset: '重置口令', reset_text: '重置后，{name} 原来的口令立即失效，已登录的设备全部退出。', reset_done: '已重置 {name} 的口令',
    reset_all: '重置口令和验证码', reset_all_text: '重置后，{name} 原来的口令和动态验证码都立即失效，需要重新设置。', approve_reset: '批准重置', reset_approved: '已批准重置 {name}', approval_needed: '须由另一位系统管理员批准后才能使用。',
    disable: '停用', disable_text: '停用后，{name} 立即退出并不能再登录；历史记录保留。', disabled: '{name} 已停用', enable: '启用', enabled: '{name} 已启用',
    token_text: '请把下面的链接当面或通过内部渠道交给本人，{until} 前有效，只显示这一次。',
  },
  matrix: { text: '每个操作允许哪些角色、在什么范围内执行；由程序的声明生成，与实际执行一致。', csv: '下载 CSV', find: '查找操作', operation: '操作', no: '不允许' },
  settings: { none: '没有可设置的项目', saved: '设置已保存', reset: '还原', by: '{by} 于 {at} 修改' },
  audit: {
    seq: '序号', at: '时间', user: '用户', action: '操作', record: '对象', record_id: '对象编号', entity: '对象类型', enterprise: '企业', result: '结果', peer: 'IP 地址', reason: '原因', days: '日期', allowed: '允许', refused: '拒绝',
    none: '没有符合条件的审计记录', open: '详情', open_named: '第 {n} 条的详情', entry: '审计记录第 {n} 条', hash: '链值', no_values: '这条记录没有字段变化', verify: '校验审计链', export: '导出审计日志',
  },
  print: { by: '{name} 于 {at} 打印' },
}
export default zh

/** A catalogue of the same keys. */
export type Catalogue = Same<typeof zh>
type Same<T> = { [K in keyof T]: T[K] extends string ? string : Same<T[K]> }
