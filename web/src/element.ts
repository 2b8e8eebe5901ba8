// The components of Element Plus that are used, by name; their styles are in styles/element.css. Imports from the library's
// own index would bring all of it into the shared chunk.
import { defineAsyncComponent } from 'vue'

export { ElButton } from 'element-plus/es/components/button/index'
export { ElConfigProvider } from 'element-plus/es/components/config-provider/index'
export { ElDialog } from 'element-plus/es/components/dialog/index'
export { ElDrawer } from 'element-plus/es/components/drawer/index'
export { ElDropdown, ElDropdownItem, ElDropdownMenu } from 'element-plus/es/components/dropdown/index'
export { ElIcon } from 'element-plus/es/components/icon/index'
export { ElInput } from 'element-plus/es/components/input/index'
export { ElMessage } from 'element-plus/es/components/message/index'
export { ElMessageBox } from 'element-plus/es/components/message-box/index'
export { ElProgress } from 'element-plus/es/components/progress/index'
export { ElOption, ElSelect } from 'element-plus/es/components/select/index'
export { ElStep, ElSteps } from 'element-plus/es/components/steps/index'
export { ElSwitch } from 'element-plus/es/components/switch/index'
export { ElTabPane, ElTabs } from 'element-plus/es/components/tabs/index'
export { ElTooltip } from 'element-plus/es/components/tooltip/index'

/** Comes when the first one is shown: with its calendars it is the heaviest of them. */
export const ElDatePicker = defineAsyncComponent(() =>
  import('element-plus/es/components/date-picker/index').then((m) => m.ElDatePicker),
)
