import { onBeforeUnmount, onMounted } from 'vue'
import { preferences } from '@/base/preferences'
import { palette, shortcutHelp } from './dialogs'

/** Where a page's own keys lead: to what carries the attribute data-key. */
const keys = ['/', 'n', 'e', 'f', 's', '[', ']']

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

const dialogOpen = (): boolean =>
  [...document.querySelectorAll<HTMLElement>('.el-overlay')].some((overlay) => overlay.style.display !== 'none')

function press(event: KeyboardEvent): void {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
    event.preventDefault()
    palette.value = !palette.value
    return
  }
  if (!preferences.shortcuts || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  if (typing(event.target) || dialogOpen()) return
  if (event.key === '?') {
    event.preventDefault()
    shortcutHelp.value = true
  } else if (keys.includes(event.key)) {
    const element = document.querySelector<HTMLElement>(`[data-key="${event.key}"]`)
    if (!element || element.hasAttribute('disabled')) return
    event.preventDefault()
    const field = element.matches('input') ? element : element.querySelector<HTMLElement>('input')
    if (event.key === '/' && field) field.focus()
    else element.click()
  }
}

/** Keys that work on every page; Ctrl+K always, single letters unless the user has switched them off. */
export function useShortcuts(): void {
  onMounted(() => window.addEventListener('keydown', press))
  onBeforeUnmount(() => window.removeEventListener('keydown', press))
}
